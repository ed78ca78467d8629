import type { UnitBatch } from '../../typings/contract';
import { isRedeemed } from '../domain/card/card';
import { scannerGrantFor } from '../domain/common/access';
import { refuse } from '../domain/common/refusal';
import { inHandOf } from '../domain/pack/batch';
import { acknowledge } from '../domain/pack/discrepancy';
import { forEachVersion } from '../domain/pack/version';
import { nothing } from '../calls/fields';
import * as calls from '../calls/pack';
import { packsOf } from '../shared/pack-view';
import type { Context, Handlers } from '../shared/serve';
import { eventsById } from '../store/campaign/campaigns';
import { once } from '../store/common/requests';
import { among, batchIn, getBatch, putBatch, type BatchEvent } from '../store/pack/batches';
import { packCardsOfBatch } from '../store/pack/cards';
import { grantsOf } from '../store/people/grants';

const viewOf = async (event: BatchEvent): Promise<UnitBatch> => {
  const { batch } = event;
  const cards = await packCardsOfBatch(event._id);
  const delivered = among(new Set(cards.flatMap((card) => (isRedeemed(card) ? card._id : []))));
  return {
    batchId: event._id,
    unitId: batch.unitId,
    unitName: batch.unitName,
    title: event.title,
    state: batch.state,
    from: event.from,
    until: event.until,
    counts: forEachVersion((version) => batch.versions[version].sent),
    left: forEachVersion((version) => inHandOf(batch, version, delivered)),
    packs: packsOf(event, cards),
  };
};

/** The batches that the caller's grants of now are for, closed ones left out. */
const batchesFor = async ({ personId, now }: Context): Promise<BatchEvent[]> => {
  const grants = await grantsOf(personId);
  const eventIds = grants.flatMap((grant) =>
    grant.kind === 'scanner' && scannerGrantFor([grant], { eventId: grant.eventId, now })
      ? grant.eventId
      : [],
  );
  const events = await eventsById(eventIds);
  return [...events.values()].flatMap((event) =>
    event.batch && event.batch.state !== 'closed' && now <= event.until
      ? { ...event, batch: event.batch }
      : [],
  );
};

/** Members of a 巾帼文明岗: their own batches, and nothing else. */
export const batchHandlers: Pick<Handlers<'helper'>, 'batch.mine' | 'batch.acknowledge'> = {
  'batch.mine': {
    who: 'signedIn',
    input: nothing,
    run: async (context) => ({
      items: await Promise.all((await batchesFor(context)).map(viewOf)),
    }),
  },
  'batch.acknowledge': {
    who: 'signedIn',
    input: calls.acknowledge,
    run: async (context, { batchId, counts }) => {
      const { personId, now } = context;
      const isMember = scannerGrantFor(await grantsOf(personId), { eventId: batchId, now });
      if (!isMember) {
        refuse('PERMISSION_DENIED', '你没有这个批次的授权，或批次已结束，请联系工作人员。');
      }
      if ((await getBatch(batchId)).batch.state === 'closed') {
        refuse('PERMISSION_DENIED', '你没有这个批次的授权，或批次已结束，请联系工作人员。');
      }
      return once(context, async (work) => {
        const event = await batchIn(work, batchId);
        const idOf = (version: string): string => `${batchId}.${version}`;
        const batch = acknowledge(event.batch, counts, { now, idOf });
        await putBatch(work, event, batch);
        await work.audit({ action: 'batch.acknowledge', subject: batchId });
        return { state: batch.state };
      });
    },
  },
};
