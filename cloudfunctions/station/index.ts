import { concernHandlers } from './concern';
import { desksOf, maySee, scannerGrantsFor, type ScannerGrant } from '../domain/common/access';
import type { Card } from '../domain/card/card';
import { refuse } from '../domain/common/refusal';
import { nothing } from '../calls/fields';
import * as calls from '../calls/station';
import { serve, type Handlers } from '../shared/serve';
import { attemptsPage } from '../store/card/attempts';
import { getEvent, rehearsalsOf, viewOfEvent } from '../store/campaign/campaigns';
import { manifestOf, MANIFEST_FIELDS } from '../domain/card/manifest';
import { cardFieldsPage, cardsById } from '../store/card/cards';
import { read } from '../store/common/database';
import { seeDevice } from '../store/common/devices';
import { cardHandlers } from './card';
import { isClosedBatch } from './scanner-access';
import { scanHandlers } from './scan';
import { syncHandlers } from './sync';

/** A pass is good at every session of its programme. */
const liesAt = (
  { stationId, kind }: Pick<Card, 'stationId' | 'kind'>,
  desks: readonly string[],
): boolean => kind === 'pass' || (stationId !== null && desks.includes(stationId));

/** Volunteers at the event. */
export const handlers: Handlers<'station'> = {
  ...concernHandlers,
  ...scanHandlers,
  ...syncHandlers,
  ...cardHandlers,
  me: {
    who: 'volunteer',
    input: nothing,
    run: async ({ grants, now }) => {
      const scanner = grants.filter(
        (grant): grant is ScannerGrant =>
          grant.kind === 'scanner' && grant.endedAt === null && now <= grant.until,
      );
      const events = await Promise.all(
        scanner.map(async (grant) => {
          const [event, rehearsals] = await Promise.all([
            getEvent(grant.eventId),
            rehearsalsOf(grant.eventId, now),
          ]);
          if (isClosedBatch(event)) return [];
          return [event, ...rehearsals].map((one) => ({
            ...viewOfEvent(one),
            ...(grant.stationIds === null ? {} : { stationIds: grant.stationIds }),
            grantedFrom: grant.from,
            grantedUntil: grant.until,
          }));
        }),
      );
      return { events: events.flat() };
    },
  },
  open: {
    who: 'volunteer',
    input: calls.open,
    run: async ({ grants, now, personId }, given) => {
      const { eventId, stationId, deviceId, deviceLabel: label, deviceTime, cursor } = given;
      const event = await getEvent(eventId);
      const granted = [eventId, event.rehearsalOf ?? eventId];
      const here = granted.flatMap((at) => scannerGrantsFor(grants, { eventId: at, now }));
      const desks = desksOf(here);
      if (isClosedBatch(event) || here.length === 0 || desks?.includes(stationId) === false) {
        refuse('PERMISSION_DENIED', '你没有这个核销点的授权，请联系工作人员。');
      }
      if (!event.stations.some((station) => station.stationId === stationId)) {
        refuse('NOT_FOUND', '这场活动没有这个核销点。');
      }
      const clockOffsetMs = now - deviceTime;
      const { waiting: left = 0 } = given;
      const device = { eventId, stationId, deviceId, label };
      const seen = { ...device, clockOffsetMs, lastSeenAt: now, waiting: left };
      const [{ cards, next }] = await Promise.all([
        cardFieldsPage(eventId, MANIFEST_FIELDS, cursor),
        cursor === undefined ? seeDevice({ ...seen, personId }) : undefined,
      ]);
      return {
        event: viewOfEvent(event),
        clockOffsetMs,
        // Cards of desks where she has nothing to do are none of her business.
        manifest: manifestOf(desks ? cards.filter((card) => liesAt(card, desks)) : cards, event),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
  attempts: {
    who: 'staff',
    input: calls.attempts,
    run: async ({ rights }, { eventId, cardId, cursor }) => {
      const card = cardId === undefined ? null : await read('cards', cardId);
      if (card && !maySee(rights, card.areaPath)) {
        refuse('PERMISSION_DENIED', '这张卡不在你负责的区域。');
      }
      const { items, next } = await attemptsPage({ eventId, cardId }, cursor);
      // What was scanned of another area's card is that area's to see; a code that is none is nobody's.
      const cards = await cardsById(items.flatMap(({ cardId: scanned }) => scanned ?? []));
      const foreign = new Set(
        cards.filter(({ areaPath }) => !maySee(rights, areaPath)).map(({ _id }) => _id),
      );
      const mine = items.filter(({ cardId: scanned }) => !foreign.has(scanned ?? ''));
      return {
        items: mine.map((attempt) => ({
          nonce: attempt.nonce,
          reason: attempt.reason,
          deviceId: attempt.deviceId,
          stationId: attempt.stationId,
          at: attempt.at,
          ...(attempt.cardId === null ? {} : { cardId: attempt.cardId }),
          ...(attempt.handedOutAt === undefined ? {} : { handedOutAt: attempt.handedOutAt }),
        })),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
};

export const main = serve('station', handlers);
