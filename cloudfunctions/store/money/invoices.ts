import type { InvoiceView } from '../../../typings/contract';
import { fen } from '../../domain/money/money';
import { command, find, findAll, tally } from '../common/database';
import { reversedAmong } from './funds';
import type { FundEntryRecord } from '../../domain/money/records';

const PAGE = 100;

/** Spends that stand and have no invoice yet, in the order of booking. */
export const spendsWithoutInvoice = async (
  fundId: string,
  cursor: number,
): Promise<{ entries: FundEntryRecord[]; next?: string }> => {
  const page = await find(
    'fundEntries',
    { fundId, type: 'spend', invoiceId: null, seq: command.gt(cursor) },
    { orderBy: ['seq', 'asc'], limit: PAGE },
  );
  const reversed = await reversedAmong(page.map(({ _id }) => _id));
  const entries = page.filter(({ _id }) => !reversed.has(_id));
  const last = page.at(-1);
  return page.length === PAGE && last ? { entries, next: String(last.seq) } : { entries };
};

/** What stands on each invoice: its spends, less those that were taken back. */
const spentByInvoice = async (fundId: string): Promise<Map<string, InvoiceView>> => {
  const groups = await tally(
    'fundEntries',
    { fundId, type: command.in(['spend', 'reversal']), invoiceId: command.gt('') },
    { invoiceId: 'invoiceId', type: 'type', supplier: 'supplier', invoiceNo: 'invoiceNo' },
    'amountFen',
  );
  const spent = new Map<string, InvoiceView>();
  for (const { invoiceId, type, supplier, invoiceNo, sum } of groups) {
    const id = String(invoiceId);
    const before = spent.get(id)?.spentFen ?? 0;
    spent.set(id, {
      invoiceId: id,
      supplier: String(supplier),
      invoiceNo: String(invoiceNo),
      spentFen: fen(before + (type === 'spend' ? sum : -sum)),
    });
  }
  return spent;
};

/** Invoices whose total is not the sum of the spends that stand on them, or was never entered. */
export const unequalInvoices = async (fundId: string): Promise<InvoiceView[]> => {
  const [invoices, spent] = await Promise.all([
    findAll('invoices', { fundId }),
    spentByInvoice(fundId),
  ]);
  for (const { _id, supplier, invoiceNo, totalFen } of invoices) {
    const spentFen = spent.get(_id)?.spentFen ?? fen(0);
    spent.set(_id, { invoiceId: _id, supplier, invoiceNo, totalFen, spentFen });
  }
  return [...spent.values()].filter(({ totalFen, spentFen }) => totalFen !== spentFen);
};
