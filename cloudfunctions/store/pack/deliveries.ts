import type { Disposition } from '../../../typings/contract';
import type { Card } from '../../domain/card/card';
import { removeCard, takeBack, type Batch } from '../../domain/pack/batch';
import { loseDelivered } from '../../domain/pack/discrepancy';
import { withoutPack } from '../../domain/pack/pack-card';
import type { Transaction } from '../common/database';
import { batchIn, putBatch } from './batches';
import { movePacks } from './plans';

/** Who does it, when, and the name of its entry in the stock's moves. */
export interface PackActor {
  personId: string;
  now: number;
  about: string;
}

/** A card is void: the pack stays with the unit, for the next card. Answers what the card becomes. */
export const releasePack = async (
  work: Pick<Transaction, 'get' | 'put'>,
  card: Card,
  now: number,
): Promise<Pick<Card, 'pack'>> => {
  if (!card.pack) return {};
  const event = await batchIn(work, card.eventId);
  const batch = removeCard(event.batch, card._id, now);
  await putBatch(work, event, batch);
  const { takings } = batch;
  return { pack: withoutPack(card.pack, card._id, event.batch, { as: 'void', now, takings }) };
};

/**
 * A delivery is annulled. Returned: the pack is with the unit again, and stays this card's. Kept or
 * damaged: it is lost, and the card waits at the end of the order. Answers what the card becomes.
 */
export const annulPack = async (
  work: Pick<Transaction, 'get' | 'put'>,
  card: Card,
  disposition: Disposition,
  { personId, now, about }: PackActor,
): Promise<Pick<Card, 'pack'>> => {
  if (!card.pack) return {};
  const event = await batchIn(work, card.eventId);
  // A card that was void when its delivery became known is void again, and keeps no place.
  const without = (batch: Batch): Batch =>
    card.state === 'void' ? removeCard(batch, card._id, now) : batch;
  if (disposition === 'returned' && event.batch.state !== 'closed') {
    await putBatch(work, event, without(takeBack(event.batch)));
    return {};
  }
  const { planId, version } = card.pack;
  const as = disposition === 'returned' ? 'returned' : 'lost';
  const batch = loseDelivered(event.batch, version, card._id, { as, now });
  await movePacks(work, planId, [[version, { [as]: 1 }]], {
    about,
    kind: 'annul',
    batchId: event._id,
    note: disposition,
    personId,
    now,
  });
  await putBatch(work, event, without(batch));
  const { takings } = batch;
  return { pack: withoutPack(card.pack, card._id, event.batch, { as: 'annulled', now, takings }) };
};
