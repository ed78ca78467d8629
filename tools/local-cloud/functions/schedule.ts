/** Least and greatest value of each field: second, minute, hour, day, month, weekday, year. */
const FIELDS: readonly [number, number][] = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
  [1970, 2099],
];

const PART = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Timers are in UTC+8. */
const OFFSET_MS = 8 * HOUR_MS;

/** When a timer is due. */
export interface Schedule {
  matches(at: number): boolean;
  /** The last moment behind `after`, up to and with `until`, at which it is due. */
  lastDue(after: number, until: number): number | undefined;
}

/** One field: `*`, `5`, `1-5`, `*\/10`, and lists of these. @throws Error for anything else */
const fieldMatcher = (text: string, [least, greatest]: [number, number]) => {
  const parts = text.split(',').map((part) => {
    const match = PART.exec(part);
    if (!match) throw new Error(`${part} is not a field of a timer`);
    const [, first, last, step] = match;
    const from = first === undefined ? least : Number(first);
    const single = first !== undefined && last === undefined && step === undefined;
    const until = single ? from : last === undefined ? greatest : Number(last);
    if (from < least || until > greatest || from > until || Number(step ?? '1') === 0) {
      throw new Error(`${part} is not between ${least} and ${greatest}`);
    }
    return { from, until, step: Number(step ?? '1') };
  });
  return (value: number): boolean =>
    parts.some(
      ({ from, until, step }) => value >= from && value <= until && (value - from) % step === 0,
    );
};

/** The first moment of the second, minute, hour or day that a moment of local time lies in. */
const startOf = (local: number, unit: number): number => Math.floor(local / unit) * unit;

/** A timer of seven fields in UTC+8, as the platform reads them. @throws Error for a wrong one */
export const parseSchedule = (config: string): Schedule => {
  const texts = config.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) throw new Error(`${config}: a timer has seven fields`);
  const fields = FIELDS.map((bounds, place) => fieldMatcher(texts[place] ?? '', bounds));
  const holds = (place: number, value: number): boolean => fields[place]?.(value) ?? false;
  /** The largest unit of time in which nothing is due. */
  const barren = (local: number): number | undefined => {
    const at = new Date(local);
    const isDay =
      holds(3, at.getUTCDate()) &&
      holds(4, at.getUTCMonth() + 1) &&
      holds(5, at.getUTCDay()) &&
      holds(6, at.getUTCFullYear());
    if (!isDay) return DAY_MS;
    if (!holds(2, at.getUTCHours())) return HOUR_MS;
    if (!holds(1, at.getUTCMinutes())) return MINUTE_MS;
    return holds(0, at.getUTCSeconds()) ? undefined : SECOND_MS;
  };
  return {
    matches: (at) => barren(startOf(at + OFFSET_MS, SECOND_MS)) === undefined,
    lastDue(after, until) {
      let local = startOf(until + OFFSET_MS, SECOND_MS);
      while (local > after + OFFSET_MS) {
        const unit = barren(local);
        if (unit === undefined) return local - OFFSET_MS;
        local = startOf(local, unit) - SECOND_MS;
      }
      return undefined;
    },
  };
};

/** So far a move runs what is due in each hour; beyond, in each day. */
const HOURLY_MS = 3 * DAY_MS;

/** The end of the day for what is drawn together is noon, when a day's work is due at the latest. */
const NOON_MS = 12 * HOUR_MS;

const hourAfter = (at: number): number => startOf(at, HOUR_MS) + HOUR_MS;

const noonAfter = (at: number): number =>
  startOf(at + OFFSET_MS - NOON_MS, DAY_MS) + DAY_MS + NOON_MS - OFFSET_MS;

/**
 * How often a timer runs while the clock is moved: each hour, and from three days on each day; each
 * day from the start; or once at the end, as where the timers stood still for so long.
 */
export type Runs = 'hourly' | 'daily' | 'last';

/** Up to when what is due behind a moment is one run. */
const NEXT_WHOLE: Record<Runs, (after: number, from: number) => number> = {
  hourly: (after, from) => (after - from < HOURLY_MS ? hourAfter(after) : noonAfter(after)),
  daily: noonAfter,
  last: () => Infinity,
};

/**
 * When a timer runs while the clock is moved: what is due within one hour is one run, at the last
 * moment of those; or within one day, from noon to noon. What is left behind the last full hour or
 * noon is one run at the end, where it was due more than once.
 */
export const runsBetween = (
  schedule: Schedule,
  from: number,
  until: number,
  often: Runs = 'hourly',
): number[] => {
  const runs: number[] = [];
  for (let after = from; after < until;) {
    const whole = NEXT_WHOLE[often](after, from);
    const end = Math.min(whole, until);
    const due = schedule.lastDue(after, end);
    if (due !== undefined) {
      const isDrawn = whole > until && schedule.lastDue(after, due - 1) !== undefined;
      runs.push(isDrawn ? until : due);
    }
    after = end;
  }
  return runs;
};
