import * as v from 'valibot';
import type { ConflictView, HandOver } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import {
  effectiveRedemption,
  type Card,
  type EventPlan,
  type Redemption,
} from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { resolveConflict } from '../../domain/card/scan';
import { sha256 } from '../../shared/identity';
import { id, requestId, text } from '../../shared/input';
import type { Handlers } from '../../shared/serve';
import { getEvent } from '../../store/campaign/campaigns';
import { changeCard, conflictedPage } from '../../store/card/cards';
import { once } from '../../store/common/requests';

/** A conflict is the superseded redemption of a card, known by both. */
const conflictIdOf = (card: Pick<Card, '_id'>, { nonce }: Pick<Redemption, 'nonce'>): string =>
  `${card._id}.${sha256(nonce).slice(0, 16)}`;

const handOverOf = (event: EventPlan, redemption: Redemption): HandOver => ({
  at: redemption.at,
  stationId: redemption.stationId,
  stationLabel:
    event.stations.find(({ stationId }) => stationId === redemption.stationId)?.label ??
    redemption.stationId,
  deviceId: redemption.deviceId,
  ...(redemption.collector ? { collector: redemption.collector.type } : {}),
});

const conflictsOf = (event: EventPlan, card: Card): ConflictView[] => {
  const effective = effectiveRedemption(card);
  return card.redemptions
    .filter(({ status }) => status === 'superseded')
    .map((other) => ({
      conflictId: conflictIdOf(card, other),
      cardId: card._id,
      cardNo: card.cardNo,
      alias: card.alias,
      gift: card.gift.title,
      state: other.resolved ? 'resolved' : 'open',
      ...(effective ? { effective: handOverOf(event, effective) } : {}),
      other: handOverOf(event, other),
      ...(other.resolved
        ? {
            resolution: other.resolved.resolution,
            note: other.resolved.note,
            resolvedAt: other.resolved.at,
          }
        : {}),
    }));
};

/** 冲突: gifts that two devices handed out while they could not know of each other. */
export const conflictHandlers: Pick<Handlers<'staff'>, 'conflict.list' | 'conflict.resolve'> = {
  'conflict.list': {
    who: 'staff',
    input: v.strictObject({ eventId: id, cursor: v.exactOptional(id) }),
    run: async ({ rights }, { eventId, cursor }) => {
      const event = await getEvent(eventId);
      const { cards, next } = await conflictedPage(eventId, cursor);
      const items = cards
        .filter((card) => maySee(rights, card.areaPath))
        .flatMap((card) => conflictsOf(event, card));
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'conflict.resolve': {
    who: 'staff',
    input: v.strictObject({
      requestId,
      conflictId: id,
      resolution: text(40),
      note: text(200),
    }),
    run: (context, { conflictId, resolution, note }) =>
      once(context, async (work) => {
        const { personId: by, now: at, rights } = context;
        const cardId = conflictId.slice(0, Math.max(0, conflictId.lastIndexOf('.')));
        const found = await work.get('cards', cardId);
        if (!found) return refuse('NOT_FOUND', '没有找到这个冲突。');
        const act = { by, now: at, event: 'conflict.resolve', reason: note };
        await changeCard(work, cardId, act, (card) => {
          if (!maySee(rights, card.areaPath)) {
            refuse('PERMISSION_DENIED', '这张卡不在你负责的区域。');
          }
          const isMeant = (one: Redemption): boolean => conflictIdOf(card, one) === conflictId;
          return resolveConflict(card, isMeant, { at, by, resolution, note });
        });
        await work.audit({ action: 'conflict.resolve', subject: conflictId });
        return { state: 'resolved' as const };
      }),
  },
};
