import { isRedeemed, type Card } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import type { Batch, Delivered, Reseated } from '../../domain/pack/batch';
import type { Work } from '../common/requests';
import { among, batchIn, deliveredCards, getBatch, type BatchEvent } from './batches';

/** Reading a card and writing it are two of the operations that a transaction may have. */
export const MAX_UNSEATED = 35;

/** What was known of a batch before the transaction: whose packs are delivered. */
export interface KnownDelivered {
  annulments: number;
  delivered: Set<string>;
}

/** @throws Refusal NOT_FOUND */
export const knowDelivered = async (batchId: string): Promise<KnownDelivered & BatchEvent> => {
  const event = await getBatch(batchId);
  return {
    ...event,
    annulments: event.batch.annulments,
    delivered: await deliveredCards(batchId),
  };
};

/** A delivery was annulled meanwhile: what was known does not hold any more. */
class Outdated extends Error {}

const MAX_TRIES = 10;

/** Runs a step with what is known of the batch's deliveries, anew while that has changed. */
export const withDelivered = async <Result>(
  batchId: string,
  step: (known: KnownDelivered & BatchEvent) => Promise<Result>,
): Promise<Result> => {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const known = await knowDelivered(batchId);
    try {
      return await step(known);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
    }
  }
  return refuse('UNAVAILABLE', '这个批次正在被很多人登记，请稍后再试。');
};

/**
 * Decides on a batch inside a transaction by which cards are delivered at this moment: those that
 * were known before, and any that lose their pack by the decision are looked at again. Answers the
 * decision and the cards that lose their pack.
 */
export const decideByDelivered = async (
  work: Work,
  batchId: string,
  known: KnownDelivered,
  decide: (batch: Batch, isDelivered: Delivered) => Reseated,
): Promise<{ event: BatchEvent; reseated: Reseated; unseated: Card[] }> => {
  const event = await batchIn(work, batchId);
  if (event.batch.annulments !== known.annulments) throw new Outdated();
  const delivered = new Set(known.delivered);
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
