import { openCloud, type TestCloud } from '../support/cloud';
import { fingerprint } from '../support/fingerprint';
import {
  campaignId,
  fundId,
  newFamily,
  newRequestId,
  openWorld,
  type World,
} from '../support/world';

describe('a request with a requestId', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const donation = (requestId: string, amountFen = 5000) => ({
    requestId,
    fundId,
    donor: '灯塔公司',
    amountFen: amountFen as never,
  });

  it('sent again gets the same answer and changes nothing', async () => {
    const input = donation(newRequestId());
    const first = await world.admin.call('staff', 'fund.donate', input);
    await world.admin.call('staff', 'fund.donate', donation(newRequestId()));
    const before = fingerprint(cloud.dataDir);
    await expect(world.admin.call('staff', 'fund.donate', input)).resolves.toEqual(first);
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('sent with another payload is a CONFLICT and changes nothing', async () => {
    const requestId = newRequestId();
    await world.admin.call('staff', 'fund.donate', donation(requestId));
    const before = fingerprint(cloud.dataDir);
    await expect(
      world.admin.refused('staff', 'fund.donate', donation(requestId, 6000)),
    ).resolves.toBe('CONFLICT');
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('that was refused binds nothing', async () => {
    const { guardian, childId } = await newFamily(cloud, 'guardian');
    const requestId = newRequestId();
    const wish = { requestId, campaignId, childId, category: 'toy' as const };
    await expect(
      guardian.refused('family', 'wish.submit', { ...wish, title: '枪支模型' }),
    ).resolves.toBe('CONTENT_REJECTED');
    await expect(
      guardian.call('family', 'wish.submit', { ...wish, title: '积木' }),
    ).resolves.toMatchObject({ state: 'submitted' });
  });

  it('is scoped to its caller and action', async () => {
    const requestId = newRequestId();
    const one = await newFamily(cloud, 'one');
    const other = await newFamily(cloud, 'other');
    for (const { guardian, childId } of [one, other]) {
      await guardian.call('family', 'wish.submit', {
        requestId,
        campaignId,
        childId,
        category: 'toy',
        title: '积木',
      });
    }
    const { items } = await one.guardian.call('family', 'wish.mine', {});
    await one.guardian.call('family', 'wish.withdraw', {
      requestId,
      wishId: items[0]?.wishId ?? '',
    });
  });

  it.each([
    ['an unknown key', { extra: 1 }],
    ['an amount that is no integer', { amountFen: 1.5 }],
    ['an amount of nothing', { amountFen: 0 }],
    ['an amount below zero', { amountFen: -5 }],
    ['an amount beyond the range', { amountFen: 1e10 + 1 }],
    ['a donor of nothing but spaces', { donor: '   ' }],
    ['a donor too long', { donor: '字'.repeat(61) }],
    ['no requestId', { requestId: undefined }],
  ])('with %s is INVALID_ARGUMENT', async (_, wrong) => {
    const before = fingerprint(cloud.dataDir);
    await expect(
      world.admin.refused('staff', 'fund.donate', { ...donation(newRequestId()), ...wrong }),
    ).resolves.toBe('INVALID_ARGUMENT');
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('of an action that does not exist, or of no object, is INVALID_ARGUMENT', async () => {
    for (const action of ['nothing', '__proto__', 'constructor', 'toString']) {
      await expect(world.admin.refused('staff', action as never, {})).resolves.toBe(
        'INVALID_ARGUMENT',
      );
    }
    for (const input of ['text', 7, [1]]) {
      await expect(world.admin.refused('staff', 'fund.donate', input)).resolves.toBe(
        'INVALID_ARGUMENT',
      );
    }
  });
});
