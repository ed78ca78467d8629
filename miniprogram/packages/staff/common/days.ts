import type { EpochMs } from '../../../../typings/contract';

/** Days are those of Asia/Shanghai, UTC+8 without summer time. */
const SHANGHAI = '+08:00';
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

export const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of a moment as a picker holds it: 2025-06-01 */
export const pickedDay = (at: EpochMs): string =>
  new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

/** The first moment of a picked day. */
export const startOfDay = (day: string): EpochMs => Date.parse(`${day}T00:00:00${SHANGHAI}`);

/** The last moment of a picked day. */
export const endOfDay = (day: string): EpochMs => startOfDay(day) + DAY_MS - 1;
