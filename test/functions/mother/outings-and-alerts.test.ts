import {
  alertsFor,
  cloud,
  newPair,
  noon,
  openCompanionship,
  today,
  world,
} from '../../support/companionship';
import { addRecord, approved, DAY, dayOf, decide } from '../../support/companions';
import { campaignId, HOUR, newRequestId } from '../../support/world';

describe('companionship', () => {
  beforeAll(openCompanionship);
  afterAll(() => cloud.end());

  const endOf = (day: string): number => Date.parse(`${day}T23:59:00.000+08:00`);

  it('an outing is planned, agreed to by the guardian, and marked back', async () => {
    const { mother, pairId, guardian } = await newPair();
    const plan = async (more: object = {}) => ({
      requestId: newRequestId(),
      pairId,
      place: '少年宫',
      from: noon(1),
      until: noon(1) + 2 * HOUR,
      ...more,
    });
    const overnight = await plan({ until: noon(2) });
    await expect(mother.person.refused('helper', 'outing.plan', overnight)).resolves.toBe(
      'INVALID_ARGUMENT',
    );
    const { outingId, state } = await mother.person.call('helper', 'outing.plan', await plan());
    expect(state).toBe('planned');
    const back = { requestId: newRequestId(), outingId };
    await expect(mother.person.refused('helper', 'outing.back', back)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const yes = { requestId: newRequestId(), outingId, answer: 'yes' } as const;
    const stranger = await newPair();
    await expect(stranger.guardian.refused('family', 'outing.answer', yes)).resolves.toBe(
      'NOT_FOUND',
    );
    await expect(guardian.call('family', 'outing.answer', yes)).resolves.toEqual({
      state: 'agreed',
    });
    await expect(mother.person.call('helper', 'message.mine', {})).resolves.toMatchObject({
      items: [
        { kind: 'outingAgreed' },
        { kind: 'pairStarted' },
        { kind: 'pairConsented' },
        { kind: 'mother.approve' },
      ],
    });
    await expect(stranger.mother.person.refused('helper', 'outing.back', back)).resolves.toBe(
      'NOT_FOUND',
    );
    await expect(mother.person.call('helper', 'outing.back', back)).resolves.toEqual({
      state: 'back',
    });
    const declined = await mother.person.call('helper', 'outing.plan', await plan());
    await guardian.call('family', 'outing.answer', {
      requestId: newRequestId(),
      outingId: declined.outingId,
      answer: 'no',
    });
    const late = { requestId: newRequestId(), outingId: declined.outingId };
    await expect(mother.person.refused('helper', 'outing.back', late)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('a return that nobody marked is told an hour later, once', async () => {
    const { mother, pairId, guardian } = await newPair();
    const until = noon(1) + 2 * HOUR;
    const { outingId } = await mother.person.call('helper', 'outing.plan', {
      requestId: newRequestId(),
      pairId,
      place: '少年宫',
      from: noon(1),
      until,
    });
    await guardian.call('family', 'outing.answer', {
      requestId: newRequestId(),
      outingId,
      answer: 'yes',
    });
    const told = async () => (await alertsFor(pairId)).filter(({ kind }) => kind === 'outing');
    await cloud.timer('jobs', until + HOUR - 1);
    await expect(told()).resolves.toEqual([]);
    await cloud.timer('jobs', until + HOUR);
    await cloud.timer('jobs', until + 2 * HOUR);
    await expect(told()).resolves.toMatchObject([{ to: 'supervisor' }]);
    await expect(alertsFor(pairId, world.district)).resolves.toEqual([]);
  });

  it('a silence is told once, on day 31 and not before, whatever was tried in vain', async () => {
    const { mother, pairId } = await newPair();
    await addRecord(mother, pairId, today(), { kind: 'call', reached: false });
    const told = async () =>
      (await alertsFor(pairId)).filter(({ kind }) => kind === 'silent' || kind === 'face');
    const last = dayOf(cloud.now() + 30 * DAY);
    await cloud.timer('jobs', endOf(last));
    await expect(told()).resolves.toEqual([]);
    await cloud.timer('jobs', endOf(last) + 60_000);
    await cloud.timer('jobs', endOf(last) + 120_000);
    await expect(told()).resolves.toMatchObject([{ kind: 'silent', to: 'supervisor' }]);
    const lastFace = dayOf(cloud.now() + 90 * DAY);
    await cloud.timer('jobs', endOf(lastFace));
    await expect(told()).resolves.toHaveLength(1);
    await cloud.timer('jobs', endOf(lastFace) + 60_000);
    await expect(told()).resolves.toHaveLength(2);
  });

  it('an unopened alert climbs to the deputy and to the district, each once; opening stops it', async () => {
    const { pairId } = await newPair();
    const opened = await newPair();
    const start = endOf(dayOf(cloud.now() + 30 * DAY)) + 60_000;
    await cloud.timer('jobs', start);
    await expect(
      world.community.call('staff', 'pair.open', { pairId: opened.pairId, purpose: '看提醒' }),
    ).resolves.toMatchObject({
      alerts: [{ kind: 'silent', to: 'supervisor', openedAt: expect.any(Number) }],
    });
    const steps = async () => {
      const file = await world.admin.send('staff', 'pair.list', { campaignId, due: 'silent' });
      expect(file.ok).toBe(true);
      const items = [
        ...(await alertsFor(pairId)),
        ...(await alertsFor(pairId, world.district)),
      ].filter(({ kind }) => kind === 'silent');
      return items.map(({ to }) => to).sort();
    };
    await cloud.timer('jobs', start + 3 * DAY - 1);
    await expect(steps()).resolves.toEqual(['supervisor']);
    await cloud.timer('jobs', start + 3 * DAY);
    await cloud.timer('jobs', start + 3 * DAY + 60_000);
    await expect(steps()).resolves.toEqual(['deputy', 'supervisor']);
    await cloud.timer('jobs', start + 6 * DAY);
    await cloud.timer('jobs', start + 20 * DAY);
    await expect(steps()).resolves.toEqual(['above', 'deputy', 'supervisor']);
    const still = await alertsFor(opened.pairId, world.district);
    expect(still.filter(({ kind }) => kind === 'silent')).toEqual([]);
  });

  it('where the supervisor’s grant has ended, the deputy is told at once', async () => {
    const { pairId } = await newPair();
    const { grantId } = await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'leaving',
      level: 'street',
      areaId: 's-1',
    });
    const { grants } = await world.district.call('staff', 'me', {});
    await world.district.call('staff', 'pair.assign', {
      requestId: newRequestId(),
      pairId,
      supervisorGrantId: grantId,
      deputyGrantId: grants[0]!.grantId,
    });
    await world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
    await cloud.timer('jobs', endOf(dayOf(cloud.now() + 30 * DAY)) + 60_000);
    const told = await alertsFor(pairId, world.district);
    expect(told.filter(({ kind }) => kind === 'silent')).toMatchObject([{ to: 'deputy' }]);
  });

  it('the lists of what is due, with the clock moved', async () => {
    const { mother, pairId } = await newPair();
    const due = async (what: 'silent' | 'face' | 'talk') => {
      const { items } = await world.community.call('staff', 'pair.list', { campaignId, due: what });
      return items.filter((pair) => pair.pairId === pairId);
    };
    await expect(due('silent')).resolves.toEqual([]);
    await expect(due('talk')).resolves.toEqual([]);
    await cloud.forward(31 * DAY, 'last');
    await expect(due('silent')).resolves.toMatchObject([
      { state: 'active', dueOn: dayOf(cloud.now() - DAY) },
    ]);
    await expect(due('face')).resolves.toEqual([]);
    await expect(due('talk')).resolves.toHaveLength(1);
    await addRecord(mother, pairId, today(), { kind: 'call' });
    await expect(due('silent')).resolves.toEqual([]);
    for (const side of ['mother', 'guardian'] as const) {
      await world.community.call('staff', 'pair.talk', {
        requestId: newRequestId(),
        pairId,
        with: side,
        day: today(),
        note: '都好',
      });
    }
    await expect(due('talk')).resolves.toEqual([]);
    const { items } = await world.community.call('staff', 'pair.list', { campaignId });
    expect(items.find((pair) => pair.pairId === pairId)).toMatchObject({ reachedOn: today() });
  }, 300_000);

  it('what people were told goes out as a subscribe message, to a helper too', async () => {
    const { motherId, person } = await approved(cloud, world, 'told-mother');
    for (const tmplIds of [['local-answered'], ['local-answered'], ['local-answered']]) {
      await fetch(`${cloud.url}/client/subscribe`, {
        method: 'POST',
        headers: { 'x-openid': person.openid },
        body: JSON.stringify({ tmplIds }),
      });
    }
    await decide(world, motherId, 'pause');
    await cloud.timer('jobs', cloud.now());
    await cloud.timer('jobs', cloud.now());
    const sent = cloud.inbox().filter(({ openid }) => openid === person.openid);
    expect(sent.map(({ page }) => page)).toEqual(Array(2).fill('packages/helper/pages/home/home'));
    const { items } = await person.call('helper', 'message.mine', {});
    expect(items.map(({ kind }) => kind)).toEqual(['mother.pause', 'mother.approve']);
  });
});
