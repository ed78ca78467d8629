import {
  CATEGORY_WORDS,
  REJECT_REASON_WORDS,
  clockText,
  periodText,
  timeText,
} from '@micro-wish/vocabulary';
import type {
  Absentee,
  EpochMs,
  EventProgress,
  EventView,
  RejectReason,
  Station,
} from '../../../../../../typings/contract';
import { lastOf } from '../../../../../utils/last';
import { percentOf } from '../../../../../utils/percent';
import { headOf, sortedBy, type HeadCell, type Sorting } from '../../../common/sorting';
import { filterOf, narrowedBy, type ListFilter, type Narrowed } from '../../../common/narrowing';

const MINUTE = 60_000;
const STEP = 5 * MINUTE;

/** Columns of the timeline: the last three hours in steps of five minutes. */
const COLUMNS = 36;

/** A bar: how many of how many. */
export interface Bar {
  key: string;
  label: string;
  redeemed: number;
  cards: number;
  percent: number;
}

/** Five minutes of the event. */
export interface Column {
  at: EpochMs;
  redeemed: number;
  /** Of the tallest column, in percent. */
  height: number;
}

export interface DeviceRow {
  deviceId: string;
  label: string;
  desk: string;
  seen: string;
  /** Not heard of for longer than a device that is online would be silent. */
  isQuiet: boolean;
  /** What is wrong with its clock; '' where nothing is. */
  clock: string;
  /** Scans that it had not uploaded; '' where there were none. */
  waiting: string;
}

/** How far the event is, as the organiser sees it. */
export interface ProgressView {
  title: string;
  about: string;
  /** 进行中, 还没开始, 已结束, 已取消 */
  phase: string;
  isOn: boolean;
  cancelled: string;
  cards: number;
  redeemed: number;
  left: number;
  percent: number;
  pace: string;
  desks: Bar[];
  categories: Bar[];
  columns: Column[];
  firstClock: string;
  lastClock: string;
  openConflicts: number;
  failed: { reason: RejectReason; word: string; count: number }[];
  failedCount: number;
  devices: DeviceRow[];
}

/** 进行中, 还没开始 … */
export const phaseOf = ({ from, until, cancelled }: EventView, now: EpochMs): string => {
  if (cancelled) return '已取消';
  if (now < from) return '还没开始';
  return now > until ? '已结束' : '进行中';
};

/** Every five minutes from the first redemption to the last, the empty ones too. */
export const columnsOf = (timeline: EventProgress['timeline']): Column[] => {
  const last = lastOf(timeline);
  const first = timeline[0];
  if (!first || !last) return [];
  const counts = new Map(timeline.map(({ at, redeemed }) => [at, redeemed]));
  const from = Math.max(first.at, last.at - (COLUMNS - 1) * STEP);
  const steps = Array.from(
    { length: (last.at - from) / STEP + 1 },
    (_, step) => from + step * STEP,
  );
  const tallest = Math.max(...steps.map((at) => counts.get(at) ?? 0), 1);
  return steps.map((at) => {
    const redeemed = counts.get(at) ?? 0;
    return { at, redeemed, height: percentOf(redeemed, tallest) };
  });
};

/** Redemptions of about the last quarter of an hour. */
const paceText = (timeline: EventProgress['timeline'], now: EpochMs): string => {
  const recent = timeline.filter(({ at }) => at > now - 4 * STEP);
  const count = recent.reduce((sum, { redeemed }) => sum + redeemed, 0);
  return count === 0 ? '' : `最近 15 分钟发出 ${count} 份`;
};

/** A device that is online is heard of every minute. */
const QUIET_MS = 3 * MINUTE;
const CLOCK_MS = 30_000;

const agoText = (ms: number): string => {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return '刚刚在线';
  return minutes < 60 ? `${minutes} 分钟前在线` : `${Math.floor(minutes / 60)} 小时前在线`;
};

const clockProblem = (offsetMs: number): string => {
  if (Math.abs(offsetMs) < CLOCK_MS) return '';
  const minutes = Math.max(1, Math.round(Math.abs(offsetMs) / MINUTE));
  return `时钟${offsetMs > 0 ? '慢' : '快'}约 ${minutes} 分钟，已自动校正`;
};

const labelOf = (stationId: string | undefined, stations: readonly Station[]): string =>
  stations.find((station) => station.stationId === stationId)?.label ?? '未分核销点';

export const progressView = (progress: EventProgress, now: EpochMs): ProgressView => {
  const { event, cards, redeemed, byStation, byCategory, timeline, failedScans, devices } =
    progress;
  const columns = columnsOf(timeline);
  const phase = phaseOf(event, now);
  return {
    title: event.title,
    about: `${periodText(event.from, event.until)} · ${event.place}`,
    phase,
    isOn: phase === '进行中',
    cancelled: event.cancelled
      ? `${timeText(event.cancelled.at)} 取消：${event.cancelled.reason}`
      : '',
    cards,
    redeemed,
    left: cards - redeemed,
    percent: percentOf(redeemed, cards),
    pace: paceText(timeline, now),
    desks: byStation.map((desk) => ({
      key: desk.stationId,
      label: desk.label,
      redeemed: desk.redeemed,
      cards: desk.cards,
      percent: percentOf(desk.redeemed, desk.cards),
    })),
    categories: [...byCategory]
      .sort((a, b) => b.cards - a.cards)
      .map((kind) => ({
        key: kind.category,
        label: CATEGORY_WORDS[kind.category],
        redeemed: kind.redeemed,
        cards: kind.cards,
        percent: percentOf(kind.redeemed, kind.cards),
      })),
    columns,
    firstClock: columns[0] ? clockText(columns[0].at) : '',
    lastClock: columns.length > 0 ? clockText((lastOf(columns)?.at ?? 0) + STEP) : '',
    openConflicts: progress.openConflicts,
    failed: [...failedScans]
      .sort((a, b) => b.count - a.count)
      .map(({ reason, count }) => ({ reason, word: REJECT_REASON_WORDS[reason], count })),
    failedCount: failedScans.reduce((sum, { count }) => sum + count, 0),
    devices: [...devices]
      .sort((a, b) => b.lastSeenAt - a.lastSeenAt)
      .map((device) => ({
        deviceId: device.deviceId,
        label: device.label,
        desk: labelOf(device.stationId, event.stations),
        seen: agoText(now - device.lastSeenAt),
        isQuiet: now - device.lastSeenAt > QUIET_MS,
        clock: clockProblem(device.clockOffsetMs),
        waiting: device.waiting > 0 ? `当时还有 ${device.waiting} 条没上传` : '',
      })),
  };
};

/** The event to open with: one that is on, else the next, else the last. */
export const eventToOpen = (
  events: readonly EventView[],
  wanted: string,
  now: EpochMs,
): EventView | undefined => {
  const rank = ({ from, until, cancelled }: EventView): number =>
    cancelled || now > until ? 2 : now < from ? 1 : 0;
  return (
    events.find(({ eventId }) => eventId === wanted) ??
    [...events].sort((a, b) => rank(a) - rank(b) || a.from - b.from)[0]
  );
};

/** A card that nobody has come for. */
export interface AbsenteeRow {
  cardId: string;
  gift: string;
  alias: string;
  cardNo: string;
  community: string;
  desk: string;
  /** The same in one line. */
  about: string;
  chosen: boolean;
}

export const absenteeRows = (
  absentees: readonly Absentee[],
  stations: readonly Station[],
  ticked: readonly string[] = [],
): AbsenteeRow[] =>
  absentees.map(({ cardId, cardNo, alias, gift, communityName, stationId }) => {
    const desk = labelOf(stationId, stations);
    return {
      cardId,
      gift,
      alias,
      cardNo,
      community: communityName,
      desk,
      about: [communityName, desk, cardNo].filter(Boolean).join(' · '),
      chosen: ticked.includes(cardId),
    };
  });

/** A column of those who were missing that they can be sorted by. */
export type AbsenteeSortKey = 'gift' | 'community' | 'desk';

export const absenteeHead = (
  sorting: Sorting<AbsenteeSortKey> | null,
): HeadCell<AbsenteeSortKey>[] =>
  headOf(
    [
      ['gift', '礼物'],
      ['community', '社区'],
      ['desk', '核销点'],
    ],
    sorting,
  );

/** Those who were missing in the order of a column, or else as they came. */
export const sortedAbsentees = (
  absentees: readonly Absentee[],
  sorting: Sorting<AbsenteeSortKey> | null,
  stations: readonly Station[],
): readonly Absentee[] =>
  sorting
    ? sortedBy(absentees, sorting, {
        gift: ({ gift }) => gift,
        community: ({ communityName }) => communityName,
        desk: ({ stationId }) => labelOf(stationId, stations),
      })
    : absentees;

/** What those who were missing can be narrowed down by. */
export const absenteeFilters = (
  absentees: readonly Absentee[],
  stations: readonly Station[],
): ListFilter[] => [
  ...filterOf('desk', '核销点', absentees, ({ stationId = '' }) => ({
    value: stationId,
    word: labelOf(stationId, stations) || '别的台',
  })),
  ...filterOf('community', '社区', absentees, ({ communityName }) => ({
    value: communityName,
    word: communityName,
  })),
];

export const narrowedAbsentees = (absentees: readonly Absentee[], narrowed: Narrowed): Absentee[] =>
  narrowedBy(absentees, narrowed, {
    desk: ({ stationId }) => stationId,
    community: ({ communityName }) => communityName,
  });

/** Where cards that were not collected may go: an event of the campaign that is still to come. */
export interface Destination {
  eventId: string;
  stationId: string;
  label: string;
}

export const destinationsOf = (
  events: readonly EventView[],
  from: string,
  now: EpochMs,
): Destination[] =>
  events
    .filter(({ eventId, cancelled, until }) => eventId !== from && !cancelled && until > now)
    .flatMap(({ eventId, title, stations }) =>
      stations.map(({ stationId, label }) => ({
        eventId,
        stationId,
        label: `${title} · ${label}`,
      })),
    );

const DAY = 24 * 60 * MINUTE;

/** A delivery to the door, to be looked over before it is saved: tomorrow from nine to nine. */
export const deliveryDraft = (event: EventView, now: EpochMs): EventView => {
  const shanghai = 8 * 60 * MINUTE;
  const tomorrow = Math.floor((now + shanghai) / DAY) * DAY + DAY - shanghai;
  return {
    eventId: '',
    campaignId: event.campaignId,
    title: '送礼上门',
    place: '约定的地点',
    from: tomorrow + 9 * 60 * MINUTE,
    until: tomorrow + 21 * 60 * MINUTE,
    stations: [{ stationId: 'door-1', label: '上门组 1' }],
  };
};
