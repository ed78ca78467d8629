import * as v from 'valibot';
import type { DefectOutcome } from '../../typings/contract/gift';
import { invoiceNo, supplier } from './bill-fields';
import { category, details, epochMs, fen, id, limit, line, requestId, text } from './fields';
import { sheetCursor, sheetFileId } from './sheet-fields';

/** Gifts that one call takes: each is a transaction of its own, and the call stays below 3 s. */
export const MAX_ARRIVALS = 20;

/** Wishes of one order: each is changed in the order's own transaction. */
const MAX_LINES = 40;

const MAX_PIECES = 1000;

const OUTCOMES: [DefectOutcome, ...DefectOutcome[]] = [
  'replaced',
  'repaired',
  'refunded',
  'declined',
];

/** A place on the shelf of a desk. */
const shelf = text(10, 0);

/** The number of a proposal. */
const no = v.pipe(v.number('需要一个数字'), v.integer('需要整数'), v.minValue(1, '至少 1'));

const pieces = v.pipe(
  v.number('需要件数'),
  v.integer('件数应为整数'),
  v.minValue(1, '至少 1 件'),
  v.maxValue(MAX_PIECES, `最多 ${MAX_PIECES} 件`),
);

export const giftArrive = v.strictObject({
  requestId,
  wishId: id,
  priceFen: fen,
  stationId: id,
  /** The event whose desk that is. A card's own event wins; without either, any event's. */
  eventId: v.exactOptional(id),
  /** Of the order, where it stands in one and nothing is said. */
  supplier: v.exactOptional(supplier),
  invoiceNo: v.exactOptional(invoiceNo),
  shelf: v.exactOptional(shelf),
});

export const giftArriveMany = v.strictObject({
  requestId,
  stationId: id,
  eventId: v.exactOptional(id),
  supplier: v.exactOptional(supplier),
  invoiceNo: v.exactOptional(invoiceNo),
  gifts: v.pipe(
    v.array(v.strictObject({ wishId: id, priceFen: fen, shelf: v.exactOptional(shelf) })),
    v.minLength(1, '请至少选择一份礼物'),
    v.maxLength(MAX_ARRIVALS, `一次最多 ${MAX_ARRIVALS} 份`),
    v.check(
      (given) => new Set(given.map(({ wishId }) => wishId)).size === given.length,
      '同一份礼物选了两次',
    ),
  ),
});

/** `shelf`: '' takes the place away. */
export const giftShelve = v.strictObject({ requestId, wishId: id, shelf });

export const giftWanted = v.strictObject({
  campaignId: id,
  communityId: v.exactOptional(id),
  cursor: v.exactOptional(id),
  limit: v.exactOptional(limit),
});

export const giftDefect = v.strictObject({ requestId, wishId: id, reason: text(200) });

export const arrivalSheet = v.strictObject({
  campaignId: id,
  /** Its desks, and the gifts that have a card of it or none. */
  eventId: v.exactOptional(id),
});

/** A 到货表 that was filled in. */
export const filledArrivals = v.strictObject({ campaignId: id, fileId: sheetFileId });

export const arrivalImport = v.strictObject({
  requestId,
  ...filledArrivals.entries,
  cursor: sheetCursor,
});

export const orderSave = v.strictObject({
  requestId,
  /** Of an open one; a new one without. */
  orderId: v.exactOptional(id),
  campaignId: id,
  supplier,
  lines: v.pipe(
    v.array(v.strictObject({ wishId: id, priceFen: fen })),
    v.minLength(1, '请至少选择一个心愿'),
    v.maxLength(MAX_LINES, `一个订单最多 ${MAX_LINES} 份，请分成几个订单`),
    v.check(
      (given) => new Set(given.map(({ wishId }) => wishId)).size === given.length,
      '同一个心愿选了两次',
    ),
  ),
  expectedAt: v.exactOptional(epochMs),
  note: v.exactOptional(text(100, 0)),
});

export const oneOrder = v.strictObject({ requestId, orderId: id });

export const orderOpen = v.strictObject({ orderId: id });

export const stockList = v.strictObject({
  campaignId: id,
  search: v.exactOptional(text(20)),
  cursor: v.exactOptional(id),
  limit: v.exactOptional(limit),
});

export const stockAdd = v.strictObject({
  requestId,
  campaignId: id,
  title: text(20),
  category,
  details: v.exactOptional(details),
  quantity: pieces,
  /** Of one piece. */
  priceFen: fen,
  supplier,
  invoiceNo: v.exactOptional(invoiceNo),
  stationId: v.exactOptional(id),
  shelf: v.exactOptional(shelf),
});

export const stockUse = v.strictObject({
  requestId,
  stockId: id,
  wishId: id,
  stationId: id,
  eventId: v.exactOptional(id),
  shelf: v.exactOptional(shelf),
});

export const stockWriteOff = v.strictObject({
  requestId,
  stockId: id,
  count: pieces,
  reason: text(100),
});

export const substitutionPropose = v.strictObject({
  requestId,
  wishId: id,
  title: line(20),
  details: v.exactOptional(details),
  priceFen: fen,
  reason: text(100),
});

export const substitutionCancel = v.strictObject({ requestId, wishId: id, no });

export const substitutionAnswer = v.strictObject({
  requestId,
  wishId: id,
  /** Of the proposal that was read. */
  no,
  agree: v.boolean(),
});

export const substitutionRecord = v.strictObject({
  ...substitutionAnswer.entries,
  note: text(100),
});

export const defectList = v.strictObject({
  campaignId: id,
  state: v.picklist(['open', 'settled'], '请选择待处理或已处理'),
  cursor: v.exactOptional(id),
});

export const defectSettle = v.strictObject({
  requestId,
  defectId: id,
  outcome: v.picklist(OUTCOMES, '请选择更换、维修、退款或不受理'),
  /** For the family. */
  words: text(200),
  /** What a `replaced` gift was replaced from. */
  stockId: v.exactOptional(id),
});
