import { byIds, updateByIds } from '../common/by-ids';
import { deskOnCard, freshCard, giftOf, type Card, type CardCode } from '../../domain/card/card';
import { withConflicts } from '../../domain/card/scan';
import { remember } from '../../domain/card/card-history';
import { refuseAbsent } from '../../domain/common/refusal';
import { giftIdOf, type Wish } from '../../domain/wish/wish';
import {
  command,
  find,
  findAll,
  findFields,
  markPages,
  read,
  updateWhere,
} from '../common/database';
import type { EpochMs } from '../../../typings/contract';
import { isDuplicateKey } from '../common/database-errors';
import type { Work } from '../common/requests';

/** @throws Refusal NOT_FOUND */
export const getCard = async (cardId: string): Promise<Card> =>
  (await read('cards', cardId)) ?? refuseAbsent('没有找到这张卡。');

/** The cards with these ids, in this order. @throws Refusal NOT_FOUND where one is missing */
export const getCards = async (cardIds: readonly string[]): Promise<Card[]> => {
  const found = await byIds('cards', cardIds);
  return cardIds.map((cardId) => found.get(cardId) ?? refuseAbsent('没有找到这张卡。'));
};

/** Cards by id; those that are gone are left out. */
export const cardsById = async (cardIds: readonly string[]): Promise<Card[]> => [
  ...(await byIds('cards', cardIds)).values(),
];

export const cardsOfGuardian = (personId: string): Promise<Card[]> =>
  findAll('cards', { guardianIds: personId });

/** Every card that some wishes ever had: one may be issued anew once another is void. */
export const cardsOfWishes = (wishIds: readonly string[]): Promise<Card[]> =>
  wishIds.length === 0
    ? Promise.resolve([])
    : findAll('cards', { wishId: command.in([...wishIds]) });

/** Some cards of an event, of all areas or of some, along their numbers. */
export const cardsByNumber = (
  {
    eventId,
    areaIds,
    after,
  }: { eventId: string; areaIds?: readonly string[] | undefined; after: string | undefined },
  limit: number,
): Promise<Card[]> =>
  find(
    'cards',
    {
      eventId,
      ...(areaIds === undefined ? {} : { areaPath: command.in([...areaIds]) }),
      ...(after === undefined ? {} : { cardNo: command.gt(after) }),
    },
    { orderBy: ['cardNo', 'asc'], limit },
  );

const LARGEST_PAGE = 1000;

/** One page of an event's cards along their ids, with only these fields. */
export const cardFieldsPage = async <Field extends keyof Card>(
  eventId: string,
  fields: readonly Field[],
  cursor: string | undefined,
): Promise<{ cards: (Pick<Card, Field> & { _id: string })[]; next?: string }> => {
  const where = { eventId, ...(cursor === undefined ? {} : { _id: command.gt(cursor) }) };
  const page = await findFields('cards', where, fields, {
    orderBy: ['_id', 'asc'],
    limit: LARGEST_PAGE,
  });
  const cards = page as (Pick<Card, Field> & { _id: string })[];
  const last = cards.at(-1);
  return cards.length === LARGEST_PAGE && last ? { cards, next: last._id } : { cards };
};

/** All cards of an event, with only these fields. */
export const cardFieldsOf = async <Field extends keyof Card>(
  eventId: string,
  fields: readonly Field[],
): Promise<(Pick<Card, Field> & { _id: string })[]> => {
  const all: (Pick<Card, Field> & { _id: string })[] = [];
  let next: string | undefined;
  do {
    const page = await cardFieldsPage(eventId, fields, next);
    all.push(...page.cards);
    next = page.next;
  } while (next !== undefined);
  return all;
};

const CONFLICT_PAGE = 50;

/** One page of the cards that give an event conflicts, wherever they were moved since. */
export const conflictedPage = async (
  eventId: string,
  cursor: string | undefined,
): Promise<{ cards: Card[]; next?: string }> => {
  const behind = cursor === undefined ? {} : { _id: command.gt(cursor) };
  const cards = await find(
    'cards',
    { conflictEventIds: eventId, ...behind },
    { orderBy: ['_id', 'asc'], limit: CONFLICT_PAGE },
  );
  const last = cards.at(-1);
  return cards.length === CONFLICT_PAGE && last ? { cards, next: last._id } : { cards };
};

/** All cards that give an event conflicts. */
export const conflictedCards = (eventId: string): Promise<Card[]> =>
  findAll('cards', { conflictEventIds: eventId });

/** The card that has or once had this code. */
export const findCardByCode = async (codeHash: string): Promise<Card | undefined> =>
  (await find('cards', { codeHashes: codeHash }, { limit: 1 }))[0];

/** The card that this nonce redeemed, whatever became of the redemption. */
export const findCardByNonce = async (nonce: string): Promise<Card | undefined> =>
  (await find('cards', { nonces: nonce }, { limit: 1 }))[0];

/**
 * Changes a card that has not changed since it was read: one conditional update of one document.
 * Redeeming is such a change, and so it is the whole fact, or nothing. Answers `changed` where
 * another write came first, and `nonce_taken` where its nonce has redeemed another card. `shownOn`
 * are the public pages that show it.
 */
export const changeIf = async (
  card: Card,
  change: Partial<Card>,
  { now, shownOn }: { now: EpochMs; shownOn: readonly string[] },
): Promise<'done' | 'changed' | 'nonce_taken'> => {
  try {
    const [done] = await Promise.all([
      updateWhere(
        'cards',
        { _id: card._id, version: card.version },
        { ...change, version: command.inc(1), updatedAt: now },
      ),
      markPages(shownOn),
    ]);
    return done ? 'done' : 'changed';
  } catch (error) {
    if (isDuplicateKey(error)) return 'nonce_taken';
    throw error;
  }
};

/**
 * Keeps that cards were put on paper. No scan is judged on it, so their version stays: printing in
 * the middle of an event sends no scan back to read its card again.
 */
export const markPrinted = async (cards: readonly Card[], at: EpochMs): Promise<void> => {
  const issues = new Set(cards.map(({ issueNo }) => issueNo));
  for (const issueNo of issues) {
    const ids = cards.filter((card) => card.issueNo === issueNo).map(({ _id }) => _id);
    await updateByIds('cards', ids, { printed: { at, issueNo } });
  }
};

/** Who does something to a card, when, and why. */
export interface CardAct {
  by: string;
  now: EpochMs;
  event: string;
  reason: string;
}

/** Changes a card by a decision of the domain, and keeps who did it and why. */
export const changeCard = async (
  work: Work,
  cardId: string,
  { by, now, event, reason }: CardAct,
  decide: (card: Card) => Partial<Card> | Promise<Partial<Card>>,
): Promise<Card> => {
  const card = await work.get('cards', cardId);
  if (!card) return refuseAbsent('没有找到这张卡。');
  const changed = { ...card, ...(await decide(card)) };
  const next = {
    ...changed,
    ...withConflicts(changed),
    history: [...card.history, { at: now, by, event, reason }],
    version: card.version + 1,
    updatedAt: now,
  };
  const kept = remember(card, next, event, now);
  await work.put('cards', kept);
  return kept;
};

/** A new card of a funded wish, with what a scan will be judged on. */
export const newCard = (
  wish: Wish,
  made: {
    cardId: string;
    cardNo: string;
    eventId: string;
    guardianIds: string[];
    formerGuardianIds?: string[] | undefined;
    ageBand: Card['ageBand'];
    keyNo: number;
    codes: CardCode[];
    now: EpochMs;
  },
): Card => ({
  ...freshCard(made),
  kind: 'wish',
  cardNo: made.cardNo,
  campaignId: wish.campaignId,
  eventId: made.eventId,
  wishId: wish._id,
  guardianIds: made.guardianIds,
  formerGuardianIds: made.formerGuardianIds ?? [],
  areaPath: wish.areaPath,
  alias: wish.alias,
  ageBand: made.ageBand,
  gift: giftOf(wish),
  ready: wish.state === 'ready',
  stationId: deskOnCard(wish, made.eventId),
  giftId: wish.state === 'ready' ? giftIdOf(wish) : null,
});

/** A card of a rehearsal: of no wish, no family and no campaign's figures. */
export const practiceCard = (made: {
  cardId: string;
  cardNo: string;
  eventId: string;
  stationId: string;
  gift: string;
  keyNo: number;
  codes: CardCode[];
  now: EpochMs;
}): Card => ({
  ...freshCard(made),
  kind: 'rehearsal',
  cardNo: made.cardNo,
  campaignId: '',
  eventId: made.eventId,
  wishId: '',
  guardianIds: [],
  areaPath: [],
  alias: '练习的小朋友',
  ageBand: '7-12',
  gift: { title: made.gift, category: 'other' },
  ready: true,
  stationId: made.stationId,
  giftId: null,
});
