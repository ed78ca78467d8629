import type { Card, Redemption } from '../../domain/card/card';
import { hasPack, seatDelivered } from '../../domain/pack/batch';
import { spanAt } from '../../domain/pack/pack-card';
import { inStoreOf } from '../../domain/pack/plan';
import type { Transaction } from '../common/database';
import { putBatch, unseat } from './batches';
import { movePacks } from './plans';
import { decideByDelivered } from './taking';

const MOVES = {
  returned: { returned: -1 },
  lost: { lost: -1 },
  surplus: { received: 1, sent: 1 },
} as const;

/**
 * The pack of a card that lost it was delivered before: the card has it again, and the booking that
 * took it is taken back. What that did to the stock is told with the conflict.
 */
export const fulfilPack = async (
  work: Pick<Transaction, 'get' | 'put'>,
  card: Card,
  { at, nonce }: Pick<Redemption, 'at' | 'nonce'>,
  { personId, now }: { personId: string; now: number },
): Promise<'taken_out' | 'gone' | null> => {
  if (!card.pack) return null;
  const { planId, version, childId } = card.pack;
  const child = await work.get('children', childId);
  if (child && child.nickname !== '') {
    await work.put('children', { ...child, packs: { ...child.packs, [planId]: card._id } });
  }
  const plan = await work.get('packPlans', planId);
  if (!plan) throw new Error(`card ${card._id} names plan ${planId}, which is absent`);
  const taken = spanAt(card.pack, at)?.as;
  const takenAs = taken === 'returned' || taken === 'lost' ? taken : null;
  let source = null as ReturnType<typeof seatDelivered>['source'] | null;
  const { event, reseated, unseated } = await decideByDelivered(
    work,
    card.eventId,
    (batch, isDelivered) => {
      if (hasPack(batch, card._id)) return { batch, unseated: [] };
      const inStore = inStoreOf(plan.versions[version]);
      const others = (cardId: string): boolean => cardId !== card._id && isDelivered(cardId);
      const seated = seatDelivered(batch, version, card._id, {
        takenAs,
        inStore,
        isDelivered: others,
        now,
      });
      ({ source } = seated);
      return seated;
    },
  );
  if (source === null) return null;
  await putBatch(work, event, reseated.batch);
  await unseat(work, unseated, { before: event.batch, after: reseated.batch, as: 'void', now });
  if (source === 'inHand') return null;
  await movePacks(work, planId, [[version, MOVES[source]]], {
    about: nonce,
    kind: 'fact',
    batchId: event._id,
    note: source,
    personId,
    now,
  });
  return source === 'surplus' ? 'gone' : 'taken_out';
};
