import type { EpochMs, Fen, WishCategory, WishDetails } from '../../../typings/contract';
import type { AreaPath } from '../common/access';
import { refuse } from '../common/refusal';

/** A piece that went to a wish: as its gift, or in place of one that was defective. */
export interface StockUse {
  wishId: string;
  as: 'gift' | 'replacement';
  at: EpochMs;
  by: string;
}

/** Pieces that can be given to nobody any more. */
export interface WriteOff {
  count: number;
  reason: string;
  at: EpochMs;
  by: string;
}

/**
 * 库存: pieces of one thing, all paid for: bought in bulk, or the gift of a wish that ended.
 * `left = quantity − uses − written off ≥ 0`; one piece is used at most once.
 */
export interface Lot {
  _id: string;
  campaignId: string;
  /** Of the wish that it was bought for; empty for what was bought in bulk. */
  areaPath: AreaPath;
  title: string;
  category: WishCategory;
  details: WishDetails | null;
  /** What one piece cost. */
  priceFen: Fen;
  supplier: string;
  invoiceNo: string;
  stationId: string | null;
  shelf: string;
  fromWishId: string | null;
  quantity: number;
  left: number;
  /** `left > 0`, to look it up by. */
  inStock: boolean;
  uses: StockUse[];
  writeOffs: WriteOff[];
  at: EpochMs;
  /** Order and cursor: time and a tail. */
  key: string;
}

const without = (lot: Lot, count: number): Lot => {
  if (lot.left < count) {
    refuse('FAILED_PRECONDITION', `「${lot.title}」只剩 ${lot.left} 件，请刷新库存后再选。`);
  }
  const left = lot.left - count;
  return { ...lot, left, inStock: left > 0 };
};

/** Takes one piece. @throws Refusal FAILED_PRECONDITION where none is left */
export const useOne = (lot: Lot, use: StockUse): Lot => ({
  ...without(lot, 1),
  uses: [...lot.uses, use],
});

/** A piece comes back from the wish that it had been taken for. */
export const takeBack = (lot: Lot, wishId: string): Lot => {
  const place = lot.uses.findLastIndex((use) => use.wishId === wishId && use.as === 'gift');
  const returned =
    place < 0
      ? { quantity: lot.quantity + 1 }
      : { uses: lot.uses.filter((_, index) => index !== place) };
  return { ...lot, ...returned, left: lot.left + 1, inStock: true };
};

/** Writes pieces off. @throws Refusal FAILED_PRECONDITION where fewer are left */
export const writeOff = (lot: Lot, off: WriteOff): Lot => ({
  ...without(lot, off.count),
  writeOffs: [...lot.writeOffs, off],
});

/**
 * Money came back for the gift that a wish left behind. Part of its price: it costs less. All of
 * it: it went back to the supplier.
 * @throws Refusal FAILED_PRECONDITION where it was given on meanwhile
 */
export const repriced = (lot: Lot, priceFen: Fen, by: { personId: string; now: EpochMs }): Lot => {
  if (priceFen > 0) return { ...lot, priceFen };
  if (lot.left === 0) {
    refuse('FAILED_PRECONDITION', `「${lot.title}」已经用掉，不能全额退回，请核对退款金额。`);
  }
  return writeOff(lot, { count: lot.left, reason: '退回供应商', at: by.now, by: by.personId });
};
