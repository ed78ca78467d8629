import type { ConsentScope, Input, Output, PackVersion } from '../../typings/contract';
import type { Person, TestCloud } from './cloud';
import { campaignId, collector, HOUR, newFamily, newRequestId, type World } from './world';

/** Born in this month a child is of that version on the plan's day. */
export const BORN = { '0-6': '2021-03', '7-12': '2016-05', '13-17': '2010-09' } as const;

const DAY = '2025-06-01';

const contents = {
  '0-6': ['绘本', '积木'],
  '7-12': ['文具', '水杯'],
  '13-17': ['笔记本'],
  family: ['桌游'],
};

export interface Packs {
  planId: string;
  unitId: string;
  batchId: string;
  member: Person;
}

export const newPlan = async (
  { admin }: World,
  received = 10,
  given: { planId?: string } = {},
): Promise<string> => {
  const { planId } = await admin.call('staff', 'pack.plan', {
    requestId: newRequestId(),
    ...given,
    campaignId,
    title: '六一暖心包',
    day: DAY,
    contents,
  });
  for (const version of ['0-6', '7-12', '13-17', 'family'] as const) {
    await admin.call('staff', 'pack.receive', {
      requestId: newRequestId(),
      planId,
      version,
      count: received,
      source: '灯塔公司',
    });
  }
  return planId;
};

export const newUnit = async ({ admin }: World, places: string[] = []): Promise<string> => {
  const { unitId } = await admin.call('staff', 'unit.save', {
    requestId: newRequestId(),
    campaignId,
    name: '海岸绣工坊',
    level: 'city',
    communityIds: ['c-1'],
    places,
  });
  return unitId;
};

export const send = async (
  { admin }: World,
  planId: string,
  unitId: string,
  counts: Input<'staff', 'pack.send'>['counts'],
  window = { from: Date.now() - HOUR, until: Date.now() + 24 * HOUR },
): Promise<string> => {
  const { batchId } = await admin.call('staff', 'pack.send', {
    requestId: newRequestId(),
    planId,
    unitId,
    counts,
    ...window,
  });
  return batchId;
};

let members = 0;

export const newMember = async (
  cloud: TestCloud,
  { admin }: World,
  batchId: string,
): Promise<Person> => {
  const openid = `member-${(members += 1)}`;
  await admin.call('staff', 'grant.unit', { requestId: newRequestId(), openid, batchId });
  return cloud.as(openid);
};

export const acknowledge = (
  member: Person,
  batchId: string,
  counts: Input<'helper', 'batch.acknowledge'>['counts'],
) => member.call('helper', 'batch.acknowledge', { requestId: newRequestId(), batchId, counts });

/** A plan with packs in store, and a batch with a unit and a member of it. */
export const openPacks = async (
  cloud: TestCloud,
  world: World,
  counts: Input<'staff', 'pack.send'>['counts'] = { '7-12': 3 },
  { acknowledged = true }: { acknowledged?: boolean } = {},
): Promise<Packs> => {
  const planId = await newPlan(world);
  const unitId = await newUnit(world);
  const batchId = await send(world, planId, unitId, counts);
  const member = await newMember(cloud, world, batchId);
  if (acknowledged) await acknowledge(member, batchId, counts);
  return { planId, unitId, batchId, member };
};

let families = 0;

/** A child of a family of its own. */
export const newChild = async (
  cloud: TestCloud,
  {
    birthMonth = BORN['7-12'],
    scopes,
    communityId,
  }: { birthMonth?: string; scopes?: ConsentScope[]; communityId?: string } = {},
): Promise<{ guardian: Person; childId: string }> => {
  const openid = `pack-family-${(families += 1)}`;
  return newFamily(cloud, openid, scopes, communityId, '豆豆', birthMonth);
};

/** A second child of the same family. */
export const newSibling = async (guardian: Person, birthMonth: string): Promise<string> => {
  const { childId } = await guardian.call('family', 'child.save', {
    requestId: newRequestId(),
    nickname: '米粒',
    birthMonth,
    communityId: 'c-1',
  });
  return childId;
};

export const assign = async (
  { community }: World,
  batchId: string,
  childIds: string[],
  more: Partial<Input<'staff', 'pack.assign'>> = {},
): Promise<Output<'staff', 'pack.assign'>['results']> => {
  const { results } = await community.call('staff', 'pack.assign', {
    requestId: newRequestId(),
    batchId,
    childIds,
    ...more,
  });
  return results;
};

/** A child with a card of this batch. */
export const packCard = async (
  cloud: TestCloud,
  world: World,
  batchId: string,
  child: Parameters<typeof newChild>[1] = {},
): Promise<{ guardian: Person; childId: string; cardId: string; code: string }> => {
  const { guardian, childId } = await newChild(cloud, child);
  const [result] = await assign(world, batchId, [childId]);
  if (!result?.cardId) throw new Error(`no card: ${JSON.stringify(result)}`);
  const { code } = await guardian.call('family', 'card.show', { cardId: result.cardId });
  return { guardian, childId, cardId: result.cardId, code };
};

export const deliver = (
  person: Person,
  { batchId, unitId }: Pick<Packs, 'batchId' | 'unitId'>,
  code: string,
  more: Partial<Input<'station', 'card.redeem'>> = {},
): Promise<Output<'station', 'card.redeem'>> =>
  person.call('station', 'card.redeem', {
    nonce: newRequestId(),
    eventId: batchId,
    stationId: unitId,
    deviceId: 'phone-1',
    code,
    collector,
    ...more,
  });

/** Uploads scans that were made with no network. */
export const upload = async (
  person: Person,
  { batchId, unitId }: Pick<Packs, 'batchId' | 'unitId'>,
  code: string,
  scannedAt: number,
) => {
  const { results } = await person.call('station', 'card.sync', {
    eventId: batchId,
    stationId: unitId,
    deviceId: 'phone-1',
    clockOffsetMs: 0,
    entries: [{ nonce: newRequestId(), code, collector, scannedAt }],
  });
  return results[0];
};

export const sums = async (
  { community }: World,
  planId: string,
  version: PackVersion = '7-12',
): Promise<Output<'staff', 'pack.sums'>['versions'][number]> => {
  const { versions } = await community.call('staff', 'pack.sums', { planId });
  for (const one of versions) {
    const { received, inStore, withUnits, delivered, lost } = one;
    if (received !== inStore + withUnits + delivered + lost) {
      throw new Error(`the sum does not hold: ${JSON.stringify(one)}`);
    }
    if (Math.min(inStore, withUnits, delivered, lost) < 0) {
      throw new Error(`less than none: ${JSON.stringify(one)}`);
    }
  }
  const found = versions.find((one) => one.version === version);
  if (!found) throw new Error(`no version ${version}`);
  return found;
};

export const giveBack = ({ community }: World, batchId: string, count = 1) =>
  community.call('staff', 'pack.return', {
    requestId: newRequestId(),
    batchId,
    version: '7-12',
    count,
    reason: '暂时送不出去',
  });

/** What a member sees of a batch. */
export const seenBy = async (member: Person, batchId: string) => {
  const { items } = await member.call('helper', 'batch.mine', {});
  const found = items.find((one) => one.batchId === batchId);
  if (!found) throw new Error(`the member does not see batch ${batchId}`);
  return found;
};
