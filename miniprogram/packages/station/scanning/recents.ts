import { clockText, fullDayText } from '../../../utils/time';
import type { Signal, VerdictView } from './verdict';

/** A scan that this device remembers: nothing that names a child. */
export interface RecentScan {
  at: number;
  signal: Signal;
  title: string;
  gift: string;
  cardNo: string;
}

/** As many scans as the device remembers. */
const KEPT = 200;

/** As many as the page shows. */
const SHOWN = 20;

/** Newest first. */
export const withScan = (
  list: readonly RecentScan[],
  { signal, title, gift, cardNo }: VerdictView,
  at: number,
): RecentScan[] => [{ at, signal, title, gift, cardNo }, ...list].slice(0, KEPT);

const isSameDay = (a: number, b: number): boolean => fullDayText(a) === fullDayText(b);

/** Gifts handed out with this device on the day of `now`. */
export const handedOutToday = (list: readonly RecentScan[], now: number): number =>
  list.filter(({ at, signal }) => signal === 'go' && isSameDay(at, now)).length;

export interface RecentRow {
  key: string;
  clock: string;
  signal: Signal;
  text: string;
  cardNo: string;
}

/** Today's latest scans: `10:32 书包`, or what was wrong. */
export const recentRows = (list: readonly RecentScan[], now: number): RecentRow[] =>
  list
    .filter(({ at }) => isSameDay(at, now))
    .slice(0, SHOWN)
    .map(({ at, signal, title, gift, cardNo }, index) => ({
      key: `${at}-${index}`,
      clock: clockText(at),
      signal,
      text: signal === 'go' ? gift : [title, gift].filter(Boolean).join(' · '),
      cardNo,
    }));
