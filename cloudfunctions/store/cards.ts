import { giftOf, type Card, type CardCode, type Redemption } from '../domain/card';
import { refuse } from '../domain/refusal';
import type { Wish } from '../domain/wish';
import { command, find, findAll, isDuplicateKey, read, updateWhere } from './database';
import type { EpochMs } from '../../typings/contract';
import type { Work } from './requests';

/** @throws Refusal NOT_FOUND */
export const getCard = async (cardId: string): Promise<Card> =>
  (await read('cards', cardId)) ?? refuse('NOT_FOUND', '没有找到这张卡。');

export const cardsOfGuardian = (personId: string): Promise<Card[]> =>
  findAll('cards', { guardianIds: personId });

export const cardsOfEvent = (eventId: string): Promise<Card[]> => findAll('cards', { eventId });

/** The card that has or once had this code. */
export const findCardByCode = async (codeHash: string): Promise<Card | undefined> =>
  (await find('cards', { codeHashes: codeHash }, { limit: 1 }))[0];

/** The card that this nonce redeemed, whatever became of the redemption. */
export const findCardByNonce = async (nonce: string): Promise<Card | undefined> =>
  (await find('cards', { nonces: nonce }, { limit: 1 }))[0];

/**
 * Redeems a card: one conditional update of one document, which is the whole fact.
 * Answers `changed` where another write came first, and `nonce_taken` where the nonce has
 * redeemed another card.
 */
export const redeemCard = async (
  card: Card,
  redemption: Redemption,
): Promise<'redeemed' | 'changed' | 'nonce_taken'> => {
  try {
    const updated = await updateWhere(
      'cards',
      { _id: card._id, version: card.version },
      {
        state: 'redeemed',
        redemptions: command.push([redemption]),
        nonces: command.push([redemption.nonce]),
        version: command.inc(1),
        updatedAt: redemption.at,
      },
    );
    return updated ? 'redeemed' : 'changed';
  } catch (error) {
    if (isDuplicateKey(error)) return 'nonce_taken';
    throw error;
  }
};

/** Changes a card by a decision of the domain. */
export const changeCard = async (
  work: Work,
  cardId: string,
  now: EpochMs,
  decide: (card: Card) => Partial<Card>,
): Promise<Card> => {
  const card = await work.get('cards', cardId);
  if (!card) return refuse('NOT_FOUND', '没有找到这张卡。');
  const next = { ...card, ...decide(card), version: card.version + 1, updatedAt: now };
  await work.put('cards', next);
  return next;
};

/** A new card of a funded wish, with what a scan will be judged on. */
export const newCard = (
  wish: Wish,
  made: {
    cardId: string;
    cardNo: string;
    eventId: string;
    guardianIds: string[];
    ageBand: Card['ageBand'];
    keyNo: number;
    codes: CardCode[];
    now: EpochMs;
  },
): Card => ({
  _id: made.cardId,
  cardNo: made.cardNo,
  campaignId: wish.campaignId,
  eventId: made.eventId,
  wishId: wish._id,
  guardianIds: made.guardianIds,
  areaPath: wish.areaPath,
  alias: wish.alias,
  ageBand: made.ageBand,
  gift: giftOf(wish),
  state: 'issued',
  stateBeforeFreeze: null,
  approved: true,
  ready: wish.state === 'ready',
  stationId: wish.stationId,
  keyNo: made.keyNo,
  issueNo: 1,
  generation: 1,
  codes: made.codes,
  codeHashes: made.codes.map(({ hash }) => hash),
  // A unique multikey index counts an empty list as one value: each card starts with its own.
  nonces: [`card#${made.cardId}`],
  redemptions: [],
  version: 1,
  issuedAt: made.now,
  updatedAt: made.now,
});
