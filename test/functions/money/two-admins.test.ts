import type { Fen } from '../../../typings/contract';
import {
  admin,
  cloud,
  decide,
  donate,
  entryOf,
  funded,
  ledger,
  newFund,
  openFund,
  refund,
  reverse,
  second,
  stateOf,
  topUp,
  unchanged,
  why,
  world,
} from '../../support/fund';
import { fen } from '../../support/gifts';
import { approve, fundId, fundWish, newFamily, newRequestId, submit } from '../../support/world';

describe('the fund', () => {
  beforeAll(openFund);
  beforeEach(newFund);
  afterAll(() => cloud.end());

  const limit = (dualControlAboveFen: number | null, by = admin) =>
    by.call('staff', 'fund.rules', {
      requestId: newRequestId(),
      fundId,
      dualControlAboveFen: dualControlAboveFen as Fen | null,
      reason: why,
    });
  const bulk = {
    campaignId: 'spring',
    title: '书包',
    category: 'study',
    quantity: 10,
    priceFen: fen(9_000),
    supplier: '文具店',
  } as const;

  describe('with a limit above which two admins are needed', () => {
    beforeEach(async () => {
      await limit(10_000);
    });

    it('a donation up to it is booked at once, one above it by another admin, once', async () => {
      await expect(donate(10_000)).resolves.toEqual({ availableFen: 1_010_000 });
      const { availableFen, approvalId } = await donate(10_001);
      expect(availableFen).toBe(1_010_000);
      await unchanged(
        () => admin.refused('staff', 'approval.decide', decide(approvalId)),
        'PERMISSION_DENIED',
      );
      const yes = decide(approvalId);
      await second.call('staff', 'approval.decide', yes);
      await expect(second.call('staff', 'approval.decide', yes)).resolves.toEqual({
        state: 'approved',
        availableFen: 1_020_001,
      });
      await unchanged(
        () => second.refused('staff', 'approval.decide', decide(approvalId, 'decline')),
        'FAILED_PRECONDITION',
      );
      const entry = await entryOf('donate');
      expect(entry.approvedBy).toBeDefined();
      expect(entry.approvedBy).not.toBe(entry.by);
    });

    it('two admins who decide at one moment decide once', async () => {
      const third = cloud.as('third-admin');
      await admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'third-admin',
        level: 'admin',
        areaId: 'd-1',
      });
      const { approvalId } = await donate(20_000);
      const replies = await Promise.all(
        [second, third].map((one) => one.send('staff', 'approval.decide', decide(approvalId))),
      );
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await ledger()).availableFen).toBe(1_020_000);
    });

    it('refunds to a donor, reversals and top-ups above it wait as well', async () => {
      const { entryId } = await entryOf('donate');
      const wishId = await funded('g');
      await admin.call('staff', 'fund.refund', refund(entryId, 20_000));
      await admin.call('staff', 'fund.reverse', reverse(entryId));
      await admin.call('staff', 'wish.topUp', topUp(wishId, 20_000));
      expect(await ledger()).toMatchObject({ donatedFen: 1_000_000, reservedFen: 20_000 });
      const { items } = await second.call('staff', 'approval.list', { fundId, open: true });
      expect(items.map(({ kind, state, mine }) => [kind, state, mine])).toEqual([
        ['refund', 'pending', false],
        ['reversal', 'pending', false],
        ['topUp', 'pending', false],
      ]);
    });

    it('one person moves no more than it on one entry and in one day, however it is cut', async () => {
      const { entryId } = await entryOf('donate');
      const part = refund(entryId, 10_000);
      const first = await admin.call('staff', 'fund.refund', part);
      expect(first).toEqual({ availableFen: 990_000 });
      await expect(admin.call('staff', 'fund.refund', part)).resolves.toEqual(first);
      for (let again = 0; again < 4; again += 1) {
        const answer = await admin.call('staff', 'fund.refund', refund(entryId, 10_000));
        expect(answer).toEqual({ availableFen: 990_000, approvalId: expect.any(String) as string });
      }
      // Another person has a day of their own; what two decided counts for neither.
      const { items } = await second.call('staff', 'approval.list', { fundId, open: true });
      expect(items.map(({ kind }) => kind)).toEqual(Array(4).fill('refund'));
      await second.call('staff', 'approval.decide', decide(items[0]?.approvalId));
      await second.call('staff', 'fund.refund', refund(entryId, 10_000));
      expect((await ledger()).availableFen).toBe(970_000);
      // The next day is another day, and the same entry is the same entry.
      await cloud.forward(25 * 60 * 60 * 1000, 'last');
      await admin.call('staff', 'fund.refund', refund(entryId, 10_000));
      expect((await ledger()).availableFen).toBe(970_000);
      await admin.call('staff', 'stock.add', { ...bulk, requestId: newRequestId(), quantity: 1 });
      expect((await ledger()).availableFen).toBe(961_000);
    });

    it('what is bought in bulk and what is reserved for a wish waits, and is done by two', async () => {
      const bought = await admin.call('staff', 'stock.add', { ...bulk, requestId: newRequestId() });
      expect(bought).toMatchObject({ availableFen: 1_000_000, approvalId: expect.any(String) });
      const stock = async () =>
        (await admin.call('staff', 'stock.list', { campaignId: 'spring' })).items;
      expect(await stock()).toEqual([]);
      const { guardian, childId } = await newFamily(cloud, 'g');
      const { wishId } = await submit(guardian, childId);
      await approve(world, wishId);
      const reserved = await fundWish(world, wishId, 90_000);
      expect(reserved).toMatchObject({ state: 'approved', availableFen: 1_000_000 });
      for (const approvalId of [bought.approvalId, reserved.approvalId]) {
        await unchanged(
          () => admin.refused('staff', 'approval.decide', decide(approvalId)),
          'PERMISSION_DENIED',
        );
        await second.call('staff', 'approval.decide', decide(approvalId));
      }
      expect(await stock()).toMatchObject([{ stockId: bought.stockId, left: 10 }]);
      expect(await stateOf(wishId)).toMatchObject({ state: 'funded' });
      expect(await ledger()).toMatchObject({ reservedFen: 90_000, spentFen: 90_000 });
      // In bulk, each is told by itself.
      const other = await newFamily(cloud, 'h');
      const next = await submit(other.guardian, other.childId);
      await approve(world, next.wishId);
      const { outcomes } = await admin.call('staff', 'wish.fundMany', {
        requestId: newRequestId(),
        wishes: [{ wishId: next.wishId, amountFen: fen(10_001) }],
      });
      expect(outcomes).toMatchObject([{ refused: expect.stringContaining('等另一位管理员') }]);
    });

    it('what cannot be booked any more stays pending, and changes nothing', async () => {
      const { entryId } = await entryOf('donate');
      const { approvalId } = await admin.call('staff', 'fund.refund', refund(entryId, 990_000));
      await funded('g');
      await unchanged(
        () => second.refused('staff', 'approval.decide', decide(approvalId)),
        'FAILED_PRECONDITION',
      );
      await second.call('staff', 'approval.decide', decide(approvalId, 'decline', '余额不够了'));
      const { items } = await admin.call('staff', 'approval.list', { fundId, open: false });
      expect(items.filter(({ kind }) => kind === 'refund')).toMatchObject([
        { state: 'declined', note: '余额不够了', mine: true },
      ]);
    });

    it('its author, and nobody else, withdraws what waits', async () => {
      const { approvalId = '' } = await donate(20_000);
      const input = { requestId: newRequestId(), approvalId };
      await unchanged(
        () => second.refused('staff', 'approval.withdraw', input),
        'PERMISSION_DENIED',
      );
      await admin.call('staff', 'approval.withdraw', input);
      await unchanged(
        () => second.refused('staff', 'approval.decide', decide(approvalId)),
        'FAILED_PRECONDITION',
      );
    });

    it('one admin lowers the limit, two raise or lift it', async () => {
      await expect(limit(5_000)).resolves.toEqual({ dualControlAboveFen: 5_000 });
      await expect(limit(6_000)).resolves.toMatchObject({ dualControlAboveFen: 5_000 });
      const { approvalId } = await limit(null);
      await second.call('staff', 'approval.decide', decide(approvalId));
      expect((await ledger()).dualControlAboveFen).toBeNull();
    });

    it('staff see what they asked for, and no more', async () => {
      const wishId = await funded('g');
      await donate(20_000);
      await world.community.call('staff', 'wish.topUp', topUp(wishId, 1_000));
      const { items } = await world.community.call('staff', 'approval.list', {
        fundId,
        open: true,
      });
      expect(items.map(({ kind, mine }) => [kind, mine])).toEqual([['topUp', true]]);
    });
  });
});
