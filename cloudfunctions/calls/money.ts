import * as v from 'valibot';
import type {
  Action,
  ApprovalState,
  ApprovalView,
  Booked,
  Fen,
  FundFigures,
  InvoiceView,
  LedgerEntry,
  Page,
  WishCost,
  WishOutcome,
  WishState,
} from '../../typings/contract';
import { invoiceNo, supplier } from './bill-fields';
import { fen, id, requestId, text } from './fields';

const donor = text(60);

const reason = text(200);

/** A page of a fund's book: behind this entry, by its number. */
const place = v.pipe(v.string(), v.regex(/^\d{1,15}$/, '翻页位置不对'));

/** How far a check has come, and the sums so far. */
const reached = v.pipe(v.string(), v.regex(/^\d{1,15}(?:\.\d{1,16}){4}$/, '翻页位置不对'));

const funding = { wishId: id, amountFen: fen };

/** Wishes that one call funds: each is a transaction of its own, and the call stays below 3 s. */
const MAX_AT_ONCE = 20;

export const wishFund = v.strictObject({ requestId, ...funding });

export const wishFundMany = v.strictObject({
  requestId,
  wishes: v.pipe(
    v.array(v.strictObject(funding)),
    v.minLength(1, '请至少选一个心愿'),
    v.maxLength(MAX_AT_ONCE, `一次最多 ${MAX_AT_ONCE} 个心愿`),
    v.check(
      (given) => new Set(given.map(({ wishId }) => wishId)).size === given.length,
      '同一个心愿选了两次',
    ),
  ),
});

export const wishTopUp = v.strictObject({ requestId, wishId: id, amountFen: fen, reason });

export const wishRelease = v.strictObject({
  requestId,
  wishId: id,
  /** All of the reserve where none is given. */
  amountFen: v.exactOptional(fen),
  reason,
});

export const wishCost = v.strictObject({ wishId: id });

export const fundDonate = v.strictObject({
  requestId,
  fundId: id,
  donor,
  amountFen: fen,
  reason: v.exactOptional(reason),
});

export const fundRefund = v.strictObject({ requestId, entryId: id, amountFen: fen, reason });

export const fundReverse = v.strictObject({ requestId, entryId: id, reason });

export const fundRules = v.strictObject({
  requestId,
  fundId: id,
  /** None: one admin is enough for any amount. */
  dualControlAboveFen: v.nullable(fen),
  reason,
});

export const fundLedger = v.strictObject({
  fundId: id,
  cursor: v.exactOptional(place),
  /** In the order of booking, or the newest first. */
  order: v.exactOptional(v.picklist(['oldest', 'newest'], '请选择顺序')),
});

export const fundCheck = v.strictObject({ fundId: id, cursor: v.exactOptional(reached) });

export const giftInvoice = v.strictObject({
  requestId,
  entryId: id,
  supplier,
  invoiceNo,
  /** The number that stands there until now. */
  replaces: v.exactOptional(invoiceNo),
});

export const fundInvoice = v.strictObject({
  requestId,
  fundId: id,
  supplier,
  invoiceNo,
  totalFen: fen,
});

export const fundReconcile = v.strictObject({ fundId: id, cursor: v.exactOptional(place) });

export const fundDonors = v.strictObject({ fundId: id });

export const fundReport = v.strictObject({
  campaignId: id,
  format: v.picklist(['pdf', 'xlsx'], '只能导出 PDF 或 Excel'),
});

export const fundStatement = v.strictObject({ campaignId: id, donor });

export const approvalList = v.strictObject({
  /** Whatever waits, of any fund, where none is named. */
  fundId: v.exactOptional(id),
  open: v.boolean('请选择'),
  cursor: v.exactOptional(id),
});

export const approvalDecide = v.strictObject({
  requestId,
  approvalId: id,
  decision: v.picklist(['approve', 'decline'], '请选择批准或不批准'),
  note: v.exactOptional(text(200)),
});

export const approvalWithdraw = v.strictObject({ requestId, approvalId: id });

export interface StaffMoneyActions {
  'wish.fund': Action<
    'admin',
    typeof wishFund,
    /** `approvalId`: with what the caller moved today it is above the fund's limit, and waits. */
    { state: WishState; availableFen: Fen; approvalId?: string }
  >;
  /** Money for up to 20 wishes: each is funded or refused by itself, until there is none left. */
  'wish.fundMany': Action<'admin', typeof wishFundMany, { outcomes: WishOutcome[] }>;
  'fund.donate': Action<'admin', typeof fundDonate, Booked>;
  'fund.ledger': Action<
    'auditor',
    typeof fundLedger,
    FundFigures & { dualControlAboveFen: Fen | null; entries: LedgerEntry[]; next?: string }
  >;
  /**
   * Money that goes back: of a donation to its donor, of a spend from its supplier. A whole spend
   * back means that the gift went back: its wish waits for new money.
   */
  'fund.refund': Action<'admin', typeof fundRefund, Booked>;
  /** 冲正: takes back a donation, or a refund to a donor, that was booked by mistake. */
  'fund.reverse': Action<'admin', typeof fundReverse, Booked>;
  /** 追加: raises the reserve of a funded wish; staff ask, an admin approves. */
  'wish.topUp': Action<'staff', typeof wishTopUp, { reservedFen: Fen; approvalId?: string }>;
  /** 释放: gives back part of a wish's reserve, or all of it where no amount is given. */
  'wish.release': Action<'admin', typeof wishRelease, { reservedFen: Fen; availableFen: Fen }>;
  'wish.cost': Action<'admin', typeof wishCost, WishCost>;
  /** 双人复核: above the limit a second admin approves; raising or lifting it takes two as well. */
  'fund.rules': Action<
    'admin',
    typeof fundRules,
    { dualControlAboveFen: Fen | null; approvalId?: string }
  >;
  /**
   * Of one fund, or whatever waits for a second person: with what moves no money, and lost packs.
   * Admins see all, the oldest that wait first; other staff what they asked for.
   */
  'approval.list': Action<'staff', typeof approvalList, Page<ApprovalView>>;
  /**
   * Booked by the totals of this moment; what cannot be booked now stays pending. A takeover is
   * decided by district staff of the area or an admin, everything else by an admin.
   */
  'approval.decide': Action<
    'staff',
    typeof approvalDecide,
    /** `availableFen` of what moved a fund. */
    { state: ApprovalState; availableFen?: Fen }
  >;
  'approval.withdraw': Action<'staff', typeof approvalWithdraw, { state: ApprovalState }>;
  /** Recomputes a part of the ledger; the cursor carries the sums so far. */
  'fund.check': Action<
    'auditor',
    typeof fundCheck,
    { ok: boolean; checked: number; firstBroken?: string; next?: string }
  >;
  /**
   * Notes at a spend which invoice it stands on. A correction says which number it replaces:
   * where that is no longer the number, somebody else was quicker (`CONFLICT`).
   */
  'gift.invoice': Action<'admin', typeof giftInvoice, { invoiceId: string }>;
  /** Enters an invoice's total as it is on paper; again: corrects it. */
  'fund.invoice': Action<'admin', typeof fundInvoice, { invoiceId: string }>;
  /** Spends without an invoice, paged, and with the first page every invoice that does not fit. */
  'fund.reconcile': Action<
    'auditor',
    typeof fundReconcile,
    { withoutInvoice: LedgerEntry[]; invoices: InvoiceView[]; next?: string }
  >;
  /** Who gave, what of it went back left out, the largest first. */
  'fund.donors': Action<
    'auditor',
    typeof fundDonors,
    { items: { donor: string; donations: number; donatedFen: Fen }[] }
  >;
  /** 公示: from donors to gifts in sums; the file is deleted within hours. */
  'fund.report': Action<
    'auditor',
    typeof fundReport,
    { fileId: string; url: string; unprintable: string[] }
  >;
  /** 感谢函: what one donor's money did, as a PDF. */
  'fund.statement': Action<
    'auditor',
    typeof fundStatement,
    { fileId: string; url: string; unprintable: string[] }
  >;
}
