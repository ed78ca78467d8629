import type { LedgerEntry } from '../../../typings/contract';
import { availableFen } from '../../domain/money/money';
import { reversedAmong } from '../../store/money/funds';
import { wishNumbers } from '../../store/wish/wishes';
import type { FundEntryRecord } from '../../domain/money/records';

/** Entries as the ledger shows them, with the numbers of their wishes. */
export const entryViews = async (entries: readonly FundEntryRecord[]): Promise<LedgerEntry[]> => {
  const [numbers, reversed] = await Promise.all([
    wishNumbers(entries.flatMap(({ wishId }) => wishId ?? [])),
    reversedAmong(entries.map(({ _id }) => _id)),
  ]);
  return entries.map((entry) => ({
    entryId: entry._id,
    type: entry.type,
    amountFen: entry.amountFen,
    at: entry.at,
    by: entry.by,
    ...(entry.wishId === null
      ? {}
      : { wishId: entry.wishId, wishNo: numbers.get(entry.wishId) ?? '' }),
    ...(entry.donor === null ? {} : { donor: entry.donor }),
    ...(entry.reversesEntryId === null ? {} : { reversesEntryId: entry.reversesEntryId }),
    ...(entry.reverses ? { reverses: entry.reverses } : {}),
    ...(entry.refundsEntryId ? { refundsEntryId: entry.refundsEntryId } : {}),
    ...(entry.after
      ? {
          after: {
            availableFen: availableFen(entry.after),
            reservedFen: entry.after.reservedFen,
            spentFen: entry.after.spentFen,
          },
        }
      : {}),
    ...(entry.approvedBy ? { approvedBy: entry.approvedBy } : {}),
    ...(entry.reason ? { reason: entry.reason } : {}),
    ...(entry.supplier ? { supplier: entry.supplier } : {}),
    ...(entry.invoiceNo ? { invoiceNo: entry.invoiceNo } : {}),
    ...(reversed.has(entry._id) ? { reversed: true as const } : {}),
  }));
};
