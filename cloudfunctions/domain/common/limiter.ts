import type { EpochMs } from '../../../typings/contract';

/** How often something may happen within a time. */
export interface Limit {
  most: number;
  windowMs: number;
}

const MOST_KEYS = 10_000;

/** Counts by key within limits, in the memory of one instance: it costs no request. */
export interface Limiter {
  /** Counts once. */
  count(key: string, now: EpochMs): void;
  /** Whether a limit has been reached. */
  isOver(key: string, now: EpochMs): boolean;
}

const limiterOf = ({ most, windowMs }: Limit): Limiter => {
  const counts = new Map<string, { since: EpochMs; count: number }>();
  const current = (key: string, now: EpochMs) => {
    const known = counts.get(key);
    return known && now >= known.since && now < known.since + windowMs ? known : undefined;
  };
  return {
    count(key, now) {
      const known = current(key, now);
      if (known) {
        known.count += 1;
        return;
      }
      if (counts.size >= MOST_KEYS) counts.clear();
      counts.set(key, { since: now, count: 1 });
    },
    isOver: (key, now) => (current(key, now)?.count ?? 0) >= most,
  };
};

/** Several limits at once. */
export const limiter = (limits: readonly Limit[]): Limiter => {
  const all = limits.map(limiterOf);
  return {
    count(key, now) {
      for (const one of all) one.count(key, now);
    },
    isOver: (key, now) => all.some((one) => one.isOver(key, now)),
  };
};
