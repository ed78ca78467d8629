import * as v from 'valibot';
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
