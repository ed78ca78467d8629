import type { EpochMs } from '../../../typings/contract';

const TAIL = 8;

/** Order and cursor of a list: the time, and a tail of the id for what happened at one moment. */
export const keyAt = (now: EpochMs, id: string): string =>
  `${String(now).padStart(15, '0')}-${id.replace(/[^\w]/g, '').slice(-TAIL)}`;
