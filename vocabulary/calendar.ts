import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';
import type { EpochMs } from '../typings/contract/common';

dayjs.extend(utc);

/** The programme's clock: Asia/Shanghai, UTC+8 without summer time since 1991. */
const UTC_OFFSET_HOURS = 8;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const DAY = 'YYYY-MM-DD';

const shanghai = (at: EpochMs): Dayjs => dayjs.utc(at).utcOffset(UTC_OFFSET_HOURS);

/** The day of a moment: `2025-06-01`. */
export const dayAt = (at: EpochMs): string => shanghai(at).format(DAY);

/** Number of the day in which a moment lies, counted from 1970. */
export const dayNumber = (at: EpochMs): number =>
  Math.floor((at + UTC_OFFSET_HOURS * HOUR_MS) / DAY_MS);

/** Hour of the day, 0 to 23. */
export const hourAt = (at: EpochMs): number => shanghai(at).hour();

/** `10:30` */
export const clockText = (at: EpochMs): string => shanghai(at).format('HH:mm');

/** The month of a moment as `YYYY-MM`. */
export const monthAt = (at: EpochMs): string => shanghai(at).format('YYYY-MM');

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`. */
export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && dayjs.utc(day).format(DAY) === day;

/** The first moment of a day `YYYY-MM-DD`; NaN where there is no such day. */
export const startOfDay = (day: string): EpochMs =>
  isDay(day) ? dayjs.utc(day).valueOf() - UTC_OFFSET_HOURS * HOUR_MS : NaN;

/** The moment of a clock time `HH:mm` on a day; NaN where there is no such day or time. */
export const momentOf = (day: string, clock: string): EpochMs =>
  isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(clock)
    ? dayjs.utc(`${day}T${clock}`).valueOf() - UTC_OFFSET_HOURS * HOUR_MS
    : NaN;

/** A moment as a spreadsheet keeps it: the same clock time in UTC. */
export const asWallClock = (at: EpochMs): Date => new Date(at + UTC_OFFSET_HOURS * HOUR_MS);

/** The last millisecond of a day; NaN where there is no such day. */
export const endOfDay = (day: string): EpochMs => startOfDay(day) + DAY_MS - 1;

/** A day so many days later; earlier for a negative number. */
export const addDays = (day: string, days: number): string =>
  dayjs.utc(day).add(days, 'day').format(DAY);

/** The same day so many months later, or the last of a month that is too short for it. */
export const addMonths = (day: string, months: number): string =>
  dayjs.utc(day).add(months, 'month').format(DAY);

/** Whole days from one day to another; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  dayjs.utc(to).diff(dayjs.utc(from), 'day');

/** `6月1日` */
export const dayText = (at: EpochMs): string => shanghai(at).format('M月D日');

/** `6月1日 10:30` */
export const timeText = (at: EpochMs): string => shanghai(at).format('M月D日 HH:mm');

/** `2025年6月1日` */
export const fullDayText = (at: EpochMs): string => shanghai(at).format('YYYY年M月D日');

/** `2025年6月1日 09:05`, as the time field of a subscribe message wants it. */
export const fullTimeText = (at: EpochMs): string => shanghai(at).format('YYYY年M月D日 HH:mm');

/** `6月1日 10:30–17:00` within a day, `6月1日 10:30 – 6月3日 17:00` over several. */
export const periodText = (from: EpochMs, until: EpochMs): string =>
  dayAt(from) === dayAt(until)
    ? `${timeText(from)}–${clockText(until)}`
    : `${timeText(from)} – ${timeText(until)}`;

/** `2018-05` → `2018年5月` */
export const monthText = (month: string): string => {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
};
