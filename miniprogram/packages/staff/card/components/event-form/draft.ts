import { dayAt, clockText, momentOf } from '@micro-wish/vocabulary';
import type {
  EpochMs,
  EventView,
  Input,
  MapPoint,
  Station,
} from '../../../../../../typings/contract';

/** An event as the form holds it: days `YYYY-MM-DD`, hours `HH:mm`. */
export interface EventDraft {
  eventId: string;
  title: string;
  place: string;
  /** 纬度, 经度 as it is pasted from a map; '' for none. */
  point: string;
  address: string;
  fromDay: string;
  fromHour: string;
  untilDay: string;
  untilHour: string;
  stations: Station[];
}

/** An event to change. */
export const draftOf = (event: EventView): EventDraft => ({
  eventId: event.eventId,
  title: event.title,
  place: event.place,
  point: event.location ? `${event.location.latitude}, ${event.location.longitude}` : '',
  address: event.location?.address ?? '',
  fromDay: dayAt(event.from),
  fromHour: clockText(event.from),
  untilDay: dayAt(event.until),
  untilHour: clockText(event.until),
  stations: event.stations,
});

const DAY_MS = 24 * 60 * 60 * 1000;

/** The event whose desks a new one begins with: the latest that was not cancelled. */
export const lastEvent = (events: readonly EventView[]): EventView | undefined =>
  events
    .filter(({ cancelled }) => cancelled === undefined)
    .reduce<EventView | undefined>(
      (last, event) => (last && last.from >= event.from ? last : event),
      undefined,
    );

/** A new event: tomorrow from nine to five, at the desks of the last one or at a first one. */
export const newDraft = (now: EpochMs, last?: Pick<EventView, 'stations'> | null): EventDraft => ({
  eventId: '',
  title: '',
  place: '',
  point: '',
  address: '',
  fromDay: dayAt(now + DAY_MS),
  fromHour: '09:00',
  untilDay: dayAt(now + DAY_MS),
  untilHour: '17:00',
  stations: last?.stations ?? [{ stationId: 'desk-1', label: '1 号台' }],
});

/** One more desk, with the first number that is free. */
export const withDesk = (stations: readonly Station[]): Station[] => {
  const isFree = (number: number): boolean =>
    !stations.some(({ stationId }) => stationId === `desk-${number}`);
  let number = 1;
  while (!isFree(number)) number += 1;
  return [...stations, { stationId: `desk-${number}`, label: `${number} 号台` }];
};

/** What is said of a place that was chosen on the map. */
export const withPlace = (
  draft: EventDraft,
  { name, address, latitude, longitude }: Record<'name' | 'address', string> & MapPoint,
): EventDraft => ({
  ...draft,
  place: (name || draft.place).slice(0, PLACE_LENGTH),
  point: `${latitude.toFixed(POINT_DIGITS)}, ${longitude.toFixed(POINT_DIGITS)}`,
  address: address.slice(0, PLACE_LENGTH),
});

/** As the fields of the form take. */
const PLACE_LENGTH = 60;

/** A tenth of a metre. */
const POINT_DIGITS = 6;

const POINT = /^(-?\d{1,2}(?:\.\d+)?)[\s,，]+(-?\d{1,3}(?:\.\d+)?)$/;

/** Reads 纬度, 经度; null where nothing is given, `undefined` where it is no point of a map. */
export const readPoint = (
  text: string,
): { latitude: number; longitude: number } | null | undefined => {
  if (text.trim() === '') return null;
  const [, latitude, longitude] = POINT.exec(text.trim()) ?? [];
  const point = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : undefined;
};

/** What is wrong with the draft; '' where it may be saved. */
export const draftProblem = (draft: EventDraft): string => {
  if (draft.title.trim() === '') return '请填写活动名称';
  if (momentOf(draft.fromDay, draft.fromHour) >= momentOf(draft.untilDay, draft.untilHour)) {
    return '结束时间要晚于开始时间';
  }
  if (readPoint(draft.point) === undefined) return '地图位置写成「纬度, 经度」，例如 22.53, 113.92';
  if (draft.stations.length === 0) return '请至少设一个核销点';
  return draft.stations.some(({ label }) => label.trim() === '') ? '请给每个核销点起个名字' : '';
};

const locationOf = ({ point, address }: EventDraft): MapPoint | null => {
  const read = readPoint(point);
  if (!read) return null;
  return address.trim() === '' ? read : { ...read, address: address.trim() };
};

/** What is sent to save it. */
export const eventInput = (
  draft: EventDraft,
  campaignId: string,
): Omit<Input<'staff', 'event.save'>, 'requestId'> => ({
  ...(draft.eventId === '' ? {} : { eventId: draft.eventId }),
  campaignId,
  title: draft.title.trim(),
  ...(draft.place.trim() === '' ? {} : { place: draft.place.trim() }),
  location: locationOf(draft),
  from: momentOf(draft.fromDay, draft.fromHour),
  until: momentOf(draft.untilDay, draft.untilHour),
  stations: draft.stations.map((station) => ({ ...station, label: station.label.trim() })),
});
