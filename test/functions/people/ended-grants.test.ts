import { openCloud, type TestCloud } from '../../support/cloud';
import {
  campaignId,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

describe('a grant that ends, ends at once', () => {
  let cloud: TestCloud;
  let world: World;
  /** Asked before each step of a transaction. */
  let hold: (transactionId: string) => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    cloud = await openCloud({ holdAt: (transactionId) => hold(transactionId) });
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const reviewed = async (): Promise<number> => {
    const { items } = await world.admin.call('staff', 'wish.list', { campaignId });
    return items.filter(({ level }) => level === 'district').length;
  };

  it('also for a bulk that is on its way: no part is done behind its end', async () => {
    const wishIds: string[] = [];
    for (let place = 0; place < 20; place += 1) {
      const nickname = `小${String.fromCodePoint(0x4e00 + place * 7)}`;
      const family = await newFamily(cloud, `family-${place}`, undefined, undefined, nickname);
      const { guardian, childId } = family;
      wishIds.push((await submit(guardian, childId)).wishId);
    }
    const { items } = await world.admin.call('staff', 'grant.list', { role: 'community' });
    const { grantId = '' } = items[0] ?? {};
    const begun = new Set<string>();
    let goOn = (): void => undefined;
    const ended = new Promise<void>((resolve) => (goOn = resolve));
    const halfWay = new Promise<void>((resolve) => {
      // Some parts of the bulk are done; its fourth transaction waits until the grant has ended.
      hold = (transactionId) => {
        if (begun.add(transactionId).size < 4 || transactionId !== [...begun][3]) {
          return Promise.resolve();
        }
        resolve();
        return ended;
      };
    });
    const bulk = world.community.send('staff', 'wish.reviewMany', {
      requestId: newRequestId(),
      wishIds,
      decision: 'approve',
    });
    await halfWay;
    await world.admin.call('staff', 'grant.end', { requestId: newRequestId(), grantId });
    const atTheEnd = await reviewed();
    goOn();
    await expect(bulk).resolves.toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
    expect(await reviewed()).toBe(atTheEnd);
    expect(atTheEnd).toBeGreaterThan(0);
    expect(atTheEnd).toBeLessThan(wishIds.length);
  });

  it('whoever submitted a wish never reviews it, by whatever detour', async () => {
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'clerk',
      level: 'community',
      areaId: 'c-1',
    });
    const { guardian: clerk, childId } = await newFamily(cloud, 'clerk');
    const { wishId } = await submit(clerk, childId);
    const { code } = await clerk.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId,
    });
    const phone = cloud.as('second-phone');
    await phone.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    await phone.call('family', 'guardian.join', { requestId: newRequestId(), code });
    await clerk.call('family', 'guardian.leave', { requestId: newRequestId(), childId });
    await expect(
      clerk.refused('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'approve',
      }),
    ).resolves.toBe('PERMISSION_DENIED');
  });
});
