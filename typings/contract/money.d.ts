/** 妇儿爱心基金: bookings, approvals by a second person, invoices, reports. */

import type { EpochMs, Fen, WishState } from './common';
import type { PackVersion } from './pack';

export interface FundFigures {
  donatedFen: Fen;
  reservedFen: Fen;
  spentFen: Fen;
  availableFen: Fen;
}

export type LedgerType = 'donate' | 'reserve' | 'release' | 'spend' | 'refund' | 'reversal';

export interface LedgerEntry {
  entryId: string;
  type: LedgerType;
  amountFen: Fen;
  at: EpochMs;
  wishId?: string;
  wishNo?: string;
  donor?: string;
  reversesEntryId?: string;
  /** Of a reversal: what it takes back. */
  reverses?: 'donate' | 'refund' | 'spend';
  /** Of a refund to the donor: the donation. */
  refundsEntryId?: string;
  /** The running balance: the fund after this entry. */
  after?: { availableFen: Fen; reservedFen: Fen; spentFen: Fen };
  /** Pseudonyms: who booked it, and who approved it where a second person had to. */
  by: string;
  approvedBy?: string;
  reason?: string;
  supplier?: string;
  invoiceNo?: string;
  /** Another entry takes this one back. */
  reversed?: true;
}

export type ApprovalKind =
  | 'donate'
  | 'refund'
  | 'reversal'
  | 'topUp'
  | 'reserve'
  | 'stock'
  | 'rules'
  | 'revocation'
  | 'safeguarding'
  | 'transfer'
  | 'packLoss';

export type ApprovalState = 'pending' | 'approved' | 'declined' | 'withdrawn' | 'expired';

/** 待批事项: what one person asked for and another decides. */
export interface ApprovalView {
  approvalId: string;
  kind: ApprovalKind;
  /** Of `rules` the new limit, missing where there shall be none. */
  amountFen?: Fen;
  donor?: string;
  /** What is bought in bulk. */
  thing?: string;
  wishId?: string;
  wishNo?: string;
  entryId?: string;
  /** Of `packLoss`. */
  packs?: { version: PackVersion; count: number };
  reason: string;
  /** Pseudonym. */
  by: string;
  mine: boolean;
  at: EpochMs;
  /** Lost packs wait without an end. */
  expiresAt?: EpochMs;
  state: ApprovalState;
  decidedBy?: string;
  decidedAt?: EpochMs;
  note?: string;
}

/** What has a paper that does not fit, or none. */
export interface InvoiceView {
  invoiceId: string;
  supplier: string;
  invoiceNo: string;
  /** As entered from the paper; missing where nobody entered it. */
  totalFen?: Fen;
  /** Sum of the spends that stand on it. */
  spentFen: Fen;
}

/** Where the money for a wish came from and went. */
export interface WishCost {
  wishId: string;
  wishNo: string;
  state: WishState;
  /** Reserves and top-ups, what of them was given back, what was spent net, what is open still. */
  reservedFen: Fen;
  releasedFen: Fen;
  spentFen: Fen;
  openFen: Fen;
  entries: LedgerEntry[];
  /** Whose money the spends were, first in first out. */
  sources: { entryId: string; donor: string; at: EpochMs; amountFen: Fen }[];
}

/** A booking that was made, or that waits for a second admin under this id. */
export interface Booked {
  availableFen: Fen;
  approvalId?: string;
}
