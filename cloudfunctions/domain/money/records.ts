import type { FundTotals, Reversible } from './money';
import type { EpochMs, Fen, LedgerType } from '../../../typings/contract';

export interface FundRecord extends FundTotals {
  _id: string;
  /** Number of entries, and of the last one. */
  entries: number;
  /** 双人复核: what is above waits for a second admin; off where it is missing or null. */
  dualControlAboveFen?: Fen | null;
}

/** Append-only: `_id` says what it books, so nothing is booked twice. */
export interface FundEntryRecord {
  _id: string;
  fundId: string;
  /** 1, 2, 3 … within the fund. */
  seq: number;
  type: LedgerType;
  amountFen: Fen;
  at: EpochMs;
  by: string;
  wishId: string | null;
  donor: string | null;
  reversesEntryId: string | null;
  /** Of a reversal: the type of what it takes back. */
  reverses?: Reversible | null;
  /** The donation that a refund to the donor gives back, in part or whole. */
  refundsEntryId?: string | null;
  /** The fund's totals after it. */
  after?: FundTotals;
  /** The second person, where one was needed. */
  approvedBy?: string | null;
  /** Words of staff; '' once the data of the wish's family is erased. */
  reason?: string;
  /**
   * The invoice that a spend stands on, and the reversal of that spend with it. Noted with the spend
   * or afterwards, each time in the audit; what was booked never changes.
   */
  invoiceId?: string | null;
  supplier?: string;
  invoiceNo?: string;
}

/** A supplier's invoice as it lies on paper; `_id` is derived from fund, supplier and number. */
export interface InvoiceRecord {
  _id: string;
  fundId: string;
  supplier: string;
  invoiceNo: string;
  totalFen: Fen;
  at: EpochMs;
  by: string;
}
