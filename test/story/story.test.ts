import { openCloud, type TestCloud } from '../support/cloud';
import {
  approve,
  arrive,
  campaignId,
  eventId,
  fundId,
  fundWish,
  issue,
  newFamily,
  openWorld,
  redeem,
  submit,
  type World,
} from '../support/world';

describe('a wish becomes a gift', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it('goes from the family to the desk, and the gift is handed over exactly once', async () => {
    const { guardian, childId } = await newFamily(cloud, 'guardian', [
      'review',
      'gift',
      'publicText',
    ]);
    const { wishId, state } = await submit(guardian, childId);
    expect(state).toBe('submitted');

    await world.community.call('staff', 'wish.review', {
      requestId: 'community-says-yes',
      wishId,
      decision: 'approve',
      publicText: '想要一双球鞋，和伙伴一起跑',
    });
    await expect(
      world.district.call('staff', 'wish.review', {
        requestId: 'district-says-yes',
        wishId,
        decision: 'approve',
      }),
    ).resolves.toEqual({ state: 'approved' });

    const { availableFen } = await fundWish(world, wishId, 20_000);
    expect(availableFen).toBe(980_000);
    await expect(arrive(world, wishId)).resolves.toEqual({ state: 'ready' });
    const cardId = await issue(world, wishId);
    const { code } = await guardian.call('family', 'card.show', { cardId });

    const look = { eventId, stationId: 'desk-1', code };
    await expect(world.volunteer.call('station', 'card.inspect', look)).resolves.toMatchObject({
      status: 'accepted',
      cardId,
      gift: { title: '一双球鞋' },
    });
    const first = await redeem(world.volunteer, code);
    expect(first).toMatchObject({ status: 'accepted', cardId, ageBand: '7-12', generation: 1 });
    const second = await redeem(world.volunteer, code);
    expect(second).toMatchObject({
      status: 'rejected',
      reason: 'already_redeemed',
      first: { stationId: 'desk-1', deviceId: 'phone-1' },
    });

    const mine = await guardian.call('family', 'wish.mine', {});
    expect(mine.items).toMatchObject([{ wishId, state: 'fulfilled', childNickname: '豆豆' }]);
    const wall = await world.stranger.call('campaign', 'wall', { campaignId });
    // The light of the wall shines once the event is over.
    expect(wall.items).toEqual([
      {
        wishNo: mine.items[0]?.wishNo,
        publicText: '想要一双球鞋，和伙伴一起跑',
        category: 'sport',
        ageBand: '7-12',
        state: 'ready',
      },
    ]);
    const ledger = await world.admin.call('staff', 'fund.ledger', { fundId });
    expect(ledger).toMatchObject({ donatedFen: 1_000_000, reservedFen: 0, spentFen: 15_000 });
    expect(ledger.entries.map(({ type, amountFen }) => [type, amountFen])).toEqual([
      ['donate', 1_000_000],
      ['reserve', 20_000],
      ['spend', 15_000],
      ['release', 5_000],
    ]);
    const view = await cloud.as('').call('campaign', 'get', { campaignId });
    expect(view.counts).toMatchObject({ fulfilled: 1, ready: 0 });
  });

  it('is read by indexes alone', () => {
    expect(cloud.stats().unindexed).toEqual([]);
  });

  it('returns a wish to the family, which submits it again under the same number', async () => {
    const { guardian, childId } = await newFamily(cloud, 'guardian-2');
    const { wishId } = await submit(guardian, childId);
    await world.community.call('staff', 'wish.review', {
      requestId: 'return-it',
      wishId,
      decision: 'return',
      reason: '请写上鞋码',
    });
    const again = await submit(guardian, childId, '一双 33 码球鞋');
    expect(again).toEqual({ wishId, state: 'submitted' });
    await approve(world, wishId);
  });
});
