import type { EpochMs } from '../../../typings/contract';

/** Days and hours are those of Asia/Shanghai, which has kept UTC+8 since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Number of the day in which a moment lies. */
export const dayOf = (at: EpochMs): number => Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS);

/** Hour of the day, 0 to 23. */
export const hourOf = (at: EpochMs): number => new Date(at + SHANGHAI_OFFSET_MS).getUTCHours();

/** The moment at which a day `YYYY-MM-DD` begins; NaN where there is no such day. */
export const startOfDay = (day: string): EpochMs => {
  const at = Date.parse(`${day}T00:00:00.000Z`);
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
  return isDay ? at - SHANGHAI_OFFSET_MS : NaN;
};

/** The day of a moment, `YYYY-MM-DD`. */
export const dayStringOf = (at: EpochMs): string =>
  new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

/** 2025年6月1日 09:05, as a message's time field wants it. */
export const timeText = (at: EpochMs): string => {
  const local = new Date(at + SHANGHAI_OFFSET_MS);
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${local.getUTCFullYear()}年${local.getUTCMonth() + 1}月${local.getUTCDate()}日`;
  return `${date} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
};
