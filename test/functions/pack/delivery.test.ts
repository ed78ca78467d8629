import { openCloud, type TestCloud } from '../../support/cloud';
import {
  acknowledge,
  deliver,
  newMember,
  newPlan,
  newUnit,
  openPacks,
  packCard,
  seenBy,
  send,
  sums,
  upload,
} from '../../support/packs';
import {
  collector,
  eventId,
  HOUR,
  inOwnWorld,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  type World,
} from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const V = '7-12';

describe('a delivery is a redemption, by every rule of it', () => {
  it('once: the second scan is told of the first', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const accepted = await deliver(packs.member, packs, code);
    expect(accepted).toMatchObject({ status: 'accepted', ageBand: V });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'already_redeemed' });
  });

  it('without a collector it is incomplete', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    expect(await deliver(packs.member, packs, code, { collector: undefined })).toMatchObject({
      reason: 'incomplete',
    });
  });

  it('of many devices at one moment exactly one is accepted', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, () => deliver(packs.member, packs, code)),
    );
    expect(verdicts.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 1, withUnits: 2 });
  });

  it('racing a return of its pack, exactly one of them holds', async () => {
    for (let round = 0; round < 6; round += 1) {
      const packs = await openPacks(cloud, world, { [V]: 1 });
      const { code } = await packCard(cloud, world, packs.batchId);
      const [delivered, returned] = await Promise.all([
        deliver(packs.member, packs, code),
        world.community.send('staff', 'pack.return', {
          requestId: newRequestId(),
          batchId: packs.batchId,
          version: V,
          count: 1,
          reason: '送不出去',
        }),
      ]);
      expect([delivered.status === 'accepted', returned.ok].filter(Boolean)).toHaveLength(1);
      await sums(world, packs.planId);
    }
  });

  it('a wish card for a batch and a pack card at the event are wrong_event; both stay good', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const wish = await readyCard(cloud, world, `wish-${newRequestId()}`);
    expect(await deliver(packs.member, packs, wish.code)).toMatchObject({ reason: 'wrong_event' });
    expect(await redeem(world.volunteer, code)).toMatchObject({ reason: 'wrong_event' });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
    expect(await redeem(world.volunteer, wish.code)).toMatchObject({ status: 'accepted' });
  });

  it('at a pack desk of the event a wish card is at the wrong station', async () => {
    const { items } = await world.admin.call('staff', 'event.list', { campaignId: 'spring' });
    const event = items.find((one) => one.eventId === eventId);
    if (!event) throw new Error('no event');
    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      eventId,
      campaignId: 'spring',
      title: event.title,
      from: event.from,
      until: event.until,
      stations: [...event.stations, { stationId: 'packs', label: '暖心包', kind: 'pack' }],
    });
    const wish = await readyCard(cloud, world, `wish-${newRequestId()}`);
    expect(await redeem(world.volunteer, wish.code, { stationId: 'packs' })).toMatchObject({
      reason: 'wrong_station',
    });
    const { code } = await packCard(cloud, world, (await openPacks(cloud, world)).batchId);
    expect(await redeem(world.volunteer, code, { stationId: 'packs' })).toMatchObject({
      reason: 'wrong_event',
    });
  });

  it('a member sees alias, age band, version and place, and nothing else of a child', async () => {
    const packs = await openPacks(cloud, world);
    const { childId, code } = await packCard(cloud, world, packs.batchId);
    const { packs: seen } = await seenBy(packs.member, packs.batchId);
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(
      ['ageBand', 'alias', 'cardId', 'cardNo', 'place', 'ready', 'state', 'version'].sort(),
    );
    const opened = await packs.member.call('station', 'open', {
      eventId: packs.batchId,
      stationId: packs.unitId,
      deviceId: 'phone-1',
      deviceLabel: '手机',
      deviceTime: Date.now(),
    });
    for (const told of [seen, opened, await deliver(packs.member, packs, code)]) {
      const text = JSON.stringify(told);
      for (const hidden of [childId, '豆豆', '2016-05', 'c-1', 'guardian']) {
        expect(text).not.toContain(hidden);
      }
    }
  });

  it('a member of another batch is refused before anything is judged', async () => {
    const packs = await openPacks(cloud, world);
    const other = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const scan = {
      eventId: packs.batchId,
      stationId: packs.unitId,
      code,
    };
    expect(await other.member.refused('station', 'card.inspect', scan)).toBe('PERMISSION_DENIED');
    expect(await deliver(other.member, other, code)).toMatchObject({ reason: 'wrong_event' });
  });

  it('a scanner grant cannot be made to outlive the batch', async () => {
    const { batchId } = await openPacks(cloud, world);
    expect(
      await world.admin.refused('staff', 'grant.scanner', {
        requestId: newRequestId(),
        openid: 'somebody',
        eventId: batchId,
        from: Date.now(),
        until: Date.now() + 1000 * HOUR,
      }),
    ).toBe('INVALID_ARGUMENT');
  });

  it('a member’s grant ends with the batch, by the clock alone', () =>
    inOwnWorld(async (own, there) => {
      const planId = await newPlan(there);
      const unitId = await newUnit(there);
      const until = own.now() + HOUR;
      const window = { from: own.now() - HOUR, until };
      const batchId = await send(there, planId, unitId, { [V]: 2 }, window);
      const member = await newMember(own, there, batchId);
      await acknowledge(member, batchId, { [V]: 2 });
      const { code } = await packCard(own, there, batchId);
      const scannedAt = own.now();
      await own.forward(until + 1 - own.now());
      expect((await member.call('helper', 'batch.mine', {})).items).toEqual([]);
      const at = { eventId: batchId, stationId: unitId };
      for (const scanned of [code, '0000-0000-0000-0000']) {
        const scan = { ...at, code: scanned };
        expect(await member.refused('station', 'card.inspect', scan)).toBe('PERMISSION_DENIED');
        const redeem = { ...scan, nonce: newRequestId(), deviceId: 'd', collector };
        expect(await member.refused('station', 'card.redeem', redeem)).toBe('PERMISSION_DENIED');
      }
      expect(await upload(member, { batchId, unitId }, code, scannedAt)).toMatchObject({
        status: 'held',
      });
    }));

  it('a member can come by invite', async () => {
    const { batchId } = await openPacks(cloud, world);
    const { code } = await world.admin.call('staff', 'invite.make', {
      requestId: newRequestId(),
      offer: { role: 'unit', batchId },
    });
    const invited = cloud.as('invited-member');
    await invited.call('staff', 'invite.accept', { requestId: newRequestId(), code });
    expect((await seenBy(invited, batchId)).batchId).toBe(batchId);
    expect(await invited.refused('staff', 'pack.sums', { planId: 'x' })).toBe('PERMISSION_DENIED');
  });
});

describe('the slips of a batch', () => {
  it('are a row in the log of each child, and none of a card that is frozen', async () => {
    const { batchId } = await openPacks(cloud, world);
    const first = await packCard(cloud, world, batchId);
    const frozen = await packCard(cloud, world, batchId);
    const freeze = { requestId: newRequestId(), cardId: frozen.cardId, reason: '卡不见了' };
    await frozen.guardian.call('family', 'card.freeze', freeze);
    const { slips } = await world.community.call('staff', 'pack.sheet', { batchId });
    expect(slips).toBe(1);
    const printed = { role: 'community', purpose: '打印暖心包交接单' };
    const log = async ({ guardian }: typeof first) =>
      (await guardian.call('family', 'access.mine', {})).items;
    expect(await log(first)).toMatchObject([printed]);
    expect(await log(frozen)).toEqual([]);
  });
});
