import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { activePair, DAY, type TestPair } from '../../support/companions';
import { findInFolder } from '../../support/data-folder';
import { openSafeguarding } from '../../support/safeguarding';
import { HOUR, newRequestId, openWorld, type World } from '../../support/world';

const WORDS = '孩子手臂上有伤，说不敢回家（极光七号）';

/** 强制报告: raised by anybody who works with a child, read by safeguarding alone. */
describe('a concern', () => {
  let cloud: TestCloud;
  let world: World;
  let pair: TestPair;
  let one: Person;
  let other: Person;
  let grantIds: [string, string];

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    pair = await activePair(cloud, world, 'mother');
    const safe = await openSafeguarding(cloud, world);
    [one, other] = safe.holders;
    grantIds = safe.grantIds;
  });
  afterAll(() => cloud.end());

  const concern = (more: object = {}) => ({
    requestId: newRequestId(),
    about: { pairId: pair.pairId },
    situation: '3' as const,
    words: WORDS,
    urgent: true,
    ...more,
  });
  const raise = (person: Person = pair.mother.person, more: object = {}) =>
    person.call('helper', 'concern.raise', concern(more));
  const listed = async (holder: Person = one) =>
    (await holder.call('safe', 'concern.list', {})).items;
  const theOne = async () => (await listed())[0]!.concernId;
  const told = async (person: Person): Promise<string[]> =>
    (await person.call('staff', 'alert.mine', {})).items.map(({ kind }) => kind);

  it('is raised from each function, and says received and the time alone', async () => {
    const before = (await listed()).length;
    const answers = [
      await raise(),
      await pair.guardian.call('family', 'concern.raise', concern()),
      await world.community.call('staff', 'concern.raise', concern()),
      await world.volunteer.call('station', 'concern.raise', concern()),
    ];
    for (const answer of answers) {
      expect(answer).toEqual({ received: true, at: expect.any(Number) });
    }
    expect(await listed()).toHaveLength(before + 4);
    await expect(world.stranger.refused('helper', 'concern.raise', concern())).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it("answers alike about what is the caller's, somebody else's and nobody's", async () => {
    for (const about of [{ pairId: pair.pairId }, { childId: 'child_none' }, {}]) {
      await expect(raise(world.volunteer, { about })).resolves.toEqual({
        received: true,
        at: expect.any(Number),
      });
    }
  });

  it('is one for a request, whatever is repeated, and no other under the same id', async () => {
    const input = concern();
    const { person } = pair.mother;
    const before = (await listed()).length;
    const first = await person.call('helper', 'concern.raise', input);
    await expect(person.call('helper', 'concern.raise', input)).resolves.toEqual(first);
    await expect(
      person.refused('helper', 'concern.raise', { ...input, words: '别的' }),
    ).resolves.toBe('CONFLICT');
    expect(await listed()).toHaveLength(before + 1);
  });

  it('is opened by holders with all of it, and by nobody else', async () => {
    await raise();
    const concernId = await theOne();
    await expect(one.call('safe', 'concern.open', { concernId })).resolves.toMatchObject({
      words: WORDS,
      situation: '3',
      urgent: true,
      reporter: 'mother',
      about: { pairId: pair.pairId },
      child: { ageBand: expect.any(String), alias: expect.any(String) },
      log: [{ what: 'raised' }, { what: 'opened' }],
    });
    for (const person of [world.admin, world.district, world.volunteer, pair.mother.person]) {
      await expect(person.refused('safe', 'concern.open', { concernId })).resolves.toBe(
        'PERMISSION_DENIED',
      );
      await expect(person.refused('safe', 'concern.list', {})).resolves.toBe('PERMISSION_DENIED');
    }
  });

  it('cannot be handed in by a client, as if by another function', async () => {
    const input = { request: { id: 'x', payload: 'y' }, reporterId: 'p', words: 'z' };
    await expect(one.refused('safe', 'concern.take' as never, input)).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('lies nowhere in clear', async () => {
    await raise();
    await one.call('safe', 'concern.open', { concernId: await theOne() });
    expect(findInFolder(cloud.dataDir, [WORDS, '极光七号'])).toEqual([]);
  });

  it('shuts out a holder who is named in it', async () => {
    await raise();
    const concernId = await theOne();
    const mine = (await other.call('safe', 'holder.list', {})).items.map(({ grantId }) => grantId);
    expect(mine.sort()).toEqual([...grantIds].sort());
    const name = (holder: Person, grantId: string) =>
      holder.send('safe', 'concern.name', { requestId: newRequestId(), concernId, grantId });
    for (const grantId of grantIds) await name(one, grantId);
    const sees = async (holder: Person) =>
      (await listed(holder)).some((row) => row.concernId === concernId);
    const seen = [await sees(one), await sees(other)];
    expect(seen.filter(Boolean)).toHaveLength(1);
    const shutOut = seen[0] ? other : one;
    for (const action of ['concern.open'] as const) {
      await expect(shutOut.refused('safe', action, { concernId })).resolves.toBe('NOT_FOUND');
    }
  });

  it('tells the holders when it comes and after two hours unopened, and an answer after three days', async () => {
    await cloud.forward(2 * HOUR + 60_000);
    const before = (await told(one)).length;
    await raise();
    expect(await told(one)).toHaveLength(before + 1);
    await cloud.forward(2 * HOUR + 60_000);
    expect((await told(one)).slice(0, 2)).toEqual(['concern', 'concern']);
    expect(await told(one)).toHaveLength(before + 2);
    await cloud.forward(DAY);
    expect(await told(one)).toHaveLength(before + 2);
    const concernId = await theOne();
    await one.call('safe', 'concern.open', { concernId });
    await expect(
      one.call('safe', 'concern.report', {
        requestId: newRequestId(),
        concernId,
        to: 'police',
        at: cloud.now() - HOUR,
        number: '深公（2025）12',
      }),
    ).resolves.toEqual({ state: 'reported' });
    await cloud.forward(3 * DAY + 60_000, 'daily');
    expect((await told(other))[0]).toBe('concernAnswer');
    const answer = { requestId: newRequestId(), concernId, words: '已立案' };
    await expect(one.call('safe', 'concern.answer', answer)).resolves.toEqual({
      state: 'reported',
    });
    const { reports } = await other.call('safe', 'concern.open', { concernId });
    expect(reports).toMatchObject([{ to: 'police', answer: { words: '已立案' } }]);
  });

  it('is not reported only by two', async () => {
    await raise();
    const concernId = await theOne();
    const not = (holder: Person) =>
      holder.send('safe', 'concern.notReported', {
        requestId: newRequestId(),
        concernId,
        reason: '误会，已核实',
      });
    await expect(not(one)).resolves.toMatchObject({ data: { state: 'waits_for_second' } });
    await expect(not(one)).resolves.toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
    await expect(not(other)).resolves.toMatchObject({ data: { state: 'closed' } });
  });

  it('lets a holder suspend a pair by the neutral word of any suspension', async () => {
    const suspend = { requestId: newRequestId(), pairId: pair.pairId };
    await expect(one.call('safe', 'pair.suspend', suspend)).resolves.toEqual({
      state: 'suspended',
    });
    const { items } = await pair.mother.person.call('helper', 'message.mine', {});
    expect(items[0]).toMatchObject({ kind: 'pairSuspended' });
  });

  it('stays whole for holders when the family erases everything', async () => {
    await raise();
    await pair.guardian.call('family', 'data.erase', { requestId: newRequestId() });
    const file = await one.call('safe', 'concern.open', { concernId: await theOne() });
    expect(file).toMatchObject({ words: WORDS, child: { alias: expect.any(String) } });
  });

  it('is held by two at least, and nobody gives it to herself', async () => {
    const end = { requestId: newRequestId(), grantId: grantIds[0] };
    await expect(world.admin.refused('staff', 'grant.end', end)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(
      world.admin.refused('staff', 'grant.safeguarding', {
        requestId: newRequestId(),
        openid: world.admin.openid,
      }),
    ).resolves.toBe('PERMISSION_DENIED');
  });

  it('a third holder waits, by what she is called, in the list of whatever waits', async () => {
    const { code } = await cloud
      .as('safe-3')
      .call('helper', 'code.mine', { requestId: newRequestId() });
    const asked = await world.admin.call('staff', 'grant.safeguarding', {
      requestId: newRequestId(),
      code,
      label: '石榴花',
    });
    const second = cloud.as('second-admin');
    const { items } = await second.call('staff', 'approval.list', { open: true });
    expect(items).toMatchObject([
      { ...asked, kind: 'safeguarding', reason: '石榴花', mine: false },
    ]);
    const { items: own } = await world.community.call('staff', 'approval.list', { open: true });
    expect(own).toEqual([]);
    await second.call('staff', 'approval.decide', {
      requestId: newRequestId(),
      approvalId: items[0]!.approvalId,
      decision: 'approve',
    });
    const { items: holders } = await one.call('safe', 'holder.list', {});
    expect(holders.map(({ label }) => label)).toContain('石榴花');
    await expect(cloud.as('safe-3').call('safe', 'concern.list', {})).resolves.toBeDefined();
    const { items: given } = await second.call('staff', 'grant.list', { role: 'safeguarding' });
    expect(given.map(({ role, label }) => [role, label])).toEqual([
      ['safeguarding', '石榴花'],
      ['safeguarding', undefined],
      ['safeguarding', undefined],
    ]);
  });

  it('stays readable when its key has a successor', async () => {
    await raise();
    const first = await theOne();
    cloud = await cloud.restart({ CONCERN_KEY_NO: '2', CONCERN_KEY_2: 'ab'.repeat(32) });
    one = cloud.as(one.openid);
    other = cloud.as(other.openid);
    await cloud.as('mother').call('helper', 'concern.raise', concern({ words: '第二条' }));
    const wordsOf = async (concernId: string) =>
      (await one.call('safe', 'concern.open', { concernId })).words;
    expect(await wordsOf(first)).toBe(WORDS);
    expect(await wordsOf(await theOne())).toBe('第二条');
  });
});
