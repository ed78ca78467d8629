import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { openSafeguarding } from '../../support/safeguarding';
import { HOUR, newRequestId, openWorld, type World } from '../../support/world';

/** Two persons at the least read what is reported: one of them may be named in it. */
describe('holders of safeguarding', () => {
  let cloud: TestCloud;
  let world: World;
  let second: Person;
  let holders: [Person, Person];

  beforeEach(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    ({ second, holders } = await openSafeguarding(cloud, world));
  });
  afterEach(() => cloud.end());

  const ask = (openid: string) =>
    world.admin.call('staff', 'grant.safeguarding', { requestId: newRequestId(), openid });
  const approve = (person: Person, asked: Awaited<ReturnType<typeof ask>>) =>
    person.send('staff', 'approval.decide', {
      requestId: newRequestId(),
      approvalId: 'approvalId' in asked ? asked.approvalId : '',
      decision: 'approve',
    });
  const give = async (openid: string) => approve(second, await ask(openid));
  const grantIds = async () => {
    const { items } = await world.admin.call('staff', 'grant.list', {
      role: 'safeguarding',
      state: 'active',
    });
    return items.map(({ grantId }) => grantId);
  };
  const end = (grantId: string, by = world.admin) =>
    by.send('staff', 'grant.end', { requestId: newRequestId(), grantId });
  const ownGrant = async (person: Person): Promise<string> => {
    const { items } = await person.call('staff', 'grant.mine', {});
    return items[0]?.grantId ?? '';
  };

  it('a second grant of one of them makes nobody a third', async () => {
    const first = await ownGrant(holders[0]);
    await give(holders[0].openid);
    expect(await grantIds()).toHaveLength(3);
    const reply = await end(await ownGrant(holders[1]));
    expect(reply).toMatchObject({ code: 'FAILED_PRECONDITION' });
    await expect(end(first)).resolves.toMatchObject({ ok: true });
  });

  it('two of three that are ended at once leave two', async () => {
    await give('safe-3');
    const ids = await grantIds();
    expect(ids).toHaveLength(3);
    const admins = [world.admin, second, world.admin];
    const replies = await Promise.all(ids.map((grantId, place) => end(grantId, admins[place])));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await grantIds()).toHaveLength(2);
  });

  it('nobody ends the own grant where two are left, nor lets herself in as the second admin', async () => {
    const resign = { requestId: newRequestId(), grantId: await ownGrant(holders[0]) };
    await expect(holders[0].refused('staff', 'grant.resign', resign)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const asked = await ask(second.openid);
    await expect(approve(second, asked)).resolves.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(approve(world.admin, asked)).resolves.toMatchObject({ ok: false });
    await expect(second.refused('safe', 'concern.list', {})).resolves.toBe('PERMISSION_DENIED');
  });

  /** One yes in WeChat is one message. */
  const accept = (openid: string) =>
    fetch(`${cloud.url}/client/subscribe`, {
      method: 'POST',
      headers: { 'x-openid': openid },
      body: JSON.stringify({ tmplIds: ['local-answered'] }),
    });

  it('who allows it is sent one message when a concern comes, and one after two hours', async () => {
    for (const person of [...holders, world.admin, world.district]) {
      await person.call('staff', 'alert.allow', { requestId: newRequestId() });
      for (const _ of [1, 2, 3]) await accept(person.openid);
    }
    await cloud.timer('jobs', cloud.now());
    const before = cloud.inbox().length;
    await world.community.call('staff', 'concern.raise', {
      requestId: newRequestId(),
      situation: '4',
      words: '手臂上有旧伤',
      urgent: true,
    });
    const sent = async () => {
      await cloud.timer('jobs', cloud.now());
      return cloud.inbox().slice(before);
    };
    const first = await sent();
    expect(first.map(({ openid }) => openid).sort()).toEqual(['safe-1', 'safe-2']);
    for (const { page } of first) expect(page).toBe('packages/safe/pages/concerns/concerns');
    expect(JSON.stringify(first)).not.toMatch(/旧伤|报告|保护/);
    await cloud.forward(2 * HOUR + 60_000);
    const all = (await sent()).map(({ openid }) => openid);
    expect(all.sort()).toEqual(['safe-1', 'safe-1', 'safe-2', 'safe-2']);
  });
});
