/** What is bought, arrives, lies in stock, is replaced or defective. */

import type { EpochMs, Fen, WishCategory, WishDetails } from './common';

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
