import { noteOf } from '../../domain/common/audit';
import type { DiscrepancyView } from '../../../typings/contract';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { inHandOf, requireOpen, type Discrepancy } from '../../domain/pack/batch';
import { awaitSecond, settleDiscrepancy } from '../../domain/pack/discrepancy';
import { refuseShortage } from '../../domain/pack/version';
import { newId } from '../../shared/identity';
import * as calls from '../../calls/pack';
import { partOf } from '../../shared/part';
import type { Context, Handlers } from '../../shared/serve';
import { once, type Work } from '../../store/common/requests';
import {
  among,
  batchIn,
  deliveredCards,
  getBatch,
  putBatch,
  type BatchEvent,
} from '../../store/pack/batches';
import { getLoss, type PackLossRecord } from '../../store/pack/losses';
import { movePacks } from '../../store/pack/plans';
import { requireBatchArea, requireBatchDistrict } from './access';
import { takeOnce } from './stock';

/** A discrepancy as staff see it. */
export const viewOfDiscrepancy = (one: Discrepancy): DiscrepancyView => ({
  discrepancyId: one.discrepancyId,
  version: one.version,
  missing: one.missing,
  state: one.state,
  ...(one.outcome === null ? {} : { outcome: one.outcome }),
  ...(one.note === '' ? {} : { note: one.note }),
  ...(one.lossId === null ? {} : { lossId: one.lossId }),
});

/** A discrepancy is known by its batch and version. */
const batchIdOf = (discrepancyId: string): string =>
  discrepancyId.slice(0, Math.max(0, discrepancyId.lastIndexOf('.')));

const newLoss = (
  context: Context,
  lost: Pick<
    PackLossRecord,
    'planId' | 'batchId' | 'version' | 'count' | 'reason' | 'discrepancyId'
  >,
): PackLossRecord => ({
  ...lost,
  _id: newId('loss'),
  by: context.personId,
  at: context.now,
  state: 'waits_for_second',
  decidedBy: null,
  decidedAt: null,
  note: '',
});

/** @throws Refusal where it was decided, or asked by the same person */
const requireSecond = (loss: PackLossRecord, personId: string): void => {
  if (loss.by === personId) {
    refuse('PERMISSION_DENIED', '自己登记的报失要由另一位同事确认。');
  }
  if (loss.state !== 'waits_for_second') {
    refuse('FAILED_PRECONDITION', '这条报失已经处理过了。');
  }
};

const decided = (
  loss: PackLossRecord,
  state: 'lost' | 'declined',
  { personId, now }: Context,
  note = '',
): PackLossRecord => ({ ...loss, state, decidedBy: personId, decidedAt: now, note });

const lossIn = async (work: Work, lossId: string, personId: string): Promise<PackLossRecord> => {
  const loss = await work.get('packLosses', lossId);
  if (!loss) return refuseAbsent('没有找到这条报失。');
  requireSecond(loss, personId);
  return loss;
};

const settleInWork = async (
  work: Work,
  context: Context,
  event: BatchEvent,
  discrepancyId: string,
  { outcome, note }: { outcome: 'found' | 'returned' | 'lost'; note: string },
): Promise<void> => {
  const { personId, now } = context;
  const settled = settleDiscrepancy(event.batch, discrepancyId, { outcome, note, now });
  if (outcome !== 'found') {
    await movePacks(work, event.batch.planId, [[settled.version, { [outcome]: settled.missing }]], {
      about: newId('move'),
      kind: 'settle',
      batchId: event._id,
      note,
      personId,
      now,
    });
  }
  await putBatch(work, event, settled.batch);
};

/** The second person agrees: the packs are lost from now on. @throws Refusal */
const confirmLoss = async (context: Context, lossId: string): Promise<{ state: 'lost' }> => {
  const loss = await getLoss(lossId);
  requireBatchDistrict(context.rights, (await getBatch(loss.batchId)).batch);
  requireSecond(loss, context.personId);
  const { batchId, version, count, discrepancyId, reason } = loss;
  const note = async (work: Work): Promise<{ state: 'lost' }> => {
    const now = await lossIn(work, lossId, context.personId);
    await work.put('packLosses', decided(now, 'lost', context));
    await work.audit({ action: 'pack.confirmLoss', subject: lossId, note: noteOf(version, count) });
    return { state: 'lost' };
  };
  if (discrepancyId === null) {
    return takeOnce(context, { batchId, version, count, as: 'lost', note: reason }, note);
  }
  return once(context, async (work) => {
    const event = await batchIn(work, batchId);
    await settleInWork(work, context, event, discrepancyId, { outcome: 'lost', note: reason });
    return note(work);
  });
};

/** The second person does not agree: nothing is lost, and a discrepancy is open again. */
const declineLoss = async (
  context: Context,
  lossId: string,
  note: string,
): Promise<{ state: 'declined' }> => {
  const loss = await getLoss(lossId);
  requireBatchDistrict(context.rights, (await getBatch(loss.batchId)).batch);
  return once(context, async (work) => {
    const now = await lossIn(work, lossId, context.personId);
    if (now.discrepancyId !== null) {
      const event = await batchIn(work, now.batchId);
      await putBatch(work, event, awaitSecond(event.batch, now.discrepancyId, null));
    }
    await work.put('packLosses', decided(now, 'declined', context, note));
    await work.audit({ action: 'pack.declineLoss', subject: lossId });
    return { state: 'declined' as const };
  });
};

/** What the second person says in the approvals' inbox. */
export const decideLoss = async (
  context: Context,
  lossId: string,
  decision: 'approve' | 'decline',
  note: string,
): Promise<{ state: 'approved' | 'declined' }> => {
  const asPart = { ...context, request: partOf(context.request, 'loss') };
  if (decision === 'approve') await confirmLoss(asPart, lossId);
  else await declineLoss(asPart, lossId, note);
  const state = decision === 'approve' ? ('approved' as const) : ('declined' as const);
  return once(context, () => Promise.resolve({ state }));
};

export const lossHandlers: Pick<
  Handlers<'staff'>,
  'pack.lose' | 'pack.confirmLoss' | 'pack.discrepancies' | 'pack.settle'
> = {
  'pack.lose': {
    who: 'staff',
    input: calls.takeAway,
    run: async (context, { batchId, version, count, reason }) => {
      const { batch } = await getBatch(batchId);
      const delivered = await deliveredCards(batchId);
      requireBatchDistrict(context.rights, batch);
      requireOpen(batch);
      const inHand = inHandOf(batch, version, among(delivered));
      if (count > inHand) refuseShortage(version, count, inHand);
      const { planId } = batch;
      const loss = newLoss(context, {
        planId,
        batchId,
        version,
        count,
        reason,
        discrepancyId: null,
      });
      return once(context, async (work) => {
        await work.put('packLosses', loss);
        await work.audit({ action: 'pack.lose', subject: batchId, note: noteOf(version, count) });
        return { lossId: loss._id, state: 'waits_for_second' as const };
      });
    },
  },
  'pack.confirmLoss': {
    who: 'staff',
    input: calls.confirmLoss,
    run: (context, { lossId }) => confirmLoss(context, lossId),
  },
  'pack.discrepancies': {
    who: 'staff',
    input: calls.ofBatch,
    run: async ({ rights }, { batchId }) => {
      const { batch } = await getBatch(batchId);
      requireBatchArea(rights, batch);
      return { items: batch.discrepancies.map(viewOfDiscrepancy) };
    },
  },
  'pack.settle': {
    who: 'staff',
    input: calls.settle,
    run: async (context, { discrepancyId, outcome, note }) => {
      const batchId = batchIdOf(discrepancyId);
      requireBatchDistrict(context.rights, (await getBatch(batchId)).batch);
      const subject = discrepancyId;
      return once(context, async (work) => {
        const event = await batchIn(work, batchId);
        await work.audit({ action: 'pack.settle', subject, note: outcome });
        const found = event.batch.discrepancies.find((one) => one.discrepancyId === subject);
        if (found?.state === 'waits_for_second') {
          refuse('FAILED_PRECONDITION', '这条差异正在等第二个人确认报失。');
        }
        if (!found || outcome !== 'lost') {
          await settleInWork(work, context, event, subject, { outcome, note });
          return { state: 'settled' as const };
        }
        const loss = newLoss(context, {
          planId: event.batch.planId,
          batchId,
          version: found.version,
          count: found.missing,
          reason: note,
          discrepancyId: subject,
        });
        await work.put('packLosses', loss);
        await putBatch(work, event, awaitSecond(event.batch, subject, loss._id, note));
        return { state: 'waits_for_second' as const, lossId: loss._id };
      });
    },
  },
};
