import type { Day } from '../../../typings/contract';
import { DAY_MS, MINUTE_MS, startOfDay } from '@micro-wish/vocabulary';

/** A time that somebody spent, in whole minutes since 1970. */
export interface Interval {
  from: number;
  until: number;
}

/** The time of a record; past midnight it goes on into the next day. */
const intervalOf = (record: { day: Day; from: string; minutes: number }): Interval => {
  const [hour = 0, minute = 0] = record.from.split(':').map(Number);
  const from = startOfDay(record.day) / MINUTE_MS + hour * 60 + minute;
  return { from, until: from + record.minutes };
};

/** The part of time from the beginning of one day to the end of another, either open. */
export const windowOf = (from: Day | undefined, until: Day | undefined): Interval => ({
  from: from === undefined ? -Infinity : startOfDay(from) / MINUTE_MS,
  until: until === undefined ? Infinity : (startOfDay(until) + DAY_MS) / MINUTE_MS,
});

/** Minutes of the union of some intervals within a window: who was in two places counts once. */
export const unionMinutes = (intervals: Iterable<Interval>, window: Interval): number => {
  const clipped = [...intervals]
    .map(({ from, until }) => ({
      from: Math.max(from, window.from),
      until: Math.min(until, window.until),
    }))
    .sort((a, b) => a.from - b.from);
  let minutes = 0;
  let reached = -Infinity;
  for (const { from, until } of clipped) {
    minutes += Math.max(0, until - Math.max(from, reached));
    reached = Math.max(reached, until);
  }
  return minutes;
};

/** Service of a person: what a supervisor confirmed, and what would come to it. */
export const serviceHours = (
  records: readonly { day: Day; from: string; minutes: number; confirmed: unknown }[],
  window: Interval,
): { serviceMinutes: number; unconfirmedMinutes: number } => {
  const confirmed = records.filter((record) => record.confirmed !== null);
  const serviceMinutes = unionMinutes(confirmed.map(intervalOf), window);
  const all = unionMinutes(records.map(intervalOf), window);
  return { serviceMinutes, unconfirmedMinutes: all - serviceMinutes };
};
