import { openCloud, type TestCloud } from '../../support/cloud';
import {
  activePair,
  addRecord,
  applied,
  approved,
  DAY,
  dayOf,
  decide,
  overseersOf,
  pairingFamily,
  proposeFor,
  prove,
  recordOf,
} from '../../support/companions';
import {
  campaignId,
  HOUR,
  keepWorld,
  newFamily,
  newRequestId,
  type World,
  type WorldAnew,
} from '../../support/world';

/** The 爱心妈妈 team: who may act, who decides, and what they are told. */
describe('the 爱心妈妈 team', () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;

  beforeAll(async () => {
    cloud = await openCloud();
    // The clock is moved by some of the tests, and stays there.
    begin = await keepWorld(cloud, { until: Date.now() + 100 * DAY });
  });
  beforeEach(async () => {
    world = await begin(cloud);
  });
  afterAll(() => cloud.end());

  const today = (): string => dayOf(cloud.now());
  const me = async (openid: string) => {
    const { state, mayVisit, mayCall, missing } = await cloud
      .as(openid)
      .call('helper', 'mother.me', {});
    return { state, mayVisit, mayCall, missing };
  };

  it('what she may do follows from dated proofs, each time anew', async () => {
    const { motherId } = await applied(cloud, 'mother');
    await expect(me('mother')).resolves.toEqual({
      state: 'applied',
      mayVisit: false,
      mayCall: false,
      missing: ['declaration', 'check', 'insurance'],
    });
    await decide(world, motherId, 'approve');
    await prove(world, motherId, 'declaration', today());
    await expect(prove(world, motherId, 'check', today())).resolves.toEqual({
      mayVisit: false,
      mayCall: true,
    });
    const insurance = await prove(world, motherId, 'insurance', today(), dayOf(cloud.now() + DAY));
    expect(insurance).toEqual({ mayVisit: true, mayCall: true });
    await cloud.forward(2 * DAY, 'last');
    await expect(me('mother')).resolves.toMatchObject({
      mayVisit: false,
      mayCall: true,
      missing: ['insurance'],
    });
  });

  it('a proof that ran out refuses visits by its name, and takes calls', async () => {
    const { pairId, mother } = await activePair(cloud, world, 'mother');
    await prove(world, mother.motherId, 'insurance', today(), today());
    await addRecord(mother, pairId, today());
    await cloud.forward(DAY, 'last');
    for (const kind of ['visit', 'outing', 'study'] as const) {
      const reply = await mother.person.send(
        'helper',
        'record.add',
        recordOf(pairId, today(), { kind }),
      );
      expect(reply).toMatchObject({ ok: false, code: 'FAILED_PRECONDITION' });
      expect(JSON.stringify(reply)).toContain('保险');
    }
    const tomorrow = Date.parse(`${dayOf(cloud.now() + DAY)}T04:00:00.000Z`);
    const outing = {
      requestId: newRequestId(),
      pairId,
      place: '公园',
      from: tomorrow,
      until: tomorrow + HOUR,
    };
    await expect(mother.person.refused('helper', 'outing.plan', outing)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await addRecord(mother, pairId, today(), { kind: 'call' });
  });

  it('an outing needs proofs that still hold on its day', async () => {
    const { pairId, mother } = await activePair(cloud, world, 'mother');
    await prove(world, mother.motherId, 'insurance', today(), dayOf(cloud.now() + DAY));
    const plan = (at: number) => ({
      requestId: newRequestId(),
      pairId,
      place: '公园',
      from: at,
      until: at + HOUR,
    });
    const noon = Date.parse(`${dayOf(cloud.now() + DAY)}T04:00:00.000Z`);
    const later = plan(noon + DAY);
    await expect(mother.person.refused('helper', 'outing.plan', later)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(mother.person.call('helper', 'outing.plan', plan(noon))).resolves.toMatchObject({
      state: 'planned',
    });
  });

  it('nobody applies twice at a time, decides on herself, or is decided on from elsewhere', async () => {
    const { motherId } = await applied(cloud, 'district');
    const again = {
      requestId: newRequestId(),
      campaignId,
      name: '周小满',
      kind: 'volunteer',
      team: 'expert',
      level: 'district',
      communityIds: [],
    };
    await expect(cloud.as('district').refused('helper', 'mother.apply', again)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const decision = { requestId: newRequestId(), motherId, decision: 'approve' };
    const proof = { requestId: newRequestId(), motherId, proof: 'check', on: today() };
    for (const person of [world.district, world.community]) {
      await expect(person.refused('staff', 'mother.decide', decision)).resolves.toBe(
        'PERMISSION_DENIED',
      );
      await expect(person.refused('staff', 'mother.proof', proof)).resolves.toBe(
        'PERMISSION_DENIED',
      );
    }
    await expect(
      world.admin.call('staff', 'mother.decide', {
        requestId: newRequestId(),
        motherId,
        decision: 'approve',
      }),
    ).resolves.toEqual({ state: 'approved' });
  });

  it('two applications at once give one mother', async () => {
    const apply = () =>
      cloud.as('mother').send('helper', 'mother.apply', {
        requestId: newRequestId(),
        campaignId,
        name: '周小满',
        kind: 'volunteer',
        team: 'neighbor',
        level: 'community',
        communityIds: ['c-1'],
        skills: '阅读、画画',
      });
    const replies = await Promise.all(Array.from({ length: 6 }, apply));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const { items } = await world.district.call('staff', 'mother.list', { campaignId });
    expect(items).toMatchObject([{ state: 'applied', skills: ['阅读', '画画'] }]);
  });

  it('states go their way, and no other', async () => {
    const { motherId } = await applied(cloud, 'mother');
    const refused = (decision: string) =>
      world.district.refused('staff', 'mother.decide', {
        requestId: newRequestId(),
        motherId,
        decision,
      });
    for (const decision of ['pause', 'resume', 'end']) {
      await expect(refused(decision)).resolves.toBe('FAILED_PRECONDITION');
    }
    await decide(world, motherId, 'approve');
    for (const decision of ['approve', 'reject', 'resume']) {
      await expect(refused(decision)).resolves.toBe('FAILED_PRECONDITION');
    }
    await expect(decide(world, motherId, 'pause')).resolves.toEqual({ state: 'paused' });
    await expect(decide(world, motherId, 'resume')).resolves.toEqual({ state: 'approved' });
    await expect(decide(world, motherId, 'end')).resolves.toEqual({ state: 'ended' });
    for (const decision of ['approve', 'reject', 'pause', 'resume', 'end']) {
      await expect(refused(decision)).resolves.toBe('FAILED_PRECONDITION');
    }
    await expect(applied(cloud, 'mother')).resolves.toMatchObject({ person: { openid: 'mother' } });
  });

  it('pausing or ending a mother suspends her pairs in the same step and tells the supervisor', async () => {
    const { pairId, mother } = await activePair(cloud, world, 'mother');
    await decide(world, mother.motherId, 'pause');
    const { items } = await mother.person.call('helper', 'pair.mine', {});
    expect(items).toMatchObject([{ pairId, state: 'suspended' }]);
    await expect(
      mother.person.refused('helper', 'record.add', recordOf(pairId, today(), { kind: 'call' })),
    ).resolves.toBe('FAILED_PRECONDITION');
    const told = await world.community.call('staff', 'alert.mine', {});
    expect(told.items).toContainEqual(expect.objectContaining({ kind: 'pairSuspended', pairId }));
    const resume = { requestId: newRequestId(), pairId, reason: '回来了' };
    await expect(world.community.refused('staff', 'pair.resume', resume)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await decide(world, mother.motherId, 'resume');
    await expect(world.community.call('staff', 'pair.resume', resume)).resolves.toEqual({
      state: 'active',
    });
    await decide(world, mother.motherId, 'end');
    await expect(mother.person.call('helper', 'pair.mine', {})).resolves.toMatchObject({
      items: [{ state: 'suspended' }],
    });
  });

  it('ending a mother cancels what had not begun', async () => {
    const { guardian, childId } = await pairingFamily(cloud, 'family');
    const { motherId } = await approved(cloud, world, 'mother');
    const pairId = await proposeFor(world, childId, motherId);
    await decide(world, motherId, 'end');
    const { items } = await guardian.call('family', 'pair.mine', {});
    expect(items).toMatchObject([{ pairId, state: 'cancelled' }]);
  });

  it('thirty days before a proof runs out she and her supervisor are told, once', async () => {
    const { mother } = await activePair(cloud, world, 'mother');
    await prove(world, mother.motherId, 'insurance', today(), dayOf(cloud.now() + 40 * DAY));
    const told = async () => {
      const hers = await mother.person.call('helper', 'message.mine', {});
      const staff = await world.community.call('staff', 'alert.mine', {});
      return [hers, staff].map(({ items }) => items.filter(({ kind }) => kind === 'proof').length);
    };
    await cloud.forward(9 * DAY, 'daily');
    await expect(told()).resolves.toEqual([0, 0]);
    await cloud.forward(DAY, 'daily');
    await expect(told()).resolves.toEqual([1, 1]);
    await cloud.forward(5 * DAY, 'daily');
    await expect(told()).resolves.toEqual([1, 1]);
  });

  it('a campaign may ask for the certificate and allow more pairs', async () => {
    const { motherId } = await approved(cloud, world, 'mother');
    await world.admin.call('staff', 'mother.rules', {
      requestId: newRequestId(),
      campaignId,
      maxPairs: 2,
      certificate: true,
    });
    await expect(me('mother')).resolves.toMatchObject({
      mayVisit: false,
      missing: ['certificate'],
    });
    await expect(prove(world, motherId, 'certificate', today())).resolves.toMatchObject({
      mayVisit: true,
    });
    for (const name of ['one', 'two']) {
      const { childId } = await pairingFamily(cloud, name);
      await proposeFor(world, childId, motherId);
    }
    const { childId } = await pairingFamily(cloud, 'three');
    const third = {
      requestId: newRequestId(),
      childId,
      motherId,
      role: 'lead',
      ...(await overseersOf(world)),
    };
    await expect(world.community.refused('staff', 'pair.propose', third)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('the list is of the own area, with what is missing and what runs out first', async () => {
    const { motherId } = await approved(cloud, world, 'mother');
    await applied(cloud, 'elsewhere', { communityIds: ['c-2'] });
    const until = dayOf(cloud.now() + 20 * DAY);
    await prove(world, motherId, 'insurance', today(), until);
    const { items } = await world.community.call('staff', 'mother.list', { campaignId });
    expect(items).toMatchObject([
      {
        motherId,
        name: '周小满',
        state: 'approved',
        mayVisit: true,
        missing: [],
        runsOutOn: until,
      },
    ]);
    const all = await world.district.call('staff', 'mother.list', { campaignId });
    expect(all.items).toHaveLength(2);
  });

  it('dates of proofs that cannot be are refused', async () => {
    const { motherId } = await applied(cloud, 'mother');
    const tomorrow = dayOf(cloud.now() + DAY);
    for (const proof of [
      { proof: 'check', on: tomorrow },
      { proof: 'insurance', on: today(), until: dayOf(cloud.now() - DAY) },
      { proof: 'check', on: '2025-02-30' },
      { proof: 'check', on: '20250201' },
    ]) {
      const input = { requestId: newRequestId(), motherId, ...proof };
      await expect(world.district.refused('staff', 'mother.proof', input)).resolves.toBe(
        'INVALID_ARGUMENT',
      );
    }
  });

  it('erasing a helper takes name and proofs, suspends her pairs, and keeps the family its records', async () => {
    const { pairId, mother, guardian } = await activePair(cloud, world, 'mother');
    await addRecord(mother, pairId, today(), { note: '一起读了书' });
    const { erased } = await mother.person.call('helper', 'data.erase', {
      requestId: newRequestId(),
    });
    expect(erased).toEqual([mother.motherId]);
    await expect(mother.person.refused('helper', 'mother.me', {})).resolves.toBe('NOT_FOUND');
    await expect(mother.person.refused('helper', 'pair.mine', {})).resolves.toBe(
      'PERMISSION_DENIED',
    );
    const { items } = await world.district.call('staff', 'mother.list', { campaignId });
    expect(items).toMatchObject([{ name: '', state: 'ended', mayVisit: false }]);
    const mine = await guardian.call('family', 'pair.mine', {});
    expect(mine.items).toMatchObject([{ state: 'suspended', records: [{ note: '一起读了书' }] }]);
    const told = await world.community.call('staff', 'alert.mine', {});
    expect(told.items).toContainEqual(expect.objectContaining({ kind: 'pairSuspended' }));
  });

  it('matching lists mothers with reasons, and never the child’s own guardian', async () => {
    const { childId } = await pairingFamily(cloud, 'family');
    await approved(cloud, world, 'neighbour');
    await approved(cloud, world, 'far', { communityIds: ['c-2'], skills: ['画画'] });
    await approved(cloud, world, 'family');
    await applied(cloud, 'waiting');
    const { items } = await world.community.call('staff', 'mother.match', {
      campaignId,
      childId,
      skill: '画画',
    });
    expect(items.map(({ reasons }) => reasons)).toEqual([
      ['same_street', 'skill', 'free'],
      ['same_community', 'free'],
    ]);
    const children = await world.community.call('staff', 'mother.children', {
      campaignId,
      communityId: 'c-1',
    });
    expect(children.items).toMatchObject([{ childId, agreed: true, ageBand: '7-12' }]);
    expect(JSON.stringify(children)).not.toContain('豆豆');
    const overseers = await world.community.call('staff', 'pair.overseers', { childId });
    expect(overseers.items.map(({ level, mine }) => [level, mine])).toEqual(
      expect.arrayContaining([
        ['community', true],
        ['district', false],
      ]),
    );
  });

  it('nobody is paired with her own child', async () => {
    const { guardian, childId } = await newFamily(cloud, 'mother', ['review', 'gift', 'pairing']);
    const { motherId } = await approved(cloud, world, 'mother');
    const own = {
      requestId: newRequestId(),
      childId,
      motherId,
      role: 'lead',
      ...(await overseersOf(world)),
    };
    await expect(world.community.refused('staff', 'pair.propose', own)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    // Nor where she becomes a guardian afterwards.
    const other = await pairingFamily(cloud, 'other');
    const pairId = await proposeFor(world, other.childId, motherId);
    const { code } = await other.guardian.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId: other.childId,
    });
    await guardian.call('family', 'guardian.join', { requestId: newRequestId(), code });
    const yes = { requestId: newRequestId(), pairId, answer: 'yes', childSays: 'yes' };
    await expect(other.guardian.refused('family', 'pair.answer', yes)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });
});
