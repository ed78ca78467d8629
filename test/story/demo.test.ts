import type { WishState } from '../../typings/contract';
import { openCloud, type TestCloud } from '../support/cloud';
import { newRequestId } from '../support/world';

const campaignId = 'nanshan-2025';
const HOUR = 60 * 60 * 1000;

describe('the demo campaign', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openCloud({ demo: true });
  });
  afterAll(() => cloud.end());

  const wall = async () => {
    const items = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<ReturnType<TestCloud['as']>['call']>> & {
        items: { state: WishState }[];
        next?: string;
      } = await cloud.as('').call('campaign', 'wall', {
        campaignId,
        limit: 25,
        ...(cursor === undefined ? {} : { cursor }),
      });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  };

  it('has sixty wishes on the wall, in every state up to the gift that is there', async () => {
    const items = await wall();
    expect(items).toHaveLength(60);
    // A light shines once the event is over: nobody at the desk learns whose it is.
    expect(new Set(items.map(({ state }) => state))).toEqual(
      new Set(['submitted', 'returned', 'approved', 'funded', 'ready']),
    );
    const { counts } = await cloud.as('').call('campaign', 'get', { campaignId });
    expect(counts.fulfilled).toBeGreaterThan(0);
  });

  it('shows exactly the allowed fields, and a text only where one may be shown', async () => {
    for (const item of await wall()) {
      expect(Object.keys(item).sort()).toEqual(
        ['ageBand', 'category', 'publicText', 'state', 'wishNo'].sort(),
      );
    }
  });

  it('has a few wishes in each exit, and counts that add up', async () => {
    const { counts, fund, period } = await cloud.as('').call('campaign', 'get', { campaignId });
    for (const exit of ['rejected', 'withdrawn', 'expired'] as const) {
      expect(counts[exit]).toBeGreaterThan(1);
    }
    const { rejected, withdrawn, expired, draft, ...onWall } = counts;
    expect(draft).toBe(0);
    expect(Object.values(onWall).reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(fund.donatedFen).toBe(10_000_000);
    expect(fund.availableFen).toBeGreaterThanOrEqual(3_000_000);
    expect(period.until - period.from).toBe(72 * HOUR);
  });

  it('is open on the day it is seeded: a wish goes all the way at once', async () => {
    const guardian = cloud.as('a-new-family');
    await guardian.call('family', 'consent.grant', {
      version: '2025-06',
      scopes: ['review', 'gift'],
    });
    const { childId } = await guardian.call('family', 'child.save', {
      requestId: newRequestId(),
      nickname: '小星',
      birthMonth: '2015-03',
      communityId: 'c-04',
    });
    const { wishId } = await guardian.call('family', 'wish.submit', {
      requestId: newRequestId(),
      campaignId,
      childId,
      category: 'toy',
      title: '风筝',
    });
    for (const openid of ['demo-community', 'demo-district']) {
      await cloud.as(openid).call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'approve',
      });
    }
    await cloud.as('demo-admin').call('staff', 'wish.fund', {
      requestId: newRequestId(),
      wishId,
      amountFen: 10_000 as never,
    });
    await cloud.as('demo-district').call('staff', 'gift.arrive', {
      requestId: newRequestId(),
      wishId,
      priceFen: 9_900 as never,
      stationId: 'desk-2',
    });
    const { cards } = await cloud.as('demo-community').call('staff', 'card.issue', {
      requestId: newRequestId(),
      eventId: 'event-2025',
      wishIds: [wishId],
    });
    const cardId = cards[0]?.cardId ?? '';
    const { code } = await guardian.call('family', 'card.show', { cardId });
    await expect(
      cloud.as('demo-volunteer-3').call('station', 'card.redeem', {
        nonce: newRequestId(),
        eventId: 'event-2025',
        stationId: 'desk-2',
        deviceId: 'phone',
        code,
        collector: { type: 'child' },
      }),
    ).resolves.toMatchObject({ status: 'accepted' });
  });

  it('is read by indexes alone', () => {
    expect(cloud.stats().unindexed).toEqual([]);
  });

  it('moves to the day on which it is started again: gifts can be handed out', async () => {
    await cloud.close();
    const clockMs = 100 * HOUR;
    cloud = await cloud.reopen({ demo: true, clockMs });
    const now = Date.now() + clockMs;
    const { period } = await cloud.as('').call('campaign', 'get', { campaignId });
    expect(period.from).toBeLessThan(now);
    expect(period.until - now).toBeGreaterThan(47 * HOUR);
    const guardian = cloud.as('demo-guardian-10');
    const { items } = await guardian.call('family', 'card.mine', {});
    const cardId = items[0]?.cardId ?? '';
    const { code } = await guardian.call('family', 'card.show', { cardId });
    const desk = items[0]?.stationLabel?.slice(0, 1) ?? '';
    await expect(
      cloud.as('demo-volunteer-1').call('station', 'card.redeem', {
        nonce: newRequestId(),
        eventId: 'event-2025',
        stationId: `desk-${desk}`,
        deviceId: 'phone',
        code,
        collector: { type: 'child' },
      }),
    ).resolves.toMatchObject({ status: 'accepted' });
  });
});
