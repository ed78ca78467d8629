import type { Person } from '../../support/cloud';
import { fen, fundedWish, lotOf, orderOf } from '../../support/gifts';
import {
  approve,
  campaignId,
  eventId,
  fundWish,
  HOUR,
  inOwnWorld,
  newFamily,
  newRequestId,
  readyCard,
  redeem,
  wishOf,
} from '../../support/world';

const wishInAutumn = (guardian: Person, childId: string) =>
  guardian.call('family', 'wish.submit', wishOf(childId, { campaignId: 'autumn' }));

describe('a second campaign', () => {
  it('runs beside the first: wishes, wall, fund and events do not mix', () =>
    inOwnWorld(async (cloud, world) => {
      const first = await readyCard(cloud, world, 'spring-family');
      const settings = await world.admin.call('staff', 'campaign.open', { campaignId });
      const { consentTerms: _, closedAt: _open, ...copied } = settings;
      await world.admin.call('staff', 'campaign.save', {
        ...copied,
        requestId: newRequestId(),
        campaignId: 'autumn',
        fundId: 'autumn-fund',
        isNew: true,
      });
      const before = await world.stranger.call('campaign', 'get', { campaignId });

      const { guardian, childId } = await newFamily(cloud, 'autumn-family');
      const { wishId } = await wishInAutumn(guardian, childId);
      // The same child may wish in both, once in each.
      await wishInAutumn(first.guardian, first.childId);
      await approve(world, wishId);
      await expect(
        world.admin.refused('staff', 'wish.fund', {
          requestId: newRequestId(),
          wishId,
          amountFen: 100,
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      await world.admin.call('staff', 'fund.donate', {
        requestId: newRequestId(),
        fundId: 'autumn-fund',
        donor: '灯塔公司',
        amountFen: 30_000 as never,
      });
      await fundWish(world, wishId);

      // The first has neither its wishes nor its money, and its event issues no card for them.
      await expect(world.stranger.call('campaign', 'get', { campaignId })).resolves.toEqual(before);
      const wall = async (of: string) =>
        (await world.stranger.call('campaign', 'wall', { campaignId: of })).items.length;
      expect([await wall(campaignId), await wall('autumn')]).toEqual([1, 2]);
      const books = await world.admin.call('staff', 'fund.ledger', { fundId: 'autumn-fund' });
      expect(books).toMatchObject({ donatedFen: 30_000, reservedFen: 20_000 });
      const listed = async (of: string) =>
        (await world.admin.call('staff', 'wish.list', { campaignId: of })).items.length;
      expect([await listed(campaignId), await listed('autumn')]).toEqual([1, 2]);
      await expect(
        world.admin.call('staff', 'event.list', { campaignId: 'autumn' }),
      ).resolves.toEqual({ items: [] });
      await expect(
        world.community.refused('staff', 'card.issue', {
          requestId: newRequestId(),
          eventId,
          wishIds: [wishId],
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      const { items } = await world.community.call('staff', 'campaign.list', {});
      expect(items.map((item) => item.campaignId).sort()).toEqual(['autumn', campaignId]);
    }));

  it('refuses what is of the one wherever the other is worked in', () =>
    inOwnWorld(async (cloud, world) => {
      const { admin, community } = world;
      const spring = await readyCard(cloud, world, 'spring-card');
      const springWanted = await fundedWish(cloud, world);
      const settings = await admin.call('staff', 'campaign.open', { campaignId });
      const { consentTerms: _, ...copied } = settings;
      const autumn = { campaignId: 'autumn', fundId: 'autumn-fund' };
      await admin.call('staff', 'campaign.save', {
        ...copied,
        ...autumn,
        requestId: newRequestId(),
        isNew: true,
      });
      await admin.call('staff', 'fund.donate', {
        requestId: newRequestId(),
        fundId: 'autumn-fund',
        donor: '北岸书店',
        amountFen: fen(100_000),
      });
      const autumnFair = {
        requestId: newRequestId(),
        eventId: 'autumn-fair',
        campaignId: 'autumn',
        title: '秋天的领取日',
        from: Date.now() - HOUR,
        until: Date.now() + HOUR,
        stations: [{ stationId: 'autumn-desk', label: '秋天一号台' }],
      };
      await admin.call('staff', 'event.save', autumnFair);
      const { guardian, childId } = await newFamily(cloud, 'autumn-family');
      const { wishId } = await wishInAutumn(guardian, childId);
      await approve(world, wishId);
      await fundWish(world, wishId);

      // A family is told of which campaign each wish is, and of whose rules.
      await expect(guardian.call('family', 'wish.mine', {})).resolves.toMatchObject({
        items: [{ campaignId: 'autumn', campaignTitle: copied.title, consentVersion: '1' }],
      });

      const moved = { ...autumnFair, requestId: newRequestId(), campaignId };
      await expect(admin.refused('staff', 'event.save', moved)).resolves.toBe('CONFLICT');

      // Who opens a file is told of which campaign it is: its money and desks are that one's.
      await expect(
        community.call('staff', 'wish.open', { wishId, purpose: '备礼' }),
      ).resolves.toMatchObject({ campaignId: 'autumn' });

      // A gift lies at a desk of its own campaign, and comes by an order or a lot of it.
      const arrival = { requestId: newRequestId(), wishId, priceFen: fen(15_000) };
      await expect(
        community.refused('staff', 'gift.arrive', { ...arrival, stationId: 'desk-1' }),
      ).resolves.toBe('NOT_FOUND');
      await expect(
        admin.refused(
          'staff',
          'stock.add',
          lotOf(1, { campaignId: 'autumn', stationId: 'desk-1' }),
        ),
      ).resolves.toBe('NOT_FOUND');
      await expect(community.refused('staff', 'order.save', orderOf([wishId]))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      const ordered = [springWanted.wishId];
      const { orderId } = await community.call('staff', 'order.save', orderOf(ordered));
      await expect(
        community.refused(
          'staff',
          'order.save',
          orderOf(ordered, 14_000, { orderId, campaignId: 'autumn' }),
        ),
      ).resolves.toBe('FAILED_PRECONDITION');
      const { stockId } = await admin.call('staff', 'stock.add', lotOf(1));
      await expect(
        admin.refused('staff', 'stock.use', {
          requestId: newRequestId(),
          stockId,
          wishId,
          stationId: 'autumn-desk',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');

      // A card is issued for, moved to and redeemed at an event of its own campaign.
      await expect(
        community.refused('staff', 'card.issue', {
          requestId: newRequestId(),
          eventId: 'autumn-fair',
          wishIds: [springWanted.wishId],
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      await expect(
        community.refused('staff', 'card.move', {
          requestId: newRequestId(),
          cardIds: [spring.cardId],
          eventId: 'autumn-fair',
          stationId: 'autumn-desk',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      await expect(
        redeem(community, spring.code, { eventId: 'autumn-fair', stationId: 'autumn-desk' }),
      ).resolves.toMatchObject({ status: 'rejected', reason: 'wrong_event' });

      // A donor is thanked where the money went.
      await expect(
        admin.refused('staff', 'fund.statement', { campaignId, donor: '北岸书店' }),
      ).resolves.toBe('NOT_FOUND');

      // Each list is of one of them.
      const listed = async (of: string) => ({
        orders: (await admin.call('staff', 'order.list', { campaignId: of })).items.length,
        lots: (await admin.call('staff', 'stock.list', { campaignId: of })).items.length,
        wanted: (await admin.call('staff', 'gift.wanted', { campaignId: of })).items.length,
        wishes: (await admin.call('staff', 'report.fairness', { campaignId: of })).all.wishes,
        reported: (await admin.call('campaign', 'report', { campaignId: of })).wishes,
      });
      await expect(listed(campaignId)).resolves.toEqual({
        orders: 1,
        lots: 1,
        wanted: 1,
        wishes: 2,
        reported: 2,
      });
      await expect(listed('autumn')).resolves.toEqual({
        orders: 0,
        lots: 0,
        wanted: 1,
        wishes: 1,
        reported: 1,
      });
    }));
});
