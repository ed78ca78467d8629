import type { Absentee, RejectReason, WishCategory } from '../../../typings/contract';
import { maySee } from '../../domain/common/access';
import { effectiveRedemption, isRedeemed, type Card, type EventPlan } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import { newId, newNumber } from '../../shared/identity';
import * as calls from '../../calls/card';
import type { Handlers } from '../../shared/serve';
import {
  areaNames,
  eventsOf,
  getCampaign,
  getEvent,
  openProgrammesOf,
  viewOfEvent,
} from '../../store/campaign/campaigns';
import {
  cardFieldsOf,
  cardFieldsPage,
  conflictedCards,
  practiceCard,
} from '../../store/card/cards';
import { windowsBefore } from '../../domain/card/card-history';
import { openConflicts } from '../../domain/card/conflict';
import { read } from '../../store/common/database';
import { devicesOf } from '../../store/common/devices';
import { once } from '../../store/common/requests';
import { readSearch } from '../../store/wish/search';
import { isFound } from './card';
import { codeOf, codesOf } from '../../shared/card-codes';
import { failuresByReason } from '../../store/card/attempts';

const FIVE_MINUTES = 5 * 60 * 1000;
const REHEARSAL_MS = 12 * 60 * 60 * 1000;
const PRACTICE_CARDS_A_DESK = 3;
const MAX_PRACTICE_CARDS = 30;
const ABSENTEE_FIELDS = [
  'kind',
  'cardNo',
  'wishId',
  'alias',
  'gift',
  'areaPath',
  'stationId',
  'state',
  'ready',
  'redemptions',
] as const;

const tally = <Key>(counts: Map<Key, [number, number]>, key: Key, redeemed: boolean): void => {
  const [cards, done] = counts.get(key) ?? [0, 0];
  counts.set(key, [cards + 1, done + (redeemed ? 1 : 0)]);
};

/** A gift that lies ready and that nobody has come for. */
const isMissing = (card: Pick<Card, 'state' | 'ready' | 'redemptions'>): boolean =>
  card.ready && card.state !== 'void' && !isRedeemed(card);

/** A batch and a programme are changed by their own calls alone. @throws Refusal FAILED_PRECONDITION */
const requireNoBatch = ({ batch, programme }: EventPlan): void => {
  if (programme) refuse('FAILED_PRECONDITION', '这是一个项目，请在项目里办理。');
  if (batch) refuse('FAILED_PRECONDITION', '这是暖心包批次，请在暖心包里办理。');
};

/** Cards that lie at a desk which an event no longer has would be lost. */
const requireDesksKept = async (before: EventPlan, stationIds: Set<string>): Promise<void> => {
  const gone = before.stations.filter(({ stationId }) => !stationIds.has(stationId));
  if (gone.length === 0) return;
  const cards = await cardFieldsOf(before._id, ['stationId', 'state', 'ready', 'redemptions']);
  const stranded = gone.find(({ stationId }) =>
    cards.some((card) => card.stationId === stationId && isMissing(card)),
  );
  if (stranded) {
    refuse(
      'FAILED_PRECONDITION',
      `「${stranded.label}」还有没领走的礼物，请先把卡移到别的核销点。`,
    );
  }
};

export const eventHandlers: Pick<
  Handlers<'staff'>,
  | 'event.save'
  | 'event.list'
  | 'event.progress'
  | 'event.absentees'
  | 'event.cancel'
  | 'event.rehearse'
> = {
  'event.save': {
    who: 'admin',
    input: calls.eventSave,
    run: async (context, given) => {
      const campaign = await getCampaign(given.campaignId);
      if (given.from >= given.until) {
        refuse('INVALID_ARGUMENT', '领取活动的结束时间应晚于开始时间。');
      }
      const eventId = given.eventId ?? newId('event');
      const known = await read('events', eventId);
      const stationIds = new Set(given.stations.map(({ stationId }) => stationId));
      if (known) {
        requireNoBatch(known);
        await requireDesksKept(known, stationIds);
      }
      return once(context, async (work) => {
        const before = await work.get('events', eventId);
        if (before && before.campaignId !== campaign._id) {
          refuse('CONFLICT', '这个编号的领取活动属于另一个活动，请换一个编号。');
        }
        const location = given.location === undefined ? before?.location : given.location;
        await work.put('events', {
          _id: eventId,
          campaignId: campaign._id,
          title: given.title,
          place: given.place ?? before?.place ?? campaign.place,
          ...(location ? { location } : {}),
          from: given.from,
          until: given.until,
          stations: given.stations,
          rehearsalOf: before?.rehearsalOf ?? null,
          past: before ? windowsBefore(before, context.now) : [],
          // A window that was set anew opens a cancelled event again.
          cancelled: null,
        });
        await work.audit({ action: 'event.save', subject: eventId });
        return { eventId };
      });
    },
  },
  'event.list': {
    who: 'staff',
    input: calls.eventList,
    run: async ({ now }, { campaignId, programmes }) => {
      const events = await eventsOf(campaignId);
      const open = programmes ? await openProgrammesOf(campaignId, now) : [];
      return { items: [...events, ...open].map(viewOfEvent) };
    },
  },
  'event.progress': {
    who: 'staff',
    input: calls.eventProgress,
    run: async (_, { eventId }) => {
      const [event, cards, conflicted, failed, devices] = await Promise.all([
        getEvent(eventId),
        cardFieldsOf(eventId, ['state', 'stationId', 'gift', 'redemptions']),
        conflictedCards(eventId),
        failuresByReason(eventId),
        devicesOf(eventId),
      ]);
      const stations = new Map<string | null, [number, number]>();
      const categories = new Map<WishCategory, [number, number]>();
      const minutes = new Map<number, number>();
      const counted = cards.filter(({ state }) => state !== 'void');
      for (const card of counted) {
        const redemption = effectiveRedemption(card);
        tally(stations, redemption?.stationId ?? card.stationId, redemption !== undefined);
        tally(categories, card.gift.category, redemption !== undefined);
        if (redemption) {
          const at = Math.floor(redemption.at / FIVE_MINUTES) * FIVE_MINUTES;
          minutes.set(at, (minutes.get(at) ?? 0) + 1);
        }
      }
      return {
        event: viewOfEvent(event),
        cards: counted.length,
        redeemed: counted.filter(isRedeemed).length,
        byStation: event.stations.map(({ stationId, label }) => {
          const [all, redeemed] = stations.get(stationId) ?? [0, 0];
          return { stationId, label, cards: all, redeemed };
        }),
        byCategory: [...categories].map(([category, [all, redeemed]]) => ({
          category,
          cards: all,
          redeemed,
        })),
        timeline: [...minutes]
          .sort(([a], [b]) => a - b)
          .map(([at, redeemed]) => ({ at, redeemed })),
        openConflicts: conflicted.reduce((sum, card) => sum + openConflicts(card), 0),
        failedScans: [...failed].map(([reason, times]) => ({
          reason: reason as RejectReason,
          count: times,
        })),
        devices: devices.map(
          ({ deviceId, label, stationId, lastSeenAt, clockOffsetMs, waiting = 0 }) => ({
            deviceId,
            label,
            stationId,
            lastSeenAt,
            clockOffsetMs,
            waiting,
          }),
        ),
      };
    },
  },
  'event.absentees': {
    who: 'staff',
    input: calls.eventAbsentees,
    run: async ({ rights }, { eventId, search, cursor }) => {
      const { campaignId } = await getEvent(eventId);
      const searched = await readSearch(campaignId, search);
      const { cards, next } = await cardFieldsPage(eventId, ABSENTEE_FIELDS, cursor);
      const missing = cards.filter((card) => isMissing(card) && maySee(rights, card.areaPath));
      const names = await areaNames(missing.flatMap(({ areaPath }) => areaPath.at(-1) ?? []));
      const nameOf = ({ areaPath }: Pick<Card, 'areaPath'>): string =>
        names.get(areaPath.at(-1) ?? '') ?? '';
      const found = missing.filter((card) => isFound(searched, card, nameOf(card)));
      const items = found.map((card): Absentee => {
        const { _id, cardNo, wishId, alias, gift, stationId } = card;
        return {
          cardId: _id,
          cardNo,
          wishId,
          alias,
          gift: gift.title,
          communityName: nameOf(card),
          ...(stationId === null ? {} : { stationId }),
        };
      });
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'event.cancel': {
    who: 'admin',
    input: calls.eventCancel,
    run: (context, { eventId, reason }) =>
      once(context, async (work) => {
        const event = await work.get('events', eventId);
        if (!event) return refuse('NOT_FOUND', '没有找到这场领取活动。');
        requireNoBatch(event);
        if (event.cancelled) refuse('FAILED_PRECONDITION', '这场领取活动已经取消了。');
        const { now } = context;
        await work.put('events', {
          ...event,
          from: Math.min(event.from, now),
          until: Math.min(event.until, now),
          past: windowsBefore(event, now),
          cancelled: { at: now, reason },
        });
        await work.audit({ action: 'event.cancel', subject: eventId });
        return { eventId };
      }),
  },
  'event.rehearse': {
    who: 'admin',
    input: calls.eventRehearse,
    run: async (context, { eventId }) => {
      const real = await getEvent(eventId);
      requireNoBatch(real);
      if (real.rehearsalOf !== null) refuse('FAILED_PRECONDITION', '这已经是一场演练。');
      const { now } = context;
      const rehearsalId = newId('rehearsal');
      const desks = real.stations.slice(0, MAX_PRACTICE_CARDS / PRACTICE_CARDS_A_DESK);
      const made = desks.flatMap(({ stationId }) =>
        Array.from({ length: PRACTICE_CARDS_A_DESK }, () => ({
          stationId,
          cardId: newId('practice'),
          cardNo: newNumber('P'),
        })),
      );
      return once(context, async (work) => {
        await work.put('events', {
          ...real,
          _id: rehearsalId,
          title: `演练 · ${real.title}`,
          from: now,
          until: now + REHEARSAL_MS,
          rehearsalOf: eventId,
          past: [],
          cancelled: null,
        });
        for (const [place, { cardId, cardNo, stationId }] of made.entries()) {
          const { keyNo, codes } = codesOf(cardId, 1);
          const gift = `练习礼物 ${place + 1}`;
          const card = { cardId, cardNo, stationId, eventId: rehearsalId, gift, keyNo, codes, now };
          await work.put('cards', practiceCard(card));
        }
        await work.audit({ action: 'event.rehearse', subject: rehearsalId });
        const cards = made.map(({ cardId, cardNo }, place) => ({
          cardId,
          cardNo,
          gift: `练习礼物 ${place + 1}`,
          code: codeOf({ _id: cardId, issueNo: 1 }, 'paper'),
        }));
        return { eventId: rehearsalId, cards };
      });
    },
  },
};
