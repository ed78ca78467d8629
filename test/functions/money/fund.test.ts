import type { Lot } from '../../../cloudfunctions/domain/gift/stock';
import { documentsOf } from '../../support/books';
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
import { arrive, fundId, fundWish, newRequestId, readyCard, redeem } from '../../support/world';

describe('the fund', () => {
  beforeAll(openFund);
  beforeEach(newFund);
  afterAll(() => cloud.end());

  it('each entry carries the balance after it, and who booked it', async () => {
    const wishId = await funded('g');
    await arrive(world, wishId);
    const { entries } = await ledger();
    expect(entries.map(({ type, after }) => [type, after?.availableFen])).toEqual([
      ['donate', 1_000_000],
      ['reserve', 980_000],
      ['spend', 980_000],
      ['release', 985_000],
    ]);
    expect(new Set(entries.map(({ by }) => by)).size).toBe(2);
  });

  it('a top-up asked for by staff waits for an admin, and then a dearer gift can be paid', async () => {
    const wishId = await funded('g');
    const { approvalId } = await world.community.call('staff', 'wish.topUp', topUp(wishId, 5_000));
    expect((await ledger()).reservedFen).toBe(20_000);
    await second.call('staff', 'approval.decide', decide(approvalId));
    expect(await stateOf(wishId)).toMatchObject({ state: 'funded', reservedFen: 25_000 });
    await expect(entryOf('reserve', wishId)).resolves.toMatchObject({
      amountFen: 5_000,
      reason: why,
    });
    await world.community.call('staff', 'gift.arrive', {
      requestId: newRequestId(),
      wishId,
      priceFen: fen(24_000),
      stationId: 'desk-1',
    });
    expect(await ledger()).toMatchObject({ spentFen: 24_000, reservedFen: 0 });
  });

  it('an admin’s own top-up is booked at once, and never above the campaign’s cap', async () => {
    const wishId = await funded('g');
    const { reservedFen } = await admin.call('staff', 'wish.topUp', topUp(wishId, 180_000));
    expect(reservedFen).toBe(200_000);
    await unchanged(
      () => admin.refused('staff', 'wish.topUp', topUp(wishId, 1)),
      'FAILED_PRECONDITION',
    );
  });

  it('a reserve is given back in part, or whole: then the wish can be funded again', async () => {
    const wishId = await funded('g');
    const input = { wishId, reason: why };
    const part = { ...input, requestId: newRequestId(), amountFen: fen(8_000) };
    await admin.call('staff', 'wish.release', part);
    await expect(admin.call('staff', 'wish.release', part)).resolves.toMatchObject({
      reservedFen: 12_000,
    });
    await admin.call('staff', 'wish.release', { ...input, requestId: newRequestId() });
    expect(await ledger()).toMatchObject({ reservedFen: 0, availableFen: 1_000_000 });
    await fundWish(world, wishId, 9_000);
    await admin.call('staff', 'wish.topUp', topUp(wishId, 1_000));
    expect(await ledger()).toMatchObject({ reservedFen: 10_000, availableFen: 990_000 });
  });

  it('a price that a supplier corrects leaves the gift where it is', async () => {
    const { wishId, code } = await readyCard(cloud, world, 'g');
    await redeem(world.volunteer, code);
    const { entryId } = await entryOf('spend', wishId);
    await admin.call('staff', 'fund.refund', refund(entryId, 2_000));
    expect(await ledger()).toMatchObject({ spentFen: 13_000, availableFen: 987_000 });
    expect(await stateOf(wishId)).toMatchObject({ state: 'fulfilled', priceFen: 13_000 });
    await unchanged(
      () => admin.refused('staff', 'fund.refund', refund(entryId, 1_000)),
      'FAILED_PRECONDITION',
    );
    const corrected = await entryOf('spend', wishId);
    await admin.call('staff', 'fund.refund', refund(corrected.entryId, 1_000));
    expect(await ledger()).toMatchObject({ spentFen: 12_000, availableFen: 988_000 });
    const last = await entryOf('spend', wishId);
    await unchanged(
      () => admin.refused('staff', 'fund.refund', refund(last.entryId, 12_000)),
      'FAILED_PRECONDITION',
    );
  });

  it('a gift that went back to its supplier leaves a wish that waits for new money', async () => {
    const { wishId, code } = await readyCard(cloud, world, 'g');
    const { entryId } = await entryOf('spend', wishId);
    await admin.call('staff', 'fund.refund', refund(entryId, 15_000));
    expect(await ledger()).toMatchObject({ spentFen: 0, reservedFen: 0, availableFen: 1_000_000 });
    expect(await stateOf(wishId)).toMatchObject({ state: 'funded' });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'not_ready' });
    await fundWish(world, wishId);
    await arrive(world, wishId);
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('a gift in stock that went back is in stock no more', async () => {
    const { wishId, guardian } = await readyCard(cloud, world, 'g');
    await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
    const { entryId } = await entryOf('spend', wishId);
    await admin.call('staff', 'fund.refund', refund(entryId, 15_000));
    expect(await ledger()).toMatchObject({ spentFen: 0, availableFen: 1_000_000 });
    const [lot] = documentsOf<Lot>(cloud.dataDir, 'stock');
    expect(lot).toMatchObject({ left: 0, inStock: false, writeOffs: [{ count: 1 }] });
  });

  it('a donation goes back to its donor once, in parts', async () => {
    const { entryId } = await entryOf('donate');
    await admin.call('staff', 'fund.refund', refund(entryId, 600_000));
    await unchanged(
      () => admin.refused('staff', 'fund.refund', refund(entryId, 400_001)),
      'FAILED_PRECONDITION',
    );
    await admin.call('staff', 'fund.refund', refund(entryId, 400_000));
    expect(await ledger()).toMatchObject({ donatedFen: 0, availableFen: 0 });
  });

  it('what is reserved or spent does not go back to the donor', async () => {
    await funded('g');
    const { entryId } = await entryOf('donate');
    await unchanged(
      () => admin.refused('staff', 'fund.refund', refund(entryId, 980_001)),
      'FAILED_PRECONDITION',
    );
  });

  it('a donation booked by mistake is reversed, once, and stands in the book', async () => {
    await donate(5_000);
    const { entryId } = await entryOf('donate');
    await admin.call('staff', 'fund.reverse', reverse(entryId));
    expect(await ledger()).toMatchObject({ donatedFen: 1_000_000, availableFen: 1_000_000 });
    await expect(entryOf('donate')).resolves.toMatchObject({ entryId, reversed: true });
    await expect(entryOf('reversal')).resolves.toMatchObject({ reversesEntryId: entryId });
    for (const action of ['fund.reverse', 'fund.refund'] as const) {
      const input = action === 'fund.reverse' ? reverse(entryId) : refund(entryId, 1);
      await unchanged(() => admin.refused('staff', action, input), 'FAILED_PRECONDITION');
    }
  });

  it('a donation is not reversed under a refund of it; the refund can be', async () => {
    const { entryId } = await entryOf('donate');
    await admin.call('staff', 'fund.refund', refund(entryId, 1_000));
    await unchanged(
      () => admin.refused('staff', 'fund.reverse', reverse(entryId)),
      'FAILED_PRECONDITION',
    );
    await admin.call('staff', 'fund.reverse', reverse((await entryOf('refund')).entryId));
    await admin.call('staff', 'fund.reverse', reverse(entryId));
    expect(await ledger()).toMatchObject({ donatedFen: 0, availableFen: 0 });
  });

  it.each(['reserve', 'spend', 'release'] as const)(
    'a %s is not reversed: what belongs to a wish is corrected with the wish',
    async (type) => {
      const { wishId } = await readyCard(cloud, world, 'g');
      const { entryId } = await entryOf(type, wishId);
      await unchanged(
        () => admin.refused('staff', 'fund.reverse', reverse(entryId)),
        'FAILED_PRECONDITION',
      );
    },
  );

  it('a wish’s cost is told from the donors’ yuan to the gift', async () => {
    const donation = (await entryOf('donate')).entryId;
    await donate(50_000);
    await admin.call('staff', 'fund.refund', refund(donation, 990_000));
    const { wishId } = await readyCard(cloud, world, 'g');
    await expect(admin.call('staff', 'wish.cost', { wishId })).resolves.toMatchObject({
      reservedFen: 20_000,
      releasedFen: 5_000,
      spentFen: 15_000,
      openFen: 0,
      entries: [{ type: 'reserve' }, { type: 'spend' }, { type: 'release' }],
      sources: [
        { donor: '灯塔公司', amountFen: 10_000 },
        { donor: '第二家公司', amountFen: 5_000 },
      ],
    });
  });

  it('the words of staff about a wish go with the family’s data, its amounts stay', async () => {
    const wishId = await funded('g');
    await admin.call('staff', 'wish.topUp', topUp(wishId, 1_000));
    const { approvalId } = await world.community.call('staff', 'wish.topUp', topUp(wishId, 1_000));
    await second.call('staff', 'approval.decide', decide(approvalId));
    const guardian = cloud.as('g');
    await guardian.call('family', 'data.erase', { requestId: newRequestId() });
    const { entries, availableFen } = await ledger();
    expect(availableFen).toBe(1_000_000);
    expect(entries.filter((one) => one.wishId === wishId && one.reason)).toEqual([]);
    const { items } = await admin.call('staff', 'approval.list', { fundId, open: false });
    expect(items).toMatchObject([{ kind: 'topUp', reason: '' }]);
  });
});
