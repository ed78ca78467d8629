import type { EpochMs, Fen } from '../../../typings/contract';
import type { Lot } from '../gift/stock';
import { fen } from '../money/money';
import { giftIdOf, type Wish } from './wish';

/** What a change of a wish books on its fund. */
export interface WishBooking {
  entryId: string;
  type: 'reserve' | 'release' | 'spend';
  amountFen: Fen;
  wishId: string;
}

/** The ledger entries that lead from one state of a wish to the next. */
export const bookingsBetween = (before: Wish, after: Wish): WishBooking[] => {
  const booking = (type: WishBooking['type'], amount: number, mark = ''): WishBooking => ({
    entryId: `${type}#${after._id}#${after.fundings}${mark}`,
    type,
    amountFen: fen(amount),
    wishId: after._id,
  });
  if (after.fundings > before.fundings && after.reservedFen !== null) {
    return [booking('reserve', after.reservedFen)];
  }
  if (before.reservedFen === null) return [];
  if (after.reservedFen !== null) {
    const more = after.reservedFen - before.reservedFen;
    const mark = `#${after.adjustments ?? 0}`;
    if (more === 0) return [];
    return [more > 0 ? booking('reserve', more, mark) : booking('release', -more, mark)];
  }
  // What comes from stock was paid for already.
  const isBought = after.state === 'ready' && after.gift?.stockId == null;
  const spent = isBought ? after.priceFen : null;
  const rest = before.reservedFen - (spent ?? 0);
  return [
    ...(spent === null ? [] : [booking('spend', spent)]),
    ...(rest > 0 ? [booking('release', rest)] : []),
  ];
};

/** Which funding of its wish a spend belongs to, and how often it was corrected, by the entry's id. */
export const placeOfSpend = (entryId: string): { funding: number; correction: number } => {
  const [, , funding, correction] = entryId.split('#');
  return { funding: Number(funding), correction: Number(correction ?? 0) };
};

/**
 * The wish ends or goes back while its gift lies at a desk. A gift that a family kept, or that
 * broke, leaves the wish `funded` with nothing in hand, and stock with nothing either.
 */
export const leavesGift = (before: Wish, after: Wish): boolean =>
  before.state === 'ready' && after.state !== 'ready' && after.state !== 'funded';

/** The gift of a wish that ended, as one piece in stock. */
export const leftBehind = (wish: Wish, priceFen: Fen, now: EpochMs): Omit<Lot, 'key'> => ({
  _id: giftIdOf(wish),
  campaignId: wish.campaignId,
  areaPath: wish.areaPath,
  title: wish.title,
  category: wish.category,
  details: wish.details,
  priceFen,
  supplier: wish.gift?.supplier ?? '',
  invoiceNo: wish.gift?.invoiceNo ?? '',
  stationId: wish.stationId,
  shelf: wish.gift?.shelf ?? '',
  fromWishId: wish._id,
  quantity: 1,
  left: 1,
  inStock: true,
  uses: [],
  writeOffs: [],
  at: now,
});
