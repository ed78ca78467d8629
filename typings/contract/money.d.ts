/** 妇儿爱心基金: bookings, approvals by a second person, invoices, reports. */

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
    { requestId: string; wishId: string; amountFen: Fen },
    /** `approvalId`: with what the caller moved today it is above the fund's limit, and waits. */
    { state: WishState; availableFen: Fen; approvalId?: string }
  >;
  /** Money for up to 20 wishes: each is funded or refused by itself, until there is none left. */
  'wish.fundMany': Action<
    'admin',
    { requestId: string; wishes: { wishId: string; amountFen: Fen }[] },
    { outcomes: WishOutcome[] }
  >;
  'fund.donate': Action<
    'admin',
    { requestId: string; fundId: string; donor: string; amountFen: Fen; reason?: string },
    Booked
  >;
  'fund.ledger': Action<
    'auditor',
    /** In the order of booking, or the newest first. */
    { fundId: string; cursor?: string; order?: 'oldest' | 'newest' },
    FundFigures & { dualControlAboveFen: Fen | null; entries: LedgerEntry[]; next?: string }
  >;
  /**
   * Money that goes back: of a donation to its donor, of a spend from its supplier. A whole spend
   * back means that the gift went back: its wish waits for new money.
   */
  'fund.refund': Action<
    'admin',
    { requestId: string; entryId: string; amountFen: Fen; reason: string },
    Booked
  >;
  /** 冲正: takes back a donation, or a refund to a donor, that was booked by mistake. */
  'fund.reverse': Action<'admin', { requestId: string; entryId: string; reason: string }, Booked>;
  /** 追加: raises the reserve of a funded wish; staff ask, an admin approves. */
  'wish.topUp': Action<
    'staff',
    { requestId: string; wishId: string; amountFen: Fen; reason: string },
    { reservedFen: Fen; approvalId?: string }
  >;
  /** 释放: gives back part of a wish's reserve, or all of it where no amount is given. */
  'wish.release': Action<
    'admin',
    { requestId: string; wishId: string; amountFen?: Fen; reason: string },
    { reservedFen: Fen; availableFen: Fen }
  >;
  'wish.cost': Action<'admin', { wishId: string }, WishCost>;
  /** 双人复核: above the limit a second admin approves; raising or lifting it takes two as well. */
  'fund.rules': Action<
    'admin',
    { requestId: string; fundId: string; dualControlAboveFen: Fen | null; reason: string },
    { dualControlAboveFen: Fen | null; approvalId?: string }
  >;
  /**
   * Of one fund, or whatever waits for a second person: with what moves no money, and lost packs.
   * Admins see all, the oldest that wait first; other staff what they asked for.
   */
  'approval.list': Action<
    'staff',
    { fundId?: string; open: boolean; cursor?: string },
    Page<ApprovalView>
  >;
  /**
   * Booked by the totals of this moment; what cannot be booked now stays pending. A takeover is
   * decided by district staff of the area or an admin, everything else by an admin.
   */
  'approval.decide': Action<
    'staff',
    { requestId: string; approvalId: string; decision: 'approve' | 'decline'; note?: string },
    /** `availableFen` of what moved a fund. */
    { state: ApprovalState; availableFen?: Fen }
  >;
  'approval.withdraw': Action<
    'staff',
    { requestId: string; approvalId: string },
    { state: ApprovalState }
  >;
  /** Recomputes a part of the ledger; the cursor carries the sums so far. */
  'fund.check': Action<
    'auditor',
    { fundId: string; cursor?: string },
    { ok: boolean; checked: number; firstBroken?: string; next?: string }
  >;
  /**
   * Notes at a spend which invoice it stands on. A correction says which number it replaces:
   * where that is no longer the number, somebody else was quicker (`CONFLICT`).
   */
  'gift.invoice': Action<
    'admin',
    {
      requestId: string;
      entryId: string;
      supplier: string;
      invoiceNo: string;
      replaces?: string;
    },
    { invoiceId: string }
  >;
  /** Enters an invoice's total as it is on paper; again: corrects it. */
  'fund.invoice': Action<
    'admin',
    { requestId: string; fundId: string; supplier: string; invoiceNo: string; totalFen: Fen },
    { invoiceId: string }
  >;
  /** Spends without an invoice, paged, and with the first page every invoice that does not fit. */
  'fund.reconcile': Action<
    'auditor',
    { fundId: string; cursor?: string },
    { withoutInvoice: LedgerEntry[]; invoices: InvoiceView[]; next?: string }
  >;
  /** Who gave, what of it went back left out, the largest first. */
  'fund.donors': Action<
    'auditor',
    { fundId: string },
    { items: { donor: string; donations: number; donatedFen: Fen }[] }
  >;
  /** 公示: from donors to gifts in sums; the file is deleted within hours. */
  'fund.report': Action<
    'auditor',
    { campaignId: string; format: 'pdf' | 'xlsx' },
    { fileId: string; url: string; unprintable: string[] }
  >;
  /** 感谢函: what one donor's money did, as a PDF. */
  'fund.statement': Action<
    'auditor',
    { campaignId: string; donor: string },
    { fileId: string; url: string; unprintable: string[] }
  >;
}
