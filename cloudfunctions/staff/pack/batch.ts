import { PACK_VERSIONS } from '@micro-wish/vocabulary';
import { noteOf } from '../../domain/common/audit';
import type { EpochMs } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { close, newBatch } from '../../domain/pack/batch';
import { newId } from '../../shared/identity';
import * as calls from '../../calls/pack';
import type { Handlers } from '../../shared/serve';
import { transact } from '../../store/common/database';
import { once } from '../../store/common/requests';
import { getBatch, putBatch } from '../../store/pack/batches';
import { getPlan, movePacks } from '../../store/pack/plans';
import { decideByDelivered } from '../../store/pack/taking';
import { getUnit } from '../../store/pack/units';
import { openScannerGrants } from '../../store/people/grants';
import { requireBatchArea } from './access';

/** The members' grants end with their batch; what is left open is refused at the door anyway. */
const endGrants = async (batchId: string, now: EpochMs): Promise<void> => {
  for (const { _id } of await openScannerGrants(batchId)) {
    await transact(async (transaction) => {
      const grant = await transaction.get('grants', _id);
      if (grant?.endedAt === null) await transaction.put('grants', { ...grant, endedAt: now });
    });
  }
};

export const batchHandlers: Pick<Handlers<'staff'>, 'pack.send' | 'pack.close'> = {
  'pack.send': {
    who: 'admin',
    input: calls.send,
    run: async (context, { planId, unitId, counts, from, until, ...given }) => {
      if (from >= until) refuse('INVALID_ARGUMENT', '结束时间应晚于开始时间。');
      const moves = PACK_VERSIONS.flatMap((version) => {
        const sent = counts[version] ?? 0;
        return sent > 0 ? [[version, { sent }] as const] : [];
      });
      if (moves.length === 0) refuse('INVALID_ARGUMENT', '请填写要发出的份数。');
      const [plan, unit] = await Promise.all([getPlan(planId), getUnit(unitId)]);
      if (unit.campaignId !== plan.campaignId) {
        refuse('FAILED_PRECONDITION', '这个巾帼文明岗不属于计划所在的活动。');
      }
      const batchId = given.batchId ?? newId('batch');
      return once(context, async (work) => {
        const { personId, now } = context;
        if (await work.get('events', batchId)) {
          refuse('CONFLICT', '这个批次编号已经用过了，请换一个。');
        }
        await movePacks(work, planId, moves, {
          about: newId('move'),
          kind: 'send',
          batchId,
          note: unit.name,
          personId,
          now,
        });
        await work.put('events', {
          _id: batchId,
          campaignId: plan.campaignId,
          title: `${plan.title} · ${unit.name}`,
          place: unit.places.join('、'),
          from,
          until,
          stations: [{ stationId: unitId, label: unit.name }],
          rehearsalOf: null,
          cancelled: null,
          batch: newBatch({ planId, unitId, unitName: unit.name, areaIds: unit.areaIds }, counts),
        });
        await work.audit({ action: 'pack.send', subject: batchId, note: noteOf({ id: unitId }) });
        return { batchId };
      });
    },
  },
  'pack.close': {
    who: 'staff',
    input: calls.close,
    run: async (context, { batchId }) => {
      requireBatchArea(context.rights, (await getBatch(batchId)).batch);
      const closed = await once(context, async (work) => {
        const { event, reseated } = await decideByDelivered(
          work,
          batchId,
          (batch, isDelivered) => ({
            batch: close(batch, isDelivered, context.now),
            unseated: [],
          }),
        );
        await putBatch(work, event, reseated.batch);
        await work.audit({ action: 'pack.close', subject: batchId });
        return { state: 'closed' as const };
      });
      await endGrants(batchId, context.now);
      return closed;
    },
  },
};
