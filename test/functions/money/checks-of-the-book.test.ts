import Database from 'libsql';
import { join } from 'node:path';
import {
  admin,
  cloud,
  donate,
  entryOf,
  funded,
  newFund,
  openFund,
  refund,
  world,
} from '../../support/fund';
import { fen } from '../../support/gifts';
import { fundId, newRequestId, readyCard } from '../../support/world';

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
  beforeAll(openFund);
  beforeEach(newFund);
  afterAll(() => cloud.end());

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
});
