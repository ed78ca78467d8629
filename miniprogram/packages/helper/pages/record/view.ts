import { addDays, clockText, dayAt, dayWord, RECORD_KIND_WORDS } from '@micro-wish/vocabulary';
import type { RecordKind } from '../../../../../typings/contract';

export const KINDS = (Object.keys(RECORD_KIND_WORDS) as RecordKind[]).map((kind) => ({
  kind,
  word: RECORD_KIND_WORDS[kind],
}));

/** Usual lengths, one tap each. */
export const LENGTHS = [15, 30, 60, 90, 120, 180];

export const LONGEST_NOTE = 1000;

/** How far back a record is written. */
const BACK_DAYS = 30;

const QUARTER_MS = 15 * 60 * 1000;

/** What a new record begins with: today, and so long ago as it lasted. */
export const startOf = (now: number, minutes: number): { day: string; from: string } => {
  const at = Math.floor((now - minutes * 60_000) / QUARTER_MS) * QUARTER_MS;
  return dayAt(at) === dayAt(now)
    ? { day: dayAt(now), from: clockText(at) }
    : { day: dayAt(now), from: '00:00' };
};

/** The days that can be chosen: thirty back for a record, half a year ahead for the next time. */
export const dayBounds = (now: number) => ({
  first: addDays(dayAt(now), -BACK_DAYS),
  today: dayAt(now),
  last: addDays(dayAt(now), 180),
});

export const dayLabel = (day: string, now: number): string =>
  day === dayAt(now) ? `今天（${dayWord(day)}）` : dayWord(day);
