import { refuse } from '../domain/common/refusal';

const MINUTE_MS = 60 * 1000;

/** Nobody is limited below 50 tries a second and 3,000 a minute. */
const MOST_A_MINUTE = 3000;

interface Tries {
  since: number;
  count: number;
}

/** Tries of this minute by caller; visitors without a login are one. */
const tries = new Map<string, Tries>();

/**
 * Counts a try of a number, right or wrong, before it is looked up. Kept in the memory of one
 * instance: a count in the store would cost a write a try, and tell by its time what was found.
 * @throws Refusal RATE_LIMITED
 */
export const limitTries = (caller: string, now: number): void => {
  const known = tries.get(caller);
  const isCurrent = known !== undefined && now - known.since < MINUTE_MS && now >= known.since;
  const current = isCurrent ? known : { since: now, count: 0 };
  if (!isCurrent && tries.size > 10_000) tries.clear();
  current.count += 1;
  tries.set(caller, current);
  if (current.count > MOST_A_MINUTE) {
    refuse('RATE_LIMITED', '查验太频繁，请过一分钟再试。');
  }
};
