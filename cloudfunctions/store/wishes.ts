import type { EpochMs, Fen, WallItem, WishState } from '../../typings/contract';
import { followWish, isRedeemed, type Card } from '../domain/card';
import { refuse } from '../domain/refusal';
import { publicTextOf, stateOf, type Wish } from '../domain/wish';
import { command, find, findAll, read, type Where } from './database';
import { bookEntries, type Entry } from './funds';
import type { Work } from './requests';

/** @throws Refusal NOT_FOUND */
export const getWish = async (wishId: string): Promise<Wish> =>
  (await read('wishes', wishId)) ?? refuse('NOT_FOUND', '没有找到这个心愿。');

export const wishesOf = (personId: string): Promise<Wish[]> =>
  findAll('wishes', { guardianIds: personId });

export const wishesOfChild = (childId: string): Promise<Wish[]> => findAll('wishes', { childId });

const IN_LIST = 100;

/** The cards of these wishes, by wish: what `fulfilled` is read from. */
export const cardsOf = async (wishes: readonly Wish[]): Promise<Map<string, Card>> => {
  const ids = wishes.flatMap(({ cardId }) => (cardId === null ? [] : [cardId]));
  const cards: Card[] = [];
  for (let start = 0; start < ids.length; start += IN_LIST) {
    cards.push(...(await find('cards', { _id: command.in(ids.slice(start, start + IN_LIST)) })));
  }
  return new Map(cards.map((card) => [card.wishId, card]));
};

/** Wishes by id; those that are gone are left out. */
export const wishesById = async (wishIds: readonly string[]): Promise<Wish[]> => {
  const wishes: Wish[] = [];
  for (let start = 0; start < wishIds.length; start += IN_LIST) {
    const ids = wishIds.slice(start, start + IN_LIST);
    wishes.push(...(await find('wishes', { _id: command.in([...ids]) })));
  }
  return wishes;
};

/** The public numbers of up to a hundred wishes, by id. */
export const wishNumbers = async (wishIds: readonly string[]): Promise<Map<string, string>> => {
  const ids = [...new Set(wishIds)];
  if (ids.length === 0) return new Map();
  const wishes = await find('wishes', { _id: command.in(ids) });
  return new Map(wishes.map(({ _id, wishNo }) => [_id, wishNo]));
};

export const stateWith = (wish: Wish, cards: Map<string, Card>): WishState =>
  stateOf(wish, isRedeemed(cards.get(wish._id)));

/** One page of the public wall, newest first, from an allow-list of fields. */
export const wallPage = async (
  campaignId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: WallItem[]; next?: string }> => {
  const where: Where = { campaignId, onWall: true };
  if (cursor !== undefined) where['wallKey'] = command.lt(cursor);
  const wishes = await find('wishes', where, { orderBy: ['wallKey', 'desc'], limit });
  const cards = await cardsOf(wishes);
  const items = wishes.map((wish) => ({
    wishNo: wish.wishNo,
    publicText: publicTextOf(wish),
    category: wish.category,
    ageBand: wish.ageBand,
    state: stateWith(wish, cards),
  }));
  const last = wishes.at(-1);
  return wishes.length === limit && last ? { items, next: last.wallKey } : { items };
};

/** The open reserve of a wish, as the ledger names it. */
const fundingId = (kind: string, wish: Wish): string => `${kind}#${wish._id}#${wish.fundings}`;

/** The ledger entries that lead from one state of a wish to the next. */
const entriesBetween = (before: Wish, after: Wish): Entry[] => {
  const entries: Entry[] = [];
  const add = (type: Entry['type'], wish: Wish, amountFen: Fen): void => {
    entries.push({ entryId: fundingId(type, wish), type, amountFen, wishId: wish._id });
  };
  if (after.fundings > before.fundings && after.reservedFen !== null) {
    add('reserve', after, after.reservedFen);
    return entries;
  }
  if (before.reservedFen === null || after.reservedFen !== null) return entries;
  const spent = after.state === 'ready' ? after.priceFen : null;
  if (spent !== null) add('spend', after, spent);
  const rest = (before.reservedFen - (spent ?? 0)) as Fen;
  if (rest > 0) add('release', after, rest);
  return entries;
};

/**
 * The wish ends or goes back while its gift lies at a desk. A gift that a family kept, or that
 * broke, leaves the wish `funded` with nothing in hand, and stock with nothing either.
 */
const leavesGift = (before: Wish, after: Wish): boolean =>
  before.state === 'ready' && after.state !== 'ready' && after.state !== 'funded';

/**
 * Changes a wish by a decision of the domain, and with it all that follows from it in the same
 * transaction: the ledger, the card, the gift that goes to stock.
 */
export const changeWish = async (
  work: Work,
  wishId: string,
  by: { personId: string; now: EpochMs },
  decide: (wish: Wish, card: Card | null) => Wish,
): Promise<{ wish: Wish; availableFen: Fen }> => {
  const wish = await work.get('wishes', wishId);
  if (!wish) return refuse('NOT_FOUND', '没有找到这个心愿。');
  const card = wish.cardId === null ? null : await work.get('cards', wish.cardId);
  const next = decide(wish, card);
  const availableFen = await bookEntries(work, wish.fundId, entriesBetween(wish, next), by);
  await work.put('wishes', next);
  if (card) {
    await work.put('cards', {
      ...card,
      ...followWish(card, next),
      version: card.version + 1,
      updatedAt: by.now,
    });
  }
  if (leavesGift(wish, next) && wish.priceFen !== null) {
    await work.put('stock', {
      _id: fundingId('stock', wish),
      campaignId: wish.campaignId,
      title: wish.title,
      priceFen: wish.priceFen,
      stationId: wish.stationId,
      fromWishId: wish._id,
      at: by.now,
    });
  }
  return { wish: next, availableFen };
};
