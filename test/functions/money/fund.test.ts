import Database from 'libsql';
import { join } from 'node:path';
import type { Fen, LedgerEntry } from '../../../typings/contract';
import type { Lot } from '../../../cloudfunctions/domain/gift/stock';
import { documentsOf } from '../../support/books';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import {
  approve,
  arrive,
  fundId,
  fundWish,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

const fen = (amount: number): Fen => amount as Fen;
const why = '核对过单据';

/** Changes an entry's amount behind the backend's back, as a thief in the database would. */
const tamper = (dataDir: string, seq: number, amountFen: number): void => {
  const db = new Database(join(dataDir, 'cloud.db'));
  try {
    db.exec(
      `UPDATE documents SET body = json_set(body, '$.amountFen', ${amountFen})
        WHERE collection = 'fundEntries' AND json_extract(body, '$.seq') = ${seq}`,
    );
  } finally {
    db.close();
  }
};

describe('the fund', () => {
  let cloud: TestCloud;
  let world: World;
  let admin: Person;
  let second: Person;

  beforeAll(async () => {
    cloud = await openCloud();
  });
  beforeEach(async () => {
    await cloud.empty();
    world = await openWorld(cloud);
    ({ admin } = world);
    second = cloud.as('second-admin');
    await admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'second-admin',
      level: 'admin',
      areaId: 'd-1',
    });
  });
  afterAll(() => cloud.end());

  const ledger = () => admin.call('staff', 'fund.ledger', { fundId });
  const entryOf = async (type: LedgerEntry['type'], wishId?: string): Promise<LedgerEntry> => {
    const { entries } = await ledger();
    const found = entries.findLast((one) => one.type === type && one.wishId === wishId);
    if (!found) throw new Error(`no ${type}`);
    return found;
  };
  const donate = (amountFen: number, by = admin) =>
    by.call('staff', 'fund.donate', {
      requestId: newRequestId(),
      fundId,
      donor: '第二家公司',
      amountFen: fen(amountFen),
    });
  const refund = (entryId: string, amountFen: number) => ({
    requestId: newRequestId(),
    entryId,
    amountFen: fen(amountFen),
    reason: why,
  });
  const reverse = (entryId: string) => ({ requestId: newRequestId(), entryId, reason: why });
  const topUp = (wishId: string, amountFen: number) => ({
    requestId: newRequestId(),
    wishId,
    amountFen: fen(amountFen),
    reason: why,
  });
  const limit = (dualControlAboveFen: number | null, by = admin) =>
    by.call('staff', 'fund.rules', {
      requestId: newRequestId(),
      fundId,
      dualControlAboveFen: dualControlAboveFen as Fen | null,
      reason: why,
    });
  const decide = (approvalId = '', decision: 'approve' | 'decline' = 'approve', note = '好') => ({
    requestId: newRequestId(),
    approvalId,
    decision,
    note,
  });
  const bulk = {
    campaignId: 'spring',
    title: '书包',
    category: 'study',
    quantity: 10,
    priceFen: fen(9_000),
    supplier: '文具店',
  } as const;
  const funded = async (openid: string): Promise<string> => {
    const { guardian, childId } = await newFamily(cloud, openid);
    const { wishId } = await submit(guardian, childId);
    await approve(world, wishId);
    const { approvalId } = await fundWish(world, wishId);
    if (approvalId !== undefined) await second.call('staff', 'approval.decide', decide(approvalId));
    return wishId;
  };
  const stateOf = async (wishId: string) => {
    const { items } = await admin.call('staff', 'wish.list', { campaignId: 'spring' });
    return items.find((item) => item.wishId === wishId);
  };
  const unchanged = async (attempt: () => Promise<unknown>, result: unknown): Promise<void> => {
    const before = fingerprint(cloud.dataDir);
    await expect(attempt()).resolves.toBe(result);
    expect(fingerprint(cloud.dataDir)).toBe(before);
  };

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
      await cloud.forward(25 * 60 * 60 * 1000);
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

  it('the check follows the book from its first entry and names the first that is wrong', async () => {
    const { wishId } = await readyCard(cloud, world, 'g');
    const { entryId } = await entryOf('spend', wishId);
    await admin.call('staff', 'fund.refund', refund(entryId, 1_000));
    await expect(admin.call('staff', 'fund.check', { fundId })).resolves.toEqual({
      ok: true,
      checked: 7,
    });
    tamper(cloud.dataDir, 3, 14_000);
    await expect(admin.call('staff', 'fund.check', { fundId })).resolves.toMatchObject({
      ok: false,
      firstBroken: entryId,
    });
  });

  it('a book of several pages is checked page by page', async () => {
    for (let number = 0; number < 120; number += 1) await donate(100 + number);
    const first = await admin.call('staff', 'fund.check', { fundId });
    expect(first).toMatchObject({ ok: true, checked: 100 });
    const rest = { fundId, cursor: first.next ?? '' };
    await expect(admin.call('staff', 'fund.check', rest)).resolves.toEqual({
      ok: true,
      checked: 121,
    });
  });

  it('spends without an invoice and invoices that do not fit are listed', async () => {
    const paper = { supplier: '书店', invoiceNo: '20250001' };
    const bare = (await readyCard(cloud, world, 'g1')).wishId;
    const billed = await funded('g2');
    await world.community.call('staff', 'gift.arrive', {
      requestId: newRequestId(),
      wishId: billed,
      priceFen: fen(12_000),
      stationId: 'desk-1',
      ...paper,
    });
    const total = (totalFen: number) =>
      admin.call('staff', 'fund.invoice', {
        requestId: newRequestId(),
        fundId,
        ...paper,
        totalFen: fen(totalFen),
      });
    await total(27_000);
    const before = await admin.call('staff', 'fund.reconcile', { fundId });
    expect(before.withoutInvoice.map(({ wishId }) => wishId)).toEqual([bare]);
    expect(before.invoices).toMatchObject([{ ...paper, totalFen: 27_000, spentFen: 12_000 }]);
    await admin.call('staff', 'gift.invoice', {
      requestId: newRequestId(),
      entryId: (await entryOf('spend', bare)).entryId,
      ...paper,
    });
    await expect(admin.call('staff', 'fund.reconcile', { fundId })).resolves.toEqual({
      withoutInvoice: [],
      invoices: [],
    });
    // Two clerks correct it at one moment, from what both of them saw: one is told.
    const { entryId } = await entryOf('spend', bare);
    const correct = (invoiceNo: string, replaces?: string) =>
      admin.send('staff', 'gift.invoice', {
        requestId: newRequestId(),
        entryId,
        supplier: paper.supplier,
        invoiceNo,
        ...(replaces === undefined ? {} : { replaces }),
      });
    await expect(correct('20250002')).resolves.toMatchObject({ code: 'CONFLICT' });
    const corrections = await Promise.all(
      ['20250002', '20250003'].map((number) => correct(number, paper.invoiceNo)),
    );
    expect(corrections.map((reply) => (reply.ok ? 'ok' : reply.code)).sort()).toEqual([
      'CONFLICT',
      'ok',
    ]);
    const now = corrections[0]?.ok ? '20250002' : '20250003';
    await expect(correct(paper.invoiceNo, now)).resolves.toMatchObject({ ok: true });
    // A price that is corrected takes its invoice along.
    const spend = await entryOf('spend', bare);
    await admin.call('staff', 'fund.refund', refund(spend.entryId, 500));
    await expect(admin.call('staff', 'fund.reconcile', { fundId })).resolves.toMatchObject({
      withoutInvoice: [],
      invoices: [{ totalFen: 27_000, spentFen: 26_500 }],
    });
  });

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
