import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { keepStore } from '../../support/store-copy';
import { TwoCalls } from '../../support/two-calls';
import { newRequestId, openWorld, type World } from '../../support/world';

describe('in every order that two calls can have', () => {
  const calls = new TwoCalls();
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud({ holdAt: calls.holdAt });
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const makeAdmin = async (by: Person, openid: string): Promise<string> => {
    const offer = { role: 'admin' } as const;
    const { code } = await by.call('staff', 'invite.make', { requestId: newRequestId(), offer });
    const request = { requestId: newRequestId(), code };
    return (await cloud.as(openid).call('staff', 'invite.accept', request)).grantId;
  };
  const end = (by: string, grantId: string) =>
    cloud.as(by).send('staff', 'grant.end', { requestId: newRequestId(), grantId });

  it('an invite is of no use once its maker is told to be an admin no more', async () => {
    const grantId = await makeAdmin(world.admin, 'maker');
    const offer = { role: 'community', areaId: 'c-1' } as const;
    const { code } = await cloud
      .as('maker')
      .call('staff', 'invite.make', { requestId: newRequestId(), offer });
    const putBack = keepStore(cloud.dataDir);
    const { orders } = await calls.everyOrder(async (stops) => {
      putBack();
      const finished: string[] = [];
      const { answers, stopped } = await calls.play(
        stops,
        () =>
          cloud
            .as('invited')
            .send('staff', 'invite.accept', { requestId: newRequestId(), code })
            .finally(() => finished.push('accept')),
        () => end('demo-admin', grantId).finally(() => finished.push('end')),
      );
      const [accepted, ended] = answers;
      expect(ended.ok).toBe(true);
      if (finished[0] === 'end') expect(accepted).toMatchObject({ code: 'NOT_FOUND' });
      return stopped;
    });
    expect(orders).toBeGreaterThan(10);
  });

  it('of two admins who end each other one stays, where none stands in the configuration', async () => {
    const one = { openid: 'admin-1', grantId: await makeAdmin(world.admin, 'admin-1') };
    await cloud.close();
    cloud = await cloud.reopen({ environment: { ADMIN_OPENID: '' }, holdAt: calls.holdAt });
    const other = { openid: 'admin-2', grantId: await makeAdmin(cloud.as(one.openid), 'admin-2') };
    const putBack = keepStore(cloud.dataDir);
    let left = one;
    const { orders } = await calls.everyOrder(async (stops) => {
      putBack();
      const { answers, stopped } = await calls.play(
        stops,
        () => end(one.openid, other.grantId),
        () => end(other.openid, one.grantId),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      left = answers[1].ok ? other : one;
      const last = end(left.openid, left.grantId);
      await expect(last).resolves.toMatchObject({ code: 'FAILED_PRECONDITION' });
      return stopped;
    });
    expect(orders).toBeGreaterThan(10);
    const resign = { requestId: newRequestId(), grantId: left.grantId };
    await expect(cloud.as(left.openid).refused('staff', 'grant.resign', resign)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });
});
