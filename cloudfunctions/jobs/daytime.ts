import { DAY_MS, dayAt, endOfDay, hourAt, momentOf } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';

/** When the day is another. */
export const nextDay = (now: EpochMs): EpochMs => endOfDay(dayAt(now)) + 1;

const LAST_HOUR = 20;

/** When the reminders of a day begin. */
const morningOf = (now: EpochMs): EpochMs => momentOf(dayAt(now), '09:00');

/** Nobody is reminded at night. */
export const isDaytime = (now: EpochMs): boolean =>
  now >= morningOf(now) && hourAt(now) <= LAST_HOUR;

/** The next moment from which people are reminded. */
export const nextMorning = (now: EpochMs): EpochMs =>
  now < morningOf(now) ? morningOf(now) : morningOf(now) + DAY_MS;
