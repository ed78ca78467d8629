import type { ConflictView, HandOver } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import {
  effectiveRedemption,
  type Card,
  type EventPlan,
  type HeldScan,
  type Redemption,
} from '../../domain/card/card';
import { acceptHeld, conflictsOf, settleConflict, type Conflict } from '../../domain/card/conflict';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { sha256 } from '../../shared/identity';
import * as calls from '../../calls/card';
import type { Context, Handlers } from '../../shared/serve';
import { getEvent } from '../../store/campaign/campaigns';
import { changeCard, conflictedPage } from '../../store/card/cards';
import { carryOut } from '../../store/card/late-redemption';
import { read } from '../../store/common/database';
import { logOnCard } from '../wish/child-log';
import { once, type Work } from '../../store/common/requests';
import { requireArea } from '../common/area';

/** A conflict is a scan of a card, known by both, and what is wrong with it. */
const conflictIdOf = (card: Pick<Card, '_id'>, { kind, nonce }: Conflict): string =>
  `${card._id}.${sha256(kind === 'double' ? nonce : `${kind}\n${nonce}`).slice(0, 16)}`;

type Events = ReadonlyMap<string, EventPlan>;

const handOverOf = (events: Events, card: Card, scan: Redemption | HeldScan): HandOver => {
  const event = events.get(scan.eventId ?? card.eventId);
  const station = event?.stations.find(({ stationId }) => stationId === scan.stationId);
  return {
    at: scan.at,
    stationId: scan.stationId,
    stationLabel: station?.label ?? scan.stationId,
    deviceId: scan.deviceId,
    collector: scan.collector?.type ?? 'child',
  };
};

const viewOf = (events: Events, card: Card, conflict: Conflict): ConflictView => {
  const effective = effectiveRedemption(card);
  const { kind, scan, resolved } = conflict;
  const isOther = effective && effective.nonce !== conflict.nonce;
  return {
    conflictId: conflictIdOf(card, conflict),
    kind,
    cardId: card._id,
    cardNo: card.cardNo,
    alias: card.alias,
    gift: card.gift.title,
    state: resolved ? 'resolved' : 'open',
    ...(isOther ? { effective: handOverOf(events, card, effective) } : {}),
    other: handOverOf(events, card, scan),
    ...(kind === 'held' ? { cause: scan.cause } : {}),
    ...(kind === 'changed' && scan.since
      ? {
          changes: scan.since.changes,
          ...(scan.since.stock === null ? {} : { stock: scan.since.stock }),
        }
      : {}),
    ...(kind === 'double' ? {} : { receivedAt: scan.receivedAt }),
    ...(resolved
      ? { resolution: resolved.resolution, note: resolved.note, resolvedAt: resolved.at }
      : {}),
  };
};

/** The events at which these cards were scanned: a card may have been moved since. */
const eventsOf = async (cards: readonly Card[], known: EventPlan): Promise<Events> => {
  const ids = new Set(
    cards.flatMap((card) =>
      conflictsOf(card).flatMap(({ scan }) => [
        scan.eventId ?? card.eventId,
        effectiveRedemption(card)?.eventId ?? card.eventId,
      ]),
    ),
  );
  ids.delete(known._id);
  const others = await Promise.all([...ids].map((eventId) => read('events', eventId)));
  return new Map(
    [known, ...others].flatMap((event) => (event ? [[event._id, event] as const] : [])),
  );
};

/** What staff believe of a held upload is carried out as if it had just come. */
const accept = async (work: Work, card: Card, held: HeldScan, context: Context, note: string) => {
  if (card.guardianIds.includes(context.personId)) {
    refuse('PERMISSION_DENIED', '这是你自己孩子的卡，请由同事处理。');
  }
  const event = await work.get('events', held.eventId);
  if (!event) return refuse('FAILED_PRECONDITION', '那场领取活动已经没有了，只能选择不接受。');
  await carryOut(work, card, acceptHeld(card, held, event, note), context);
};

/** 冲突: what happened at a desk and does not fit what is known. */
export const conflictHandlers: Pick<Handlers<'staff'>, 'conflict.list' | 'conflict.resolve'> = {
  'conflict.list': {
    who: 'staff',
    input: calls.conflictList,
    run: async ({ rights }, { eventId, cursor }) => {
      const event = await getEvent(eventId);
      const { cards, next } = await conflictedPage(eventId, cursor);
      const seen = cards.filter((card) => maySee(rights, card.areaPath));
      const events = await eventsOf(seen, event);
      const items = seen.flatMap((card) =>
        conflictsOf(card).map((conflict) => viewOf(events, card, conflict)),
      );
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'conflict.resolve': {
    who: 'staff',
    input: calls.conflictResolve,
    run: (context, { conflictId, resolution, note }) =>
      once(context, async (work) => {
        const { personId: by, now: at, rights } = context;
        const cardId = conflictId.slice(0, Math.max(0, conflictId.lastIndexOf('.')));
        const card = await work.get('cards', cardId);
        if (!card) return refuseAbsent('没有找到这个冲突。');
        requireArea(rights, card);
        const meant = conflictsOf(card).find((one) => conflictIdOf(card, one) === conflictId);
        if (!meant) return refuseAbsent('没有找到这个冲突。');
        if (meant.resolved) refuse('FAILED_PRECONDITION', '这个冲突已经处理过了。');
        if (meant.kind === 'held') {
          if (resolution !== 'accept' && resolution !== 'refuse') {
            refuse('INVALID_ARGUMENT', '请选择接受（accept）或不接受（refuse）。');
          }
          if (resolution === 'accept') await accept(work, card, meant.scan, context, note);
        }
        const act = { by, now: at, event: 'conflict.resolve', reason: note };
        await changeCard(work, cardId, act, (current) =>
          settleConflict(current, meant, { at, by, resolution, note }),
        );
        await logOnCard(work, context, card, '处理兑换时的冲突');
        await work.audit({ action: 'conflict.resolve', subject: conflictId });
        return { state: 'resolved' as const };
      }),
  },
};
