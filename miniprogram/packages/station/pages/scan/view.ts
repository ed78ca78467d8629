import {
  AGE_BAND_WORDS,
  CATEGORY_WORDS,
  COLLECTOR_WORDS,
  periodText,
} from '@micro-wish/vocabulary';
import type {
  CollectorType,
  EpochMs,
  EventView,
  SessionDoors,
  Output,
  ScanAccepted,
  Station,
  WishDetails,
} from '../../../../../typings/contract';
import type { OfflineCard } from '../../offline/manifest';

type GrantedEvent = Output<'station', 'me'>['events'][number];

/** An event to scan at; without a grant's desks and hours for staff, who need none. */
export type OpenEvent = EventView & Partial<GrantedEvent>;

/** Where this device works: remembered until the volunteer changes it. */
export interface Desk {
  eventId: string;
  eventTitle: string;
  stationId: string;
  label: string;
  /** The desks of the event, to name the one where a gift lies. */
  stations: Station[];
  /** 演练: nothing that happens here counts. */
  practice: boolean;
  /** Of a programme: the session whose door this is. */
  session?: SessionDoors;
}

/** An event to work at, with the desks that the volunteer's grant covers. */
export interface EventChoice {
  eventId: string;
  title: string;
  when: string;
  place: string;
  desks: Desk[];
  /** What is asked above the desks. */
  ask: string;
  /** Says that the grant does not hold now; '' while it does. */
  notNow: string;
}

const sessionOf = (session: SessionDoors | undefined) => (session ? { session } : {});

/** The volunteer's events: those that can be worked at now first. */
export const eventChoices = (events: readonly OpenEvent[], now: EpochMs): EventChoice[] =>
  events
    .flatMap((event) => {
      const doors = new Map(event.sessions?.map((session) => [session.stationId, session]));
      const isOpen = (stationId: string): boolean =>
        event.sessions === undefined || (doors.get(stationId)?.outUntil ?? 0) >= now;
      const covered = event.stations.filter(
        ({ stationId }) =>
          isOpen(stationId) && (!event.stationIds || event.stationIds.includes(stationId)),
      );
      // A programme of which nothing is left to scan.
      if (event.sessions && covered.length === 0) return [];
      const tooEarly = now < (event.grantedFrom ?? now);
      const isOver = now > (event.grantedUntil ?? now);
      return [
        {
          eventId: event.eventId,
          title: event.title,
          when: periodText(event.from, event.until),
          place: event.place,
          ask: event.sessions ? '现在是哪一场？' : '你在哪个核销点？',
          desks: covered.map((station) => ({
            eventId: event.eventId,
            eventTitle: event.title,
            stations: event.stations,
            practice: event.rehearsalOf !== undefined,
            ...station,
            ...sessionOf(doors.get(station.stationId)),
          })),
          notNow: isOver ? '你的授权已经结束' : tooEarly ? '还没到你的授权时间' : '',
        },
      ];
    })
    .sort((a, b) => Number(a.notNow !== '') - Number(b.notNow !== ''));

/** The remembered desk as it is now; undefined once it is gone or the grant no longer covers it. */
export const deskStillOpen = (
  remembered: Desk | undefined,
  choices: readonly EventChoice[],
): Desk | undefined =>
  choices
    .filter(({ notNow }) => notNow === '')
    .flatMap(({ desks }) => desks)
    .find(
      ({ eventId, stationId }) =>
        eventId === remembered?.eventId && stationId === remembered.stationId,
    );

/** The gift to fetch from the shelf, before anything is redeemed. */
export interface GiftView {
  gift: string;
  category: string;
  categoryWord: string;
  details: string;
  /** Its place on the desk's shelf; '' where none is known. */
  shelf: string;
  alias: string;
  ageBand: string;
  cardNo: string;
}

/** 尺码 130 · 颜色 蓝 · 型号 X1, or the free text. */
export const detailsText = (details: WishDetails | undefined): string => {
  if (details === undefined || typeof details === 'string') return details ?? '';
  const { size, colour, model } = details;
  const parts: [string, string | undefined][] = [
    ['尺码', size],
    ['颜色', colour],
    ['型号', model],
  ];
  return parts
    .filter(([, value]) => value)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
};

export const giftView = ({ gift, alias, ageBand, cardNo }: ScanAccepted): GiftView => ({
  gift: gift.title,
  category: gift.category,
  categoryWord: CATEGORY_WORDS[gift.category],
  details: detailsText(gift.details),
  shelf: gift.shelf ?? '',
  alias,
  ageBand: ageBand === undefined ? '' : AGE_BAND_WORDS[ageBand],
  cardNo,
});

/** A pack is carried along, and a pass stands for nothing that lies anywhere. */
export const inHand = (gift: GiftView): GiftView => ({ ...gift, categoryWord: '' });

/** The gift of a card that only the list knows. */
export const giftOnList = ({ gift, alias, shelf, ageBand, cardNo }: OfflineCard): GiftView => ({
  gift: gift.title,
  category: gift.category,
  categoryWord: CATEGORY_WORDS[gift.category],
  details: detailsText(gift.details),
  shelf,
  alias,
  ageBand: ageBand ? AGE_BAND_WORDS[ageBand] : '',
  cardNo,
});

const COLLECTORS: CollectorType[] = ['child', 'guardian', 'loveMother', 'teacher', 'socialWorker'];

/** Who may take the gift, the child first. */
export const COLLECTOR_CHOICES = COLLECTORS.map((type) => ({ type, label: COLLECTOR_WORDS[type] }));
