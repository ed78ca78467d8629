import { HOUR_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import { leftTraces } from '../store/common/traces';

/** All is done once in so long, whatever is known: so what left no trace is not lost. */
const LONGEST_REST_MS = HOUR_MS;

/** In the memory of one instance: when it looked last, and when there is something to do by the clock. */
const rest = { since: Infinity, until: 0 };

/**
 * Whether the jobs have anything to do: the clock of one of them has come, or somebody has done
 * something. An instance that begins, or whose clock went back, knows nothing and says yes.
 */
export const isDue = async (now: EpochMs): Promise<boolean> => {
  if (now < rest.since || now >= rest.until || (await leftTraces(rest.since))) return true;
  rest.since = now;
  return false;
};

/** All has been done that was due, and by the clock nothing is until a moment. */
export const restUntil = (now: EpochMs, until: EpochMs): void => {
  rest.since = now;
  rest.until = Math.min(until, now + LONGEST_REST_MS);
};
