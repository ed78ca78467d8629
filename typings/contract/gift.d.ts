/** What is bought, arrives, lies in stock, is replaced or defective. */

import type { pageOfCampaign } from '../../cloudfunctions/input/fields';
import type * as input from '../../cloudfunctions/input/gift';
import type {
  Action,
  Empty,
  EpochMs,
  Fen,
  Page,
  WishCategory,
  WishDetails,
  WishState,
} from './common';
import type { SheetProblem } from './entry';

/** How a defective gift was settled. */
export type DefectOutcome = 'replaced' | 'repaired' | 'refunded' | 'declined';

/** A funded wish whose gift is still to come; '' where the family did not say. */
export interface WantedRow {
  wishId: string;
  wishNo: string;
  alias: string;
  communityId: string;
  communityName: string;
  category: WishCategory;
  title: string;
  size: string;
  colour: string;
  model: string;
  /** Details that were written as one text. */
  words: string;
  /** Equal for wishes that are for the same thing. */
  key: string;
  reservedFen: Fen;
  cardNo?: string;
  /** The event of its card. */
  eventId?: string;
  /** The live order that it stands in. */
  orderId?: string;
  /** 替换 that waits for the guardian. */
  substitution?: { no: number; title: string; priceFen: Fen; byPhone: boolean };
  /** The guardian wants no other thing. */
  declined: boolean;
}

export type OrderState = 'draft' | 'ordered' | 'partly_arrived' | 'arrived' | 'cancelled';

/** 订单 as it is listed. */
export interface OrderRow {
  orderId: string;
  orderNo: string;
  supplier: string;
  state: OrderState;
  expectedAt?: EpochMs;
  createdAt: EpochMs;
  /** Gifts that count: dropped ones left out. */
  gifts: number;
  arrived: number;
  /** Sum of the agreed prices of those. */
  totalFen: Fen;
}

export interface OrderLineView {
  wishId: string;
  wishNo: string;
  alias: string;
  communityName: string;
  title: string;
  details?: WishDetails;
  /** As agreed; what was paid, once it has come. */
  priceFen: Fen;
  /** What the gift may cost, while it is to come. */
  reservedFen?: Fen;
  /** The event of its card. */
  eventId?: string;
  state: 'due' | 'arrived' | 'dropped';
}

export interface OrderView extends OrderRow {
  note: string;
  lines: OrderLineView[];
}

/** 库存: pieces of one thing that are paid for and belong to no wish. */
export interface StockRow {
  stockId: string;
  title: string;
  category: WishCategory;
  details?: WishDetails;
  priceFen: Fen;
  supplier: string;
  stationId?: string;
  shelf: string;
  quantity: number;
  left: number;
  /** The gift of a wish that ended, and not bought in bulk. */
  fromWish: boolean;
  at: EpochMs;
}

/** A defective gift in the inbox of staff. */
export interface DefectRow {
  defectId: string;
  wishId: string;
  wishNo: string;
  alias: string;
  communityName: string;
  title: string;
  reason: string;
  reportedBy: 'family' | 'staff';
  at: EpochMs;
  outcome?: DefectOutcome;
  words?: string;
}

export interface FamilyGiftActions {
  /** Answers what staff propose in place of what cannot be had. */
  'substitution.answer': Action<'guardian', typeof input.substitutionAnswer, { state: WishState }>;
  /** Reports a defective gift within 30 days of its hand-over. */
  'gift.defect': Action<'guardian', typeof input.giftDefect, { defectId: string }>;
}

export interface StaffGiftActions {
  'gift.arrive': Action<'staff', typeof input.giftArrive, { state: WishState }>;
  /** Up to 20 gifts in one go, each once by itself; one that cannot be taken says why. */
  'gift.arriveMany': Action<
    'staff',
    typeof input.giftArriveMany,
    { results: { wishId: string; state?: WishState; problem?: string }[] }
  >;
  /** 到货表: gifts that are on their way, to fill in as they come; `more`: not all had room. */
  'arrival.sheet': Action<
    'staff',
    typeof input.arrivalSheet,
    { fileId: string; url: string; rows: number; more: boolean }
  >;
  /** A dry run of a filled 到货表: what would be booked, row by row. Books nothing. */
  'arrival.check': Action<
    'staff',
    typeof input.filledArrivals,
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
  'arrival.marked': Action<'staff', typeof input.filledArrivals, { fileId: string; url: string }>;
  /**
   * Books the next gifts of a 到货表, each once: the same sheet again books nothing. Goes on from
   * `next` until there is none.
   */
  'arrival.import': Action<
    'staff',
    typeof input.arrivalImport,
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
  'gift.shelve': Action<'staff', typeof input.giftShelve, { shelf: string }>;
  /** What is to be bought: funded wishes whose gift has not come, oldest first. */
  'gift.wanted': Action<'staff', typeof input.giftWanted, Page<WantedRow>>;
  /** A new order, or the lines of an open one that are still to come; prices within each reserve. */
  'order.save': Action<
    'staff',
    typeof input.orderSave,
    { orderId: string; orderNo: string; state: OrderState }
  >;
  /** The order went out to the supplier. */
  'order.place': Action<'staff', typeof input.oneOrder, { state: OrderState }>;
  /** Nothing more will come; its wishes can be ordered elsewhere. */
  'order.cancel': Action<'staff', typeof input.oneOrder, { state: OrderState }>;
  /** The newest first. */
  'order.list': Action<'staff', typeof pageOfCampaign, Page<OrderRow>>;
  'order.open': Action<'staff', typeof input.orderOpen, OrderView>;
  /** What is in stock, the oldest first. */
  'stock.list': Action<'staff', typeof input.stockList, Page<StockRow>>;
  /** Bought in bulk: its whole price is reserved and spent at once. */
  'stock.add': Action<
    'admin',
    typeof input.stockAdd,
    /** `approvalId`: with what the caller moved today it is above the fund's limit, and waits. */
    { stockId: string; availableFen: Fen; approvalId?: string }
  >;
  /** Gives a piece to a funded wish: it was paid for, so the wish's reserve is released. */
  'stock.use': Action<'staff', typeof input.stockUse, { state: WishState; left: number }>;
  'stock.writeOff': Action<'staff', typeof input.stockWriteOff, { left: number }>;
  /** 替换: asks the guardian whether another thing within the reserve would do. */
  'substitution.propose': Action<'staff', typeof input.substitutionPropose, { no: number }>;
  'substitution.cancel': Action<'staff', typeof input.substitutionCancel, Empty>;
  /** The answer by phone of a family that is not in the app. */
  'substitution.record': Action<'staff', typeof input.substitutionRecord, { state: WishState }>;
  /** Reports a defective gift for a family, within 30 days of its hand-over. */
  'gift.defect': Action<'staff', typeof input.giftDefect, { defectId: string }>;
  'defect.list': Action<'staff', typeof input.defectList, Page<DefectRow>>;
  'defect.settle': Action<'staff', typeof input.defectSettle, { state: 'settled' }>;
}
