import { isRedeemed, type Card } from '../../domain/card/card';
import type { Batch, Delivered, Reseated } from '../../domain/pack/batch';
import type { Transaction } from '../common/database';
import { among, batchIn, deliveredCards, type BatchEvent } from './batches';

/** Reading a card and writing it are two of the operations that a transaction may have. */
export const MAX_UNSEATED = 35;

/**
 * Decides on a batch inside a transaction, by which cards are delivered. They are counted beside
 * it, after the batch was read: whoever annuls a delivery writes the batch, so that of the two one
 * is decided anew; and a card that loses its pack by the decision is read here, so that a delivery
 * at this moment is known or stands against it.
 */
export const decideByDelivered = async (
  work: Pick<Transaction, 'get'>,
  batchId: string,
  decide: (batch: Batch, isDelivered: Delivered) => Reseated,
): Promise<{ event: BatchEvent; reseated: Reseated; unseated: Card[] }> => {
  const event = await batchIn(work, batchId);
  const delivered = await deliveredCards(batchId);
  const looked = new Map<string, Card>();
  for (;;) {
    const reseated = decide(event.batch, among(delivered));
    let isNew = false;
    for (const cardId of reseated.unseated) {
      if (looked.has(cardId)) continue;
      const card = await work.get('cards', cardId);
      if (!card) throw new Error(`batch ${batchId} seats card ${cardId}, which is absent`);
      looked.set(cardId, card);
      if (!isRedeemed(card)) continue;
      delivered.add(cardId);
      isNew = true;
    }
    if (isNew) continue;
    const unseated = reseated.unseated.flatMap((cardId) => looked.get(cardId) ?? []);
    return { event, reseated, unseated };
  }
};
