import type { ChildSays, YesNo } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  activePair,
  addRecord,
  approved,
  DAY,
  dayOf,
  overseersOf,
  pairingFamily,
  proposeFor,
  recordOf,
  sayYes,
  start,
  type TestPair,
} from '../../support/companions';
import { campaignId, newFamily, newRequestId, openWorld, type World } from '../../support/world';

/** One child and one mother: from the proposal to the end. */
describe('pairs', () => {
  let cloud: TestCloud;
  let world: World;
  let serial = 0;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const today = (): string => dayOf(cloud.now());
  const name = (): string => `person-${(serial += 1)}`;

  const answer = (guardian: Person, pairId: string, yesNo: YesNo, childSays: ChildSays) =>
    guardian.call('family', 'pair.answer', {
      requestId: newRequestId(),
      pairId,
      answer: yesNo,
      childSays,
    });

  const proposal = async (childId: string, motherId: string, more: object = {}) => ({
    requestId: newRequestId(),
    childId,
    motherId,
    role: 'lead' as const,
    ...(await overseersOf(world)),
    ...more,
  });

  const stateFor = async ({
    guardian,
    pairId,
  }: Pick<TestPair, 'guardian' | 'pairId'>): Promise<string | undefined> => {
    const { items } = await guardian.call('family', 'pair.mine', {});
    return items.find((pair) => pair.pairId === pairId)?.state;
  };

  const proposedPair = async (openid = name()): Promise<TestPair> => {
    const family = await pairingFamily(cloud, openid);
    const mother = await approved(cloud, world, name());
    const pairId = await proposeFor(world, family.childId, mother.motherId);
    return { ...family, mother, pairId };
  };

  it('go from the proposal over the family’s yes and the first meeting to the first record', async () => {
    const { guardian, mother, pairId } = await proposedPair();
    await expect(stateFor({ guardian, pairId })).resolves.toBe('proposed');
    // She learns of it with the family's yes.
    await expect(mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    const record = recordOf(pairId, today(), { kind: 'call' });
    await expect(mother.person.refused('helper', 'record.add', record)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const early = { requestId: newRequestId(), pairId, metOn: today() };
    await expect(world.community.refused('staff', 'pair.start', early)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(answer(guardian, pairId, 'yes', 'yes')).resolves.toEqual({ state: 'consented' });
    const { items } = await mother.person.call('helper', 'pair.mine', {});
    expect(items).toMatchObject([{ pairId, state: 'consented', ageBand: '7-12' }]);
    expect(JSON.stringify(items)).not.toMatch(/豆豆|2016|c-1/);
    await expect(mother.person.refused('helper', 'record.add', record)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    for (const person of [world.district, world.admin]) {
      await expect(person.refused('staff', 'pair.start', early)).resolves.toBe('PERMISSION_DENIED');
    }
    await expect(start(world, pairId, today())).resolves.toEqual({ state: 'active' });
    await expect(mother.person.call('helper', 'record.add', record)).resolves.toMatchObject({});
  });

  it('a child of 14 speaks for itself, a no at any age ends it, and nobody is told which no it was', async () => {
    const guardian = cloud.as(name());
    await guardian.call('family', 'consent.grant', {
      version: '1',
      scopes: ['review', 'gift', 'pairing'],
    });
    const { childId } = await guardian.call('family', 'child.save', {
      requestId: newRequestId(),
      nickname: '大树',
      birthMonth: `${new Date().getFullYear() - 15}-01`,
      communityId: 'c-1',
    });
    const { motherId } = await approved(cloud, world, name());
    const pairId = await proposeFor(world, childId, motherId);
    const says = { requestId: newRequestId(), pairId, answer: 'yes', childSays: 'cannot_say' };
    await expect(guardian.refused('family', 'pair.answer', says)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(stateFor({ guardian, pairId })).resolves.toBe('proposed');
    await expect(answer(guardian, pairId, 'yes', 'no')).resolves.toEqual({ state: 'declined' });
    const told = await world.community.call('staff', 'alert.mine', {});
    expect(told.items.filter((item) => item.pairId === pairId).map(({ kind }) => kind)).toEqual([
      'pairDeclined',
    ]);
    const young = await proposedPair();
    await expect(answer(young.guardian, young.pairId, 'yes', 'no')).resolves.toEqual({
      state: 'declined',
    });
    const other = await proposedPair();
    await expect(answer(other.guardian, other.pairId, 'yes', 'cannot_say')).resolves.toEqual({
      state: 'consented',
    });
  });

  it('need the scope of pairing, whose withdrawal ends them in the same step', async () => {
    const { guardian, childId } = await newFamily(cloud, name());
    const mother = await approved(cloud, world, name());
    const pairId = await proposeFor(world, childId, mother.motherId);
    const yes = { requestId: newRequestId(), pairId, answer: 'yes', childSays: 'yes' };
    await expect(guardian.refused('family', 'pair.answer', yes)).resolves.toBe('PERMISSION_DENIED');
    await guardian.call('family', 'consent.grant', { version: '1', scopes: ['pairing'] });
    await sayYes(guardian, pairId);
    await start(world, pairId, today());
    await guardian.call('family', 'consent.withdraw', { scopes: ['pairing'] });
    await expect(stateFor({ guardian, pairId })).resolves.toBe('ended');
    await expect(mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    await expect(
      mother.person.refused('helper', 'record.add', recordOf(pairId, today())),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(mother.person.refused('helper', 'record.mine', { pairId })).resolves.toBe(
      'PERMISSION_DENIED',
    );
    // Another child of theirs may be accompanied by her then.
    const next = await pairingFamily(cloud, name());
    await proposeFor(world, next.childId, mother.motherId);
  });

  it('a withdrawal racing the start: the pair never runs without consent', async () => {
    const pairs = await Promise.all(Array.from({ length: 4 }, () => proposedPair()));
    for (const { guardian, pairId } of pairs) await sayYes(guardian, pairId);
    await Promise.all(
      pairs.flatMap(({ guardian, pairId }) => [
        guardian.send('family', 'consent.withdraw', { scopes: ['pairing'] }),
        world.community.send('staff', 'pair.start', {
          requestId: newRequestId(),
          pairId,
          metOn: today(),
        }),
      ]),
    );
    for (const pair of pairs) expect(['ended', 'cancelled']).toContain(await stateFor(pair));
  });

  it('one lead at a time: a second yes is refused while another accompanies the child, suspended too', async () => {
    const { guardian, childId } = await pairingFamily(cloud, name());
    const [first, second] = [
      await approved(cloud, world, name()),
      await approved(cloud, world, name()),
    ];
    const one = await proposeFor(world, childId, first.motherId);
    const two = await proposeFor(world, childId, second.motherId);
    await sayYes(guardian, one);
    await sayYes(guardian, two);
    const starts = await Promise.all(
      [one, two].map((pairId) =>
        world.community.send('staff', 'pair.start', {
          requestId: newRequestId(),
          pairId,
          metOn: today(),
        }),
      ),
    );
    expect(starts.map((reply) => (reply.ok ? 'ok' : reply.code)).sort()).toEqual([
      'FAILED_PRECONDITION',
      'ok',
    ]);
    const active = starts[0]!.ok ? one : two;
    const third = await approved(cloud, world, name());
    const pairId = await proposeFor(world, childId, third.motherId);
    const yes = { requestId: newRequestId(), pairId, answer: 'yes', childSays: 'yes' };
    await expect(guardian.refused('family', 'pair.answer', yes)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const pause = { requestId: newRequestId(), pairId: active, reason: '外地出差' };
    await world.community.call('staff', 'pair.suspend', pause);
    await expect(guardian.refused('family', 'pair.answer', yes)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const end = { requestId: newRequestId(), pairId: active, reason: '搬家' };
    await world.district.call('staff', 'pair.end', end);
    await expect(guardian.call('family', 'pair.answer', yes as never)).resolves.toEqual({
      state: 'consented',
    });
  });

  it('a mother has one lead at a time, however many proposals race', async () => {
    const { motherId } = await approved(cloud, world, name());
    const families = await Promise.all(
      Array.from({ length: 4 }, () => pairingFamily(cloud, name())),
    );
    const replies = await Promise.all(
      families.map(async ({ childId }) =>
        world.community.send('staff', 'pair.propose', await proposal(childId, motherId)),
      ),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const supporter = {
      role: 'supporter',
      purpose: '数学',
      until: dayOf(cloud.now() + 60 * DAY),
    } as const;
    await proposeFor(world, families[1]!.childId, motherId, supporter);
  });

  it('a supporter comes with a purpose and an end, and an end that passed takes nothing more', async () => {
    const lead = await activePair(cloud, world, name());
    const expert = await approved(cloud, world, name(), { team: 'expert' });
    const support = { role: 'supporter' as const, purpose: '心理支持' };
    const endless = await proposal(lead.childId, expert.motherId, support);
    await expect(world.community.refused('staff', 'pair.propose', endless)).resolves.toBe(
      'INVALID_ARGUMENT',
    );
    const pairId = await proposeFor(world, lead.childId, expert.motherId, {
      ...support,
      until: today(),
    });
    await sayYes(lead.guardian, pairId);
    await start(world, pairId, today());
    await addRecord(expert, pairId, today());
    await cloud.timer('jobs', cloud.now() + DAY);
    await expect(stateFor({ guardian: lead.guardian, pairId })).resolves.toBe('ended');
    await expect(stateFor(lead)).resolves.toBe('active');
  });

  it('handover: old access ends as the new begins, with the summary and none of the old notes', async () => {
    const old = await activePair(cloud, world, name());
    await addRecord(old.mother, old.pairId, today(), { note: '说了心里话' });
    const next = await approved(cloud, world, name());
    const handover = {
      requestId: newRequestId(),
      pairId: old.pairId,
      motherId: next.motherId,
      summary: '喜欢画画，周六有空',
    };
    await expect(world.district.refused('staff', 'pair.handover', handover)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const same = { ...handover, motherId: old.mother.motherId };
    await expect(world.community.refused('staff', 'pair.handover', same)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const { pairId, state } = await world.community.call('staff', 'pair.handover', handover);
    expect(state).toBe('proposed');
    await expect(stateFor(old)).resolves.toBe('active');
    await sayYes(old.guardian, pairId);
    await addRecord(old.mother, old.pairId, today(), { from: '15:00' });
    await start(world, pairId, today());
    await expect(stateFor(old)).resolves.toBe('ended');
    await expect(old.mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({ items: [] });
    await expect(
      old.mother.person.refused('helper', 'record.mine', { pairId: old.pairId }),
    ).resolves.toBe('PERMISSION_DENIED');
    const { items } = await next.person.call('helper', 'pair.mine', {});
    expect(items).toMatchObject([{ pairId, state: 'active', summary: '喜欢画画，周六有空' }]);
    await expect(next.person.call('helper', 'record.mine', { pairId })).resolves.toEqual({
      items: [],
    });
    await expect(
      next.person.refused('helper', 'record.mine', { pairId: old.pairId }),
    ).resolves.toBe('NOT_FOUND');
    const family = await old.guardian.call('family', 'pair.mine', {});
    expect(family.items.map((pair) => [pair.state, pair.records.length])).toEqual([
      ['active', 0],
      ['ended', 2],
    ]);
    // The same two may be paired again: a pairing has its own id.
    await world.community.call('staff', 'pair.end', {
      requestId: newRequestId(),
      pairId,
      reason: '孩子的意愿',
    });
    const again = await proposeFor(world, old.childId, old.mother.motherId);
    expect(again).not.toBe(old.pairId);
  });

  it('a suspended pair takes no record and no outing, and goes on', async () => {
    const { mother, pairId } = await activePair(cloud, world, name());
    const step = { pairId, reason: '外地出差' };
    await expect(
      world.district.call('staff', 'pair.suspend', { requestId: newRequestId(), ...step }),
    ).resolves.toEqual({ state: 'suspended' });
    await expect(
      mother.person.refused('helper', 'record.add', recordOf(pairId, today(), { kind: 'call' })),
    ).resolves.toBe('FAILED_PRECONDITION');
    const noon = Date.parse(`${dayOf(cloud.now() + DAY)}T04:00:00.000Z`);
    const outing = {
      requestId: newRequestId(),
      pairId,
      place: '公园',
      from: noon,
      until: noon + 1000,
    };
    await expect(mother.person.refused('helper', 'outing.plan', outing)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(
      world.admin.call('staff', 'pair.resume', { requestId: newRequestId(), ...step }),
    ).resolves.toEqual({ state: 'active' });
    await addRecord(mother, pairId, today());
    const stranger = { requestId: newRequestId(), ...step };
    await expect(cloud.as('far').refused('staff', 'pair.suspend', stranger)).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('opening a file is on the family’s access list with its purpose, and for its two overseers alone', async () => {
    const { guardian, pairId, mother } = await activePair(cloud, world, name());
    await addRecord(mother, pairId, today(), { note: '一起读了书' });
    const open = { pairId, purpose: '每月回访' };
    await expect(world.admin.refused('staff', 'pair.open', open)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const file = await world.community.call('staff', 'pair.open', open);
    expect(file).toMatchObject({
      pairId,
      state: 'active',
      childSays: 'yes',
      mother: { mayVisit: true },
      records: [{ note: '一起读了书', confirmed: false }],
      alerts: [],
    });
    const { items } = await guardian.call('family', 'access.mine', {});
    expect(items).toContainEqual(
      expect.objectContaining({ role: 'community', purpose: '每月回访' }),
    );
  });

  it('erasing the child ends the pair and takes all words; her hours stay', async () => {
    const pair = await activePair(cloud, world, name());
    const recordId = await addRecord(pair.mother, pair.pairId, today(), { note: '去了海边' });
    await world.community.call('staff', 'record.confirm', {
      requestId: newRequestId(),
      recordIds: [recordId],
    });
    await world.community.call('staff', 'pair.talk', {
      requestId: newRequestId(),
      pairId: pair.pairId,
      with: 'guardian',
      day: today(),
      note: '一切都好',
    });
    const exported = await pair.guardian.call('family', 'data.export', {});
    expect(exported.pairs).toMatchObject([{ state: 'active', records: [{ note: '去了海边' }] }]);
    await pair.guardian.call('family', 'data.erase', {
      requestId: newRequestId(),
      childId: pair.childId,
    });
    await expect(pair.mother.person.call('helper', 'pair.mine', {})).resolves.toEqual({
      items: [],
    });
    const file = await world.community.call('staff', 'pair.open', {
      pairId: pair.pairId,
      purpose: '核对',
    });
    expect(file).toMatchObject({ state: 'ended', records: [{ minutes: 60 }], talks: [] });
    expect(JSON.stringify(file)).not.toContain('海边');
    await expect(pair.mother.person.call('helper', 'hours.mine', {})).resolves.toMatchObject({
      serviceMinutes: 60,
    });
  });

  it('a guardian who leaves takes the consent along, unless another one agreed too', async () => {
    const pair = await activePair(cloud, world, name());
    const join = async (scopes: ('review' | 'gift' | 'pairing')[]) => {
      const { code } = await pair.guardian.call('family', 'guardian.invite', {
        requestId: newRequestId(),
        childId: pair.childId,
      });
      const other = cloud.as(name());
      await other.call('family', 'consent.grant', { version: '1', scopes });
      await other.call('family', 'guardian.join', { requestId: newRequestId(), code });
      return other;
    };
    const other = await join(['review', 'gift']);
    await pair.guardian.call('family', 'guardian.leave', {
      requestId: newRequestId(),
      childId: pair.childId,
    });
    await expect(stateFor({ guardian: other, pairId: pair.pairId })).resolves.toBe('ended');
  });

  it('a repeated proposal is the same pair, another family’s pair is none', async () => {
    const { childId } = await pairingFamily(cloud, name());
    const { motherId } = await approved(cloud, world, name());
    const input = await proposal(childId, motherId);
    const [one, two] = [
      await world.community.call('staff', 'pair.propose', input),
      await world.community.call('staff', 'pair.propose', input),
    ];
    expect(two).toEqual(one);
    const stranger = await pairingFamily(cloud, name());
    const yes = { requestId: newRequestId(), pairId: one.pairId, answer: 'yes', childSays: 'yes' };
    await expect(stranger.guardian.refused('family', 'pair.answer', yes)).resolves.toBe(
      'NOT_FOUND',
    );
    const { items } = await world.community.call('staff', 'pair.list', { campaignId });
    expect(items.filter(({ pairId }) => pairId === one.pairId)).toHaveLength(1);
  });
});
