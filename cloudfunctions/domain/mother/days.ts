import type { Day, EpochMs } from '../../../typings/contract';
import { DAY_MS, dayOf, startOfDay } from '../common/day';

/** Days `YYYY-MM-DD` of Asia/Shanghai: they sort and compare as the text they are. */

const ofNumber = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Whether a text names a day of the calendar. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(startOfDay(text));

/** The day in which a moment lies. */
export const dayAt = (at: EpochMs): Day => ofNumber(dayOf(at));

export const addDays = (day: Day, days: number): Day => ofNumber(dayOf(startOfDay(day)) + days);

/** The same day some months later; the last of the month where it has no such day. */
export const addMonths = (day: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
};

/** Number of days from one day to a later one; negative where it is earlier. */
export const daysFrom = (day: Day, later: Day): number =>
  dayOf(startOfDay(later)) - dayOf(startOfDay(day));

/** The earlier of two days, either of which may be none. */
export const earlier = (one: Day | null, other: Day | null): Day | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};

/** The later of two days, either of which may be none. */
export const later = (one: Day | null, other: Day | null): Day | null => {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
};
