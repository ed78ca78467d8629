import { noteOf } from '../../domain/common/audit';
import type { PackVersion } from '../../../typings/contract';
import { Refusal } from '../../domain/common/refusal';
import { giveBack, takeAway } from '../../domain/pack/batch';
import { newId } from '../../shared/identity';
import * as calls from '../../calls/pack';
import { partOf } from '../../shared/part';
import type { Context, Handlers } from '../../shared/serve';
import { transact } from '../../store/common/database';
import { once, type RequestKey, type Work } from '../../store/common/requests';
import {
  among,
  batchIn,
  deliveredCards,
  getBatch,
  putBatch,
  unseat,
} from '../../store/pack/batches';
import { movePacks, planSums, type PackStep } from '../../store/pack/plans';
import { decideByDelivered, MAX_UNSEATED } from '../../store/pack/taking';
import { requireBatchArea } from './access';

/** Packs that leave a unit: back to the store, or as lost. */
export interface Taking {
  batchId: string;
  version: PackVersion;
  count: number;
  as: 'returned' | 'lost';
  note: string;
}

type Actor = Pick<Context, 'personId' | 'now'>;

/** Takes packs in this transaction, from cards where it must be. @throws Refusal for a shortage */
const takeInWork = async (
  work: Work,
  { batchId, version, count, as, note }: Taking,
  { personId, now }: Actor,
): Promise<void> => {
  const { event, reseated, unseated } = await decideByDelivered(
    work,
    batchId,
    (batch, isDelivered) => takeAway(batch, version, { count, as, isDelivered, now }),
  );
  const step: PackStep = {
    about: newId('move'),
    kind: as === 'returned' ? 'return' : 'lose',
    batchId,
    note,
    personId,
    now,
  };
  await movePacks(work, event.batch.planId, [[version, { [as]: count }]], step);
  await putBatch(work, event, reseated.batch);
  await unseat(work, unseated, { before: event.batch, after: reseated.batch, as, now });
};

/**
 * Gives packs back that one part of a taking took, because another part was refused; the part is
 * forgotten with it, so that the same request can be tried again.
 */
const undoPart = (context: Context, request: RequestKey, taking: Taking): Promise<void> =>
  transact(async (transaction) => {
    if (!(await transaction.get('requests', request.id))) return;
    const { batchId, version, count, as, note } = taking;
    const { personId, now } = context;
    const event = await batchIn(transaction, batchId);
    await movePacks(transaction, event.batch.planId, [[version, { [as]: -count }]], {
      about: newId('move'),
      kind: as === 'returned' ? 'return' : 'lose',
      batchId,
      note,
      personId,
      now,
    });
    await putBatch(transaction, event, giveBack(event.batch, version, { count, as, now }));
    await transaction.remove('requests', request.id);
  });

/** Cards that would lose their pack, as far as is known. @throws Refusal for a shortage */
const unseatedBy = async (
  { batchId, version, count, as }: Taking,
  now: number,
): Promise<number> => {
  const { batch } = await getBatch(batchId);
  const isDelivered = among(await deliveredCards(batchId));
  return takeAway(batch, version, { count, as, isDelivered, now }).unseated.length;
};

/**
 * Takes packs from more cards than one transaction can hold: in parts, each done once. A part that
 * is refused gives the others back.
 */
const takeInParts = async (context: Context, taking: Taking): Promise<void> => {
  const done: Taking[] = [];
  for (let left = taking.count; left > 0; left -= MAX_UNSEATED) {
    const part = { ...taking, count: Math.min(left, MAX_UNSEATED) };
    const request = partOf(context.request, `part ${done.length}`);
    try {
      await once({ ...context, request }, async (work) => {
        await takeInWork(work, part, context);
        return {};
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const [place, undone] of done.entries()) {
        await undoPart(context, partOf(context.request, `part ${place}`), undone);
      }
      throw error;
    }
    done.push(part);
  }
};

/** Takes packs and writes the answer down with it, in one step where that is possible. */
export const takeOnce = async <Answer>(
  context: Context,
  taking: Taking,
  note: (work: Work) => Promise<Answer>,
): Promise<Answer> => {
  if ((await unseatedBy(taking, context.now)) > MAX_UNSEATED) {
    await takeInParts(context, taking);
    return once(context, note);
  }
  return once(context, async (work) => {
    await takeInWork(work, taking, context);
    return note(work);
  });
};

export const stockHandlers: Pick<Handlers<'staff'>, 'pack.return'> = {
  'pack.return': {
    who: 'staff',
    input: calls.takeAway,
    run: async (context, { batchId, version, count, reason }) => {
      const { batch } = await getBatch(batchId);
      requireBatchArea(context.rights, batch);
      const taking = { batchId, version, count, as: 'returned', note: reason } as const;
      await takeOnce({ ...context, request: partOf(context.request, 'taken') }, taking, (work) =>
        work.audit({ action: 'pack.return', subject: batchId, note: noteOf(version, count) }),
      );
      const { inStore, withUnits } = (await planSums(batch.planId))[version];
      return once(context, () => Promise.resolve({ inStore, withUnits }));
    },
  },
};
