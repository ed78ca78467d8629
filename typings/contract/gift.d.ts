/** What is bought, arrives, lies in stock, is replaced or defective. */

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
  /** Answers what staff propose in place of what cannot be had; `no` is the proposal that was read. */
  'substitution.answer': Action<
    'guardian',
    { requestId: string; wishId: string; no: number; agree: boolean },
    { state: WishState }
  >;
  /** Reports a defective gift within 30 days of its hand-over. */
  'gift.defect': Action<
    'guardian',
    { requestId: string; wishId: string; reason: string },
    { defectId: string }
  >;
}

export interface StaffGiftActions {
  'gift.arrive': Action<
    'staff',
    {
      requestId: string;
      wishId: string;
      priceFen: Fen;
      stationId: string;
      /** The event whose desk that is. A card's own event wins; without either, any event's. */
      eventId?: string;
      /** Of the order, where it stands in one and nothing is said. */
      supplier?: string;
      invoiceNo?: string;
      shelf?: string;
    },
    { state: WishState }
  >;
  /** Up to 20 gifts in one go, each once by itself; one that cannot be taken says why. */
  'gift.arriveMany': Action<
    'staff',
    {
      requestId: string;
      stationId: string;
      eventId?: string;
      supplier?: string;
      invoiceNo?: string;
      gifts: { wishId: string; priceFen: Fen; shelf?: string }[];
    },
    { results: { wishId: string; state?: WishState; problem?: string }[] }
  >;
  /**
   * 到货表: gifts that are on their way, to fill in as they come; `more`: not all had room. Of an
   * event: its desks, and the gifts that have a card of it or none.
   */
  'arrival.sheet': Action<
    'staff',
    { campaignId: string; eventId?: string },
    { fileId: string; url: string; rows: number; more: boolean }
  >;
  /** A dry run of a filled 到货表: what would be booked, row by row. Books nothing. */
  'arrival.check': Action<
    'staff',
    { campaignId: string; fileId: string },
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
  'arrival.marked': Action<
    'staff',
    { campaignId: string; fileId: string },
    { fileId: string; url: string }
  >;
  /**
   * Books the next gifts of a 到货表, each once: the same sheet again books nothing. Goes on from
   * `next` until there is none.
   */
  'arrival.import': Action<
    'staff',
    { requestId: string; campaignId: string; fileId: string; cursor?: number },
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
  /** Puts a gift that is there onto a place of its desk's shelf; '' takes the place away. */
  'gift.shelve': Action<
    'staff',
    { requestId: string; wishId: string; shelf: string },
    { shelf: string }
  >;
  /** What is to be bought: funded wishes whose gift has not come, oldest first. */
  'gift.wanted': Action<
    'staff',
    { campaignId: string; communityId?: string; cursor?: string; limit?: number },
    Page<WantedRow>
  >;
  /** A new order, or the lines of an open one that are still to come; prices within each reserve. */
  'order.save': Action<
    'staff',
    {
      requestId: string;
      orderId?: string;
      campaignId: string;
      supplier: string;
      lines: { wishId: string; priceFen: Fen }[];
      expectedAt?: EpochMs;
      note?: string;
    },
    { orderId: string; orderNo: string; state: OrderState }
  >;
  /** The order went out to the supplier. */
  'order.place': Action<'staff', { requestId: string; orderId: string }, { state: OrderState }>;
  /** Nothing more will come; its wishes can be ordered elsewhere. */
  'order.cancel': Action<'staff', { requestId: string; orderId: string }, { state: OrderState }>;
  /** The newest first. */
  'order.list': Action<
    'staff',
    { campaignId: string; cursor?: string; limit?: number },
    Page<OrderRow>
  >;
  'order.open': Action<'staff', { orderId: string }, OrderView>;
  /** What is in stock, the oldest first. */
  'stock.list': Action<
    'staff',
    { campaignId: string; search?: string; cursor?: string; limit?: number },
    Page<StockRow>
  >;
  /** Bought in bulk: its whole price is reserved and spent at once. */
  'stock.add': Action<
    'admin',
    {
      requestId: string;
      campaignId: string;
      title: string;
      category: WishCategory;
      details?: WishDetails;
      quantity: number;
      /** Of one piece. */
      priceFen: Fen;
      supplier: string;
      invoiceNo?: string;
      stationId?: string;
      shelf?: string;
    },
    /** `approvalId`: with what the caller moved today it is above the fund's limit, and waits. */
    { stockId: string; availableFen: Fen; approvalId?: string }
  >;
  /** Gives a piece to a funded wish: it was paid for, so the wish's reserve is released. */
  'stock.use': Action<
    'staff',
    {
      requestId: string;
      stockId: string;
      wishId: string;
      stationId: string;
      eventId?: string;
      shelf?: string;
    },
    { state: WishState; left: number }
  >;
  'stock.writeOff': Action<
    'staff',
    { requestId: string; stockId: string; count: number; reason: string },
    { left: number }
  >;
  /** 替换: asks the guardian whether another thing within the reserve would do. */
  'substitution.propose': Action<
    'staff',
    {
      requestId: string;
      wishId: string;
      title: string;
      details?: WishDetails;
      priceFen: Fen;
      reason: string;
    },
    { no: number }
  >;
  'substitution.cancel': Action<'staff', { requestId: string; wishId: string; no: number }, Empty>;
  /** The answer by phone of a family that is not in the app. */
  'substitution.record': Action<
    'staff',
    { requestId: string; wishId: string; no: number; agree: boolean; note: string },
    { state: WishState }
  >;
  /** Reports a defective gift for a family, within 30 days of its hand-over. */
  'gift.defect': Action<
    'staff',
    { requestId: string; wishId: string; reason: string },
    { defectId: string }
  >;
  'defect.list': Action<
    'staff',
    { campaignId: string; state: 'open' | 'settled'; cursor?: string },
    Page<DefectRow>
  >;
  /** `stockId` is what a `replaced` gift was replaced from; `words` are for the family. */
  'defect.settle': Action<
    'staff',
    {
      requestId: string;
      defectId: string;
      outcome: DefectOutcome;
      words: string;
      stockId?: string;
    },
    { state: 'settled' }
  >;
}
