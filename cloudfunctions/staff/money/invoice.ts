import { invoiceIdOf } from './bill';
import { noteOf } from '../../domain/common/audit';
import { refuse } from '../../domain/common/refusal';
import * as calls from '../../calls/money';
import type { Handlers } from '../../shared/serve';
import { spendsWithoutInvoice, unequalInvoices } from '../../store/money/invoices';
import { once } from '../../store/common/requests';
import { fundIn, standingEntry } from './fund-operations';
import { entryViews } from './entry-views';

export const invoiceHandlers: Pick<
  Handlers<'staff'>,
  'gift.invoice' | 'fund.invoice' | 'fund.reconcile'
> = {
  'gift.invoice': {
    who: 'admin',
    input: calls.giftInvoice,
    run: (context, { entryId, supplier: from, invoiceNo: number, replaces = '' }) =>
      once(context, async (work) => {
        const entry = await standingEntry(work, entryId);
        if (entry.type !== 'spend') refuse('FAILED_PRECONDITION', '只有支出可以登记发票。');
        if ((entry.invoiceNo ?? '') !== replaces) {
          refuse('CONFLICT', '这笔支出的发票号已经被别人改过，请刷新后核对。');
        }
        const invoiceId = invoiceIdOf(entry.fundId, from, number);
        const bill = { invoiceId, supplier: from, invoiceNo: number };
        await work.put('fundEntries', { ...entry, ...bill });
        await work.audit({
          action: 'gift.invoice',
          subject: entryId,
          note: noteOf({ id: invoiceId }),
        });
        return { invoiceId };
      }),
  },
  'fund.invoice': {
    who: 'admin',
    input: calls.fundInvoice,
    run: (context, { fundId, supplier: from, invoiceNo: number, totalFen }) =>
      once(context, async (work) => {
        await fundIn(work, fundId);
        const invoiceId = invoiceIdOf(fundId, from, number);
        await work.put('invoices', {
          _id: invoiceId,
          fundId,
          supplier: from,
          invoiceNo: number,
          totalFen,
          at: context.now,
          by: context.personId,
        });
        await work.audit({ action: 'fund.invoice', subject: invoiceId, note: totalFen });
        return { invoiceId };
      }),
  },
  'fund.reconcile': {
    who: 'auditor',
    input: calls.fundReconcile,
    run: async (_, { fundId, cursor }) => {
      const [{ entries, next }, invoices] = await Promise.all([
        spendsWithoutInvoice(fundId, Number(cursor ?? 0)),
        cursor === undefined ? unequalInvoices(fundId) : [],
      ]);
      return {
        withoutInvoice: await entryViews(entries),
        invoices,
        ...(next === undefined ? {} : { next }),
      };
    },
  },
};
