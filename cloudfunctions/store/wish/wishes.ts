import { byIds } from '../common/by-ids';
import type { EpochMs, Fen, WishCategory, WishState } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { followWish, isRedeemed, type Card } from '../../domain/card/card';
import { remember } from '../../domain/card/card-history';
import { orderAfter } from '../../domain/gift/order';
import { fen, supplierRefund } from '../../domain/money/money';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { repriced, takeBack } from '../../domain/gift/stock';
import {
  bookingsBetween,
  leavesGift,
  leftBehind,
  placeOfSpend,
} from '../../domain/wish/consequences';
import { giftIdOf, stateOf, type Wish } from '../../domain/wish/wish';
import { refundGift } from '../../domain/wish/reserve';
import { command, findAll, read, find, count } from '../common/database';
import { bookEntries, reversalId, type Booker, type Entry } from '../money/funds';
import { keyAt } from '../common/page-keys';
import type { Work } from '../common/requests';
import type { FundEntryRecord } from '../../domain/money/records';

/** @throws Refusal NOT_FOUND */
export const getWish = async (wishId: string): Promise<Wish> =>
  (await read('wishes', wishId)) ?? refuseAbsent('没有找到这个心愿。');

export const wishesOf = (personId: string): Promise<Wish[]> =>
  findAll('wishes', { guardianIds: personId });

export const wishesOfChild = (childId: string): Promise<Wish[]> => findAll('wishes', { childId });

const IN_LIST = 100;

/** The cards of these wishes, by wish: what `fulfilled` is read from. */
export const cardsOf = async (wishes: readonly Wish[]): Promise<Map<string, Card>> => {
  const ids = wishes.flatMap(({ cardId }) => (cardId === null ? [] : [cardId]));
  const cards = await byIds('cards', ids);
  return new Map([...cards.values()].map((card) => [card.wishId, card]));
};

/** Wishes by id; those that are gone are left out. */
export const wishesById = async (wishIds: readonly string[]): Promise<Wish[]> => [
  ...(await byIds('wishes', wishIds)).values(),
];

/** Wishes of a campaign by their public numbers; of one number there may be two. */
export const wishesByNumber = async (
  campaignId: string,
  wishNos: readonly string[],
): Promise<Wish[]> => {
  const wishes: Wish[] = [];
  for (let start = 0; start < wishNos.length; start += IN_LIST) {
    const wishNo = command.in([...wishNos.slice(start, start + IN_LIST)]);
    wishes.push(...(await findAll('wishes', { campaignId, wishNo })));
  }
  return wishes;
};

/** The public numbers of some wishes, by id. */
export const wishNumbers = async (wishIds: readonly string[]): Promise<Map<string, string>> => {
  const wishes = await wishesById(wishIds);
  return new Map(wishes.map(({ _id, wishNo }) => [_id, wishNo]));
};

/** Of these wishes, those whose gift has come: their category, and whether it was handed over. */
export const litWishes = async (
  wishIds: readonly string[],
): Promise<Map<string, { category: WishCategory; isDelivered: boolean }>> => {
  const wishes = await wishesById(wishIds);
  const cards = await cardsOf(wishes);
  const lit = new Map<string, { category: WishCategory; isDelivered: boolean }>();
  for (const wish of wishes) {
    if (wish.state !== 'ready') continue;
    const isDelivered = stateWith(wish, cards) === 'fulfilled';
    lit.set(wish._id, { category: wish.category, isDelivered });
  }
  return lit;
};

export const stateWith = (wish: Wish, cards: Map<string, Card>): WishState =>
  stateOf(wish, isRedeemed(cards.get(wish._id)));

/** Puts the gift that a wish has in hand into stock. */
export const putIntoStock = async (work: Work, wish: Wish, now: EpochMs): Promise<void> => {
  if (wish.priceFen === null) return;
  const known = await work.get('stock', giftIdOf(wish));
  const lot = leftBehind(wish, wish.priceFen, now);
  const kept = { ...lot, key: keyAt(now, lot._id) };
  await work.put('stock', known ? takeBack(known, wish._id) : kept);
};

/** The order that a wish stands in learns what became of it. */
const followOrder = async (work: Work, before: Wish, after: Wish, now: EpochMs): Promise<void> => {
  if (before.orderId == null) return;
  const order = await work.get('orders', before.orderId);
  const next = order && orderAfter(order, before, after, now);
  if (next) await work.put('orders', next);
};

/**
 * Changes a wish by a decision of the domain, and with it all that follows from it in the same
 * transaction: the ledger, the card, its order, the gift that goes to stock.
 */
export const changeWish = async (
  work: Work,
  wishId: string,
  by: Booker,
  decide: (wish: Wish, card: Card | null) => Wish | Promise<Wish>,
): Promise<{ wish: Wish; availableFen: Fen }> => {
  const wish = await work.get('wishes', wishId);
  if (!wish) return refuseAbsent('没有找到这个心愿。');
  const card = wish.cardId === null ? null : await work.get('cards', wish.cardId);
  const next = await decide(wish, card);
  const availableFen = await bookEntries(work, wish.fundId, bookingsBetween(wish, next), by);
  await work.put('wishes', next);
  if (card) {
    const followed = { ...card, ...followWish(card, next) };
    await work.put('cards', {
      ...remember(card, followed, `wish.${next.state}`, by.now),
      version: card.version + 1,
      updatedAt: by.now,
    });
  }
  await followOrder(work, wish, next, by.now);
  if (leavesGift(wish, next)) await putIntoStock(work, wish, by.now);
  return { wish: next, availableFen };
};

/** What follows from money back for the gift of a wish: it costs less or is gone, in stock as well. */
const followRefund = async (
  work: Work,
  wishId: string,
  { funding, leftFen, backFen }: { funding: number; leftFen: Fen; backFen: Fen },
  by: Booker,
): Promise<void> => {
  await changeWish(work, wishId, by, (before, card) => {
    if (isOwnChild(before, by.personId)) {
      refuse('PERMISSION_DENIED', '不能为自己孩子的心愿办理善款，请由同事办理。');
    }
    const isInHand = before.state === 'ready' && before.fundings === funding;
    return isInHand ? refundGift(before, isRedeemed(card), backFen, by) : before;
  });
  const lot = await work.get('stock', `stock#${wishId}#${funding}`);
  if (lot) await work.put('stock', repriced(lot, leftFen, by));
};

/**
 * Books what a supplier gave back of a spend, and what follows: the gift in hand costs less or is
 * gone, one in stock as well.
 * @throws Refusal FAILED_PRECONDITION a spend taken back already, more than was spent, all of the
 *   price of a gift that was handed over or given on, or a purchase for stock;
 *   PERMISSION_DENIED own child.
 */
export const refundFromSupplier = async (
  work: Work,
  spend: FundEntryRecord,
  backFen: Fen,
  by: Booker,
): Promise<Fen> => {
  const { wishId } = spend;
  if (wishId === null) {
    return refuse('FAILED_PRECONDITION', '这是批量采购的支出，请按实际退货在库存里报损并另记。');
  }
  const { funding, correction } = placeOfSpend(spend._id);
  const bookings = supplierRefund(spend.amountFen, backFen);
  const leftFen = fen(spend.amountFen - backFen);
  await followRefund(work, wishId, { funding, leftFen, backFen }, by);
  const mark = `${wishId}#${funding}#${correction + 1}`;
  const { invoiceId = null, supplier = '', invoiceNo = '' } = spend;
  const bill = { invoiceId, supplier, invoiceNo };
  const entries = bookings.map((booking): Entry => {
    const about = { ...booking, wishId };
    return booking.type === 'reversal'
      ? { ...about, entryId: reversalId(spend._id), reversesEntryId: spend._id, bill }
      : { ...about, entryId: `${booking.type === 'spend' ? 'spend' : 'back'}#${mark}`, bill };
  });
  return bookEntries(work, spend.fundId, entries, by);
};

/** Some wishes of a campaign in a state, along their keys on the wall. */
export const wishesInState = (
  { campaignId, state, after }: { campaignId: string; state: WishState; after: string },
  limit: number,
): Promise<Wish[]> =>
  find(
    'wishes',
    { campaignId, state, wallKey: command.gt(after) },
    { orderBy: ['wallKey', 'asc'], limit },
  );

/** Whether anybody has wished for anything in a campaign. */
export const hasWishes = async (campaignId: string): Promise<boolean> =>
  (await count('wishes', { campaignId })) > 0;
