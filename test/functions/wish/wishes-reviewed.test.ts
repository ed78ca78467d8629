import {
  cloud,
  ledger,
  onWall,
  openWishes,
  review,
  stateOf,
  submitted,
  world,
} from '../../support/wishes';
import {
  approve,
  arrive,
  campaignId,
  fundWish,
  newFamily,
  newRequestId,
  readyCard,
  redeem,
  submit,
} from '../../support/world';

describe('a wish', () => {
  beforeAll(openWishes);
  afterAll(() => cloud.end());

  describe('is reviewed', () => {
    it('in the order of the levels', async () => {
      const { guardian, wishId } = await submitted();
      await expect(
        world.district.refused('staff', 'wish.review', review(wishId, 'approve')),
      ).resolves.toBe('FAILED_PRECONDITION');
      await world.community.call('staff', 'wish.review', review(wishId, 'approve'));
      await expect(
        world.community.refused('staff', 'wish.review', review(wishId, 'approve')),
      ).resolves.toBe('PERMISSION_DENIED');
      expect(await stateOf(guardian, wishId)).toBe('submitted');
      await world.district.call('staff', 'wish.review', review(wishId, 'approve'));
      expect(await stateOf(guardian, wishId)).toBe('approved');
    });

    it('never by its own guardian, whatever grants they hold', async () => {
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'clerk-and-parent',
        level: 'community',
        areaId: 'c-1',
      });
      const { guardian, childId } = await newFamily(cloud, 'clerk-and-parent');
      const { wishId } = await submit(guardian, childId);
      await expect(
        guardian.refused('staff', 'wish.review', review(wishId, 'approve')),
      ).resolves.toBe('PERMISSION_DENIED');
    });

    it('with a reason where it is returned or rejected, which the family reads', async () => {
      const { guardian, wishId } = await submitted();
      for (const decision of ['return', 'reject'] as const) {
        await expect(
          world.community.refused('staff', 'wish.review', review(wishId, decision)),
        ).resolves.toBe('INVALID_ARGUMENT');
      }
      await world.community.call('staff', 'wish.review', review(wishId, 'reject', '重复的心愿'));
      const { items } = await guardian.call('family', 'wish.mine', {});
      expect(items[0]?.timeline.at(-1)).toMatchObject({ event: 'rejected', reason: '重复的心愿' });
      expect(await onWall(guardian, wishId)).toBeUndefined();
    });

    it('and a rejected one leaves room for another', async () => {
      const { guardian, childId, wishId } = await submitted();
      await world.community.call('staff', 'wish.review', review(wishId, 'reject', '换一个'));
      const next = await submit(guardian, childId, '风筝');
      expect(next.wishId).not.toBe(wishId);
    });

    it('and an approval is taken back at the last level: the money is released', async () => {
      const { guardian, wishId } = await submitted();
      await approve(world, wishId);
      const before = await ledger();
      await fundWish(world, wishId, 12_000);
      await expect(
        world.community.refused('staff', 'wish.review', review(wishId, 'return', '再想想')),
      ).resolves.toBe('PERMISSION_DENIED');
      await world.district.call('staff', 'wish.review', review(wishId, 'return', '请补充尺码'));
      expect(await stateOf(guardian, wishId)).toBe('returned');
      const after = await ledger();
      expect(after).toMatchObject({
        reservedFen: before.reservedFen,
        availableFen: before.availableFen,
      });
    });

    it('and what was spent stays spent when an approval is taken back', async () => {
      const { wishId } = await submitted();
      await approve(world, wishId);
      await fundWish(world, wishId, 20_000);
      const before = await ledger();
      await arrive(world, wishId);
      await world.district.call('staff', 'wish.review', review(wishId, 'reject', '情况有变'));
      const after = await ledger();
      expect(after.spentFen - before.spentFen).toBe(15_000);
      expect(after.availableFen - before.availableFen).toBe(5_000);
    });
  });

  describe('is opened by staff', () => {
    it('with a purpose only, and the lists never name the child', async () => {
      const { wishId } = await submitted();
      await expect(
        world.community.refused('staff', 'wish.open', { wishId, purpose: ' ' }),
      ).resolves.toBe('INVALID_ARGUMENT');
      const file = await world.community.call('staff', 'wish.open', { wishId, purpose: '初审' });
      expect(file.childNickname).toBe('豆豆');
      const { items } = await world.community.call('staff', 'wish.list', {
        campaignId,
        limit: 100,
      });
      expect(JSON.stringify(items)).not.toMatch(/豆豆/);
    });

    it('with likely duplicates beside it', async () => {
      const { wishId } = await submitted();
      const file = await world.community.call('staff', 'wish.open', { wishId, purpose: '初审' });
      expect(file.similar.length).toBeGreaterThan(0);
      expect(file.similar.every(({ title }) => title.includes('球鞋'))).toBe(true);
    });
  });

  describe('is paid for', () => {
    it('up to the cap, once, and never by its own guardian', async () => {
      const { wishId } = await submitted();
      const fund = (amountFen: number) => ({ requestId: newRequestId(), wishId, amountFen });
      await expect(world.admin.refused('staff', 'wish.fund', fund(5_000))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await approve(world, wishId);
      await expect(world.admin.refused('staff', 'wish.fund', fund(200_001))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await fundWish(world, wishId, 5_000);
      await expect(world.admin.refused('staff', 'wish.fund', fund(5_000))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      const own = await newFamily(cloud, 'demo-admin');
      const { wishId: ownWish } = await submit(own.guardian, own.childId);
      await approve(world, ownWish);
      await expect(
        world.admin.refused('staff', 'wish.fund', { ...fund(5_000), wishId: ownWish }),
      ).resolves.toBe('PERMISSION_DENIED');
    });

    it('never more than was reserved', async () => {
      const { wishId } = await submitted();
      await approve(world, wishId);
      await fundWish(world, wishId, 5_000);
      await expect(
        world.community.refused('staff', 'gift.arrive', {
          requestId: newRequestId(),
          wishId,
          priceFen: 5_001,
          stationId: 'desk-1',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });
  });

  describe('is withdrawn', () => {
    it('until the gift is theirs, and no later', async () => {
      const { guardian, wishId, code } = await readyCard(cloud, world, 'too-late');
      await redeem(world.volunteer, code);
      await expect(
        guardian.refused('family', 'wish.withdraw', { requestId: newRequestId(), wishId }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });

    it('and counts nowhere any more: neither money, nor card, nor figures', async () => {
      const before = await cloud.as('').call('campaign', 'get', { campaignId });
      const { guardian, wishId } = await readyCard(cloud, world, 'gone');
      await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
      const after = await cloud.as('').call('campaign', 'get', { campaignId });
      expect(after.counts).toEqual({
        ...before.counts,
        withdrawn: before.counts.withdrawn + 1,
      });
      const cards = await guardian.call('family', 'card.mine', {});
      expect(cards.items).toMatchObject([{ state: 'void' }]);
    });
  });
});
