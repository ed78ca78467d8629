/** 妇儿爱心基金: bookings, approvals by a second person, invoices, reports. */

import type * as input from '../../cloudfunctions/input/money';
import type { Action, EpochMs, Fen, Page, WishState } from './common';
import type { PackVersion } from './pack';
import type { WishOutcome } from './wish';

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

export interface StaffMoneyActions {
  'wish.fund': Action<
    'admin',
    typeof input.wishFund,
    /** `approvalId`: with what the caller moved today it is above the fund's limit, and waits. */
    { state: WishState; availableFen: Fen; approvalId?: string }
  >;
  /** Money for up to 20 wishes: each is funded or refused by itself, until there is none left. */
  'wish.fundMany': Action<'admin', typeof input.wishFundMany, { outcomes: WishOutcome[] }>;
  'fund.donate': Action<'admin', typeof input.fundDonate, Booked>;
  'fund.ledger': Action<
    'auditor',
    typeof input.fundLedger,
    FundFigures & { dualControlAboveFen: Fen | null; entries: LedgerEntry[]; next?: string }
  >;
  /**
   * Money that goes back: of a donation to its donor, of a spend from its supplier. A whole spend
   * back means that the gift went back: its wish waits for new money.
   */
  'fund.refund': Action<'admin', typeof input.fundRefund, Booked>;
  /** 冲正: takes back a donation, or a refund to a donor, that was booked by mistake. */
  'fund.reverse': Action<'admin', typeof input.fundReverse, Booked>;
  /** 追加: raises the reserve of a funded wish; staff ask, an admin approves. */
  'wish.topUp': Action<'staff', typeof input.wishTopUp, { reservedFen: Fen; approvalId?: string }>;
  /** 释放: gives back part of a wish's reserve, or all of it where no amount is given. */
  'wish.release': Action<
    'admin',
    typeof input.wishRelease,
    { reservedFen: Fen; availableFen: Fen }
  >;
  'wish.cost': Action<'admin', typeof input.wishCost, WishCost>;
  /** 双人复核: above the limit a second admin approves; raising or lifting it takes two as well. */
  'fund.rules': Action<
    'admin',
    typeof input.fundRules,
    { dualControlAboveFen: Fen | null; approvalId?: string }
  >;
  /**
   * Of one fund, or whatever waits for a second person: with what moves no money, and lost packs.
   * Admins see all, the oldest that wait first; other staff what they asked for.
   */
  'approval.list': Action<'staff', typeof input.approvalList, Page<ApprovalView>>;
  /**
   * Booked by the totals of this moment; what cannot be booked now stays pending. A takeover is
   * decided by district staff of the area or an admin, everything else by an admin.
   */
  'approval.decide': Action<
    'staff',
    typeof input.approvalDecide,
    /** `availableFen` of what moved a fund. */
    { state: ApprovalState; availableFen?: Fen }
  >;
  'approval.withdraw': Action<'staff', typeof input.approvalWithdraw, { state: ApprovalState }>;
  /** Recomputes a part of the ledger; the cursor carries the sums so far. */
  'fund.check': Action<
    'auditor',
    typeof input.fundCheck,
    { ok: boolean; checked: number; firstBroken?: string; next?: string }
  >;
  /**
   * Notes at a spend which invoice it stands on. A correction says which number it replaces:
   * where that is no longer the number, somebody else was quicker (`CONFLICT`).
   */
  'gift.invoice': Action<'admin', typeof input.giftInvoice, { invoiceId: string }>;
  /** Enters an invoice's total as it is on paper; again: corrects it. */
  'fund.invoice': Action<'admin', typeof input.fundInvoice, { invoiceId: string }>;
  /** Spends without an invoice, paged, and with the first page every invoice that does not fit. */
  'fund.reconcile': Action<
    'auditor',
    typeof input.fundReconcile,
    { withoutInvoice: LedgerEntry[]; invoices: InvoiceView[]; next?: string }
  >;
  /** Who gave, what of it went back left out, the largest first. */
  'fund.donors': Action<
    'auditor',
    typeof input.fundDonors,
    { items: { donor: string; donations: number; donatedFen: Fen }[] }
  >;
  /** 公示: from donors to gifts in sums; the file is deleted within hours. */
  'fund.report': Action<
    'auditor',
    typeof input.fundReport,
    { fileId: string; url: string; unprintable: string[] }
  >;
  /** 感谢函: what one donor's money did, as a PDF. */
  'fund.statement': Action<
    'auditor',
    typeof input.fundStatement,
    { fileId: string; url: string; unprintable: string[] }
  >;
}
