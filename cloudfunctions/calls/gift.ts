import * as v from 'valibot';
import type {
  Action,
  DefectRow,
  Empty,
  Fen,
  OrderRow,
  OrderState,
  OrderView,
  Page,
  SheetProblem,
  StockRow,
  WantedRow,
  WishState,
} from '../../typings/contract';
import type { DefectOutcome } from '../../typings/contract/gift';
import { invoiceNo, supplier } from './bill-fields';
import {
  category,
  details,
  epochMs,
  fen,
  id,
  limit,
  line,
  requestId,
  text,
  type pageOfCampaign,
} from './fields';
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

export interface FamilyGiftActions {
  /** Answers what staff propose in place of what cannot be had. */
  'substitution.answer': Action<'guardian', typeof substitutionAnswer, { state: WishState }>;
  /** Reports a defective gift within 30 days of its hand-over. */
  'gift.defect': Action<'guardian', typeof giftDefect, { defectId: string }>;
}

export interface StaffGiftActions {
  'gift.arrive': Action<'staff', typeof giftArrive, { state: WishState }>;
  /** Up to 20 gifts in one go, each once by itself; one that cannot be taken says why. */
  'gift.arriveMany': Action<
    'staff',
    typeof giftArriveMany,
    { results: { wishId: string; state?: WishState; problem?: string }[] }
  >;
  /** 到货表: gifts that are on their way, to fill in as they come; `more`: not all had room. */
  'arrival.sheet': Action<
    'staff',
    typeof arrivalSheet,
    { fileId: string; url: string; rows: number; more: boolean }
  >;
  /** A dry run of a filled 到货表: what would be booked, row by row. Books nothing. */
  'arrival.check': Action<
    'staff',
    typeof filledArrivals,
    {
      /** Gifts that would be booked, and what they cost. */
      ready: number;
      totalFen: Fen;
      /** Gifts that were booked before, at the same price. */
      known: number;
      /** Rows left empty: they have not come. */
      waiting: number;
      /** Rows that cannot be booked. */
      wrong: number;
      problemCount: number;
      problems: SheetProblem[];
      /** Rows that are hidden or filtered out in Excel: they are read like the others. */
      hidden: number;
    }
  >;
  /** The sheet as it was sent, with what is wrong marked in its cells. */
  'arrival.marked': Action<'staff', typeof filledArrivals, { fileId: string; url: string }>;
  /**
   * Books the next gifts of a 到货表, each once: the same sheet again books nothing. Goes on from
   * `next` until there is none.
   */
  'arrival.import': Action<
    'staff',
    typeof arrivalImport,
    {
      /** All that are filled in. */
      rows: number;
      arrived: number;
      arrivedFen: Fen;
      known: number;
      /** What is wrong with the rows of this part that were not booked. */
      left: SheetProblem[];
      next?: number;
    }
  >;
  /** Puts a gift that is there onto a place of its desk's shelf. */
  'gift.shelve': Action<'staff', typeof giftShelve, { shelf: string }>;
  /** What is to be bought: funded wishes whose gift has not come, oldest first. */
  'gift.wanted': Action<'staff', typeof giftWanted, Page<WantedRow>>;
  /** A new order, or the lines of an open one that are still to come; prices within each reserve. */
  'order.save': Action<
    'staff',
    typeof orderSave,
    { orderId: string; orderNo: string; state: OrderState }
  >;
  /** The order went out to the supplier. */
  'order.place': Action<'staff', typeof oneOrder, { state: OrderState }>;
  /** Nothing more will come; its wishes can be ordered elsewhere. */
  'order.cancel': Action<'staff', typeof oneOrder, { state: OrderState }>;
  /** The newest first. */
  'order.list': Action<'staff', typeof pageOfCampaign, Page<OrderRow>>;
  'order.open': Action<'staff', typeof orderOpen, OrderView>;
  /** What is in stock, the oldest first. */
  'stock.list': Action<'staff', typeof stockList, Page<StockRow>>;
  /** Bought in bulk: its whole price is reserved and spent at once. */
  'stock.add': Action<
    'admin',
    typeof stockAdd,
    /** `approvalId`: with what the caller moved today it is above the fund's limit, and waits. */
    { stockId: string; availableFen: Fen; approvalId?: string }
  >;
  /** Gives a piece to a funded wish: it was paid for, so the wish's reserve is released. */
  'stock.use': Action<'staff', typeof stockUse, { state: WishState; left: number }>;
  'stock.writeOff': Action<'staff', typeof stockWriteOff, { left: number }>;
  /** 替换: asks the guardian whether another thing within the reserve would do. */
  'substitution.propose': Action<'staff', typeof substitutionPropose, { no: number }>;
  'substitution.cancel': Action<'staff', typeof substitutionCancel, Empty>;
  /** The answer by phone of a family that is not in the app. */
  'substitution.record': Action<'staff', typeof substitutionRecord, { state: WishState }>;
  /** Reports a defective gift for a family, within 30 days of its hand-over. */
  'gift.defect': Action<'staff', typeof giftDefect, { defectId: string }>;
  'defect.list': Action<'staff', typeof defectList, Page<DefectRow>>;
  'defect.settle': Action<'staff', typeof defectSettle, { state: 'settled' }>;
}
