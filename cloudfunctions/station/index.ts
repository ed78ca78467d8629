import * as v from 'valibot';
import { maySee, scannerGrantFor, type ScannerGrant } from '../domain/access';
import { refuse } from '../domain/refusal';
import { epochMs, id, nothing, text } from '../shared/input';
import { serve, type Handlers } from '../shared/serve';
import { attemptsPage } from '../store/attempts';
import { getEvent, viewOfEvent } from '../store/campaigns';
import { cardsOfEvent } from '../store/cards';
import { read } from '../store/database';
import { scanHandlers } from './scan';

/** How much of a code's hash a device takes along: enough to tell cards apart, no way back. */
const HASH_ON_DEVICE = 16;

/** Volunteers at the event. */
export const handlers: Handlers<'station'> = {
  ...scanHandlers,
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
          const event = await getEvent(grant.eventId);
          return {
            ...viewOfEvent(event),
            ...(grant.stationIds === null ? {} : { stationIds: grant.stationIds }),
            grantedFrom: grant.from,
            grantedUntil: grant.until,
          };
        }),
      );
      return { events };
    },
  },
  open: {
    who: 'volunteer',
    input: v.strictObject({
      eventId: id,
      stationId: id,
      deviceId: id,
      deviceLabel: text(40),
      deviceTime: epochMs,
    }),
    run: async ({ grants, now }, { eventId, stationId, deviceTime }) => {
      if (!scannerGrantFor(grants, { eventId, stationId, now })) {
        refuse('PERMISSION_DENIED', '你没有这个核销点的授权，请联系工作人员。');
      }
      const event = await getEvent(eventId);
      if (!event.stations.some((station) => station.stationId === stationId)) {
        refuse('NOT_FOUND', '这场活动没有这个核销点。');
      }
      const cards = await cardsOfEvent(eventId);
      const atDesk = cards.filter(
        (card) => card.stationId === null || card.stationId === stationId,
      );
      return {
        event: viewOfEvent(event),
        clockOffsetMs: now - deviceTime,
        manifest: atDesk.map((card) => ({
          codes: card.codes
            .filter(({ issueNo }) => issueNo === card.issueNo)
            .map(({ hash }) => hash.slice(0, HASH_ON_DEVICE)),
          cardNo: card.cardNo,
          gift: card.gift.title,
          alias: card.alias,
          state: card.state,
          ready: card.ready,
          ...(card.stationId === null ? {} : { stationId: card.stationId }),
        })),
      };
    },
  },
  attempts: {
    who: 'staff',
    input: v.strictObject({
      eventId: id,
      cardId: v.exactOptional(id),
      cursor: v.exactOptional(id),
    }),
    run: async ({ rights }, { eventId, cardId, cursor }) => {
      const card = cardId === undefined ? null : await read('cards', cardId);
      if (card && !maySee(rights, card.areaPath)) {
        refuse('PERMISSION_DENIED', '这张卡不在你负责的区域。');
      }
      const { items, next } = await attemptsPage({ eventId, cardId }, cursor);
      return {
        items: items.map((attempt) => ({
          nonce: attempt.nonce,
          reason: attempt.reason,
          deviceId: attempt.deviceId,
          stationId: attempt.stationId,
          at: attempt.at,
          ...(attempt.cardId === null ? {} : { cardId: attempt.cardId }),
        })),
        ...(next === undefined ? {} : { next }),
      };
    },
  },
};

export const main = serve('station', handlers);
