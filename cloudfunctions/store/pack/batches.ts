import { isRedeemed, type Card, type EventPlan } from '../../domain/card/card';
import { refuseAbsent } from '../../domain/common/refusal';
import type { Batch, Delivered } from '../../domain/pack/batch';
import { withoutPack, type TakenAs } from '../../domain/pack/pack-card';
import { cardFieldsOf } from '../card/cards';
import { findAll, read, type Transaction } from '../common/database';

/** An event that is a batch. */
export type BatchEvent = EventPlan & { batch: Batch };

const notFound = (): never => refuseAbsent('没有找到这个批次。');

const asBatch = (event: EventPlan | null): BatchEvent =>
  event?.batch ? { ...event, batch: event.batch } : notFound();

/** @throws Refusal NOT_FOUND */
export const getBatch = async (batchId: string): Promise<BatchEvent> =>
  asBatch(await read('events', batchId));

/** The batch inside a transaction. @throws Refusal NOT_FOUND */
export const batchIn = async (
  { get }: Pick<Transaction, 'get'>,
  batchId: string,
): Promise<BatchEvent> => asBatch(await get('events', batchId));

export const batchesOf = async (planId: string): Promise<BatchEvent[]> =>
  (await findAll('events', { 'batch.planId': planId })).map(asBatch);

/** The batches that are in delivery. */
export const batchesUnderWay = async (): Promise<BatchEvent[]> =>
  (await findAll('events', { 'batch.state': 'acknowledged' })).map(asBatch);

/** The cards of a batch that are delivered. */
export const deliveredCards = async (batchId: string): Promise<Set<string>> => {
  const cards = await cardFieldsOf(batchId, ['redemptions']);
  return new Set(cards.flatMap((card) => (isRedeemed(card) ? card._id : [])));
};

export const among =
  (delivered: ReadonlySet<string>): Delivered =>
  (cardId) =>
    delivered.has(cardId);

/** Writes a batch into its event. */
export const putBatch = (
  { put }: Pick<Transaction, 'put'>,
  event: BatchEvent,
  batch: Batch,
): Promise<void> => put('events', { ...event, batch });

/** Writes into cards that their pack was taken away: a scan that knew them before comes too late. */
export const unseat = async (
  { put }: Pick<Transaction, 'put'>,
  cards: readonly Card[],
  { before, after, as, now }: { before: Batch; after: Batch; as: TakenAs; now: number },
): Promise<void> => {
  for (const card of cards) {
    if (!card.pack) continue;
    await put('cards', {
      ...card,
      pack: withoutPack(card.pack, card._id, before, { as, now, takings: after.takings }),
      version: card.version + 1,
      updatedAt: now,
    });
  }
};
