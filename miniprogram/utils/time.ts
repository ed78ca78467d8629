import type { EpochMs } from '../../typings/contract';

/** Days and hours are those of Asia/Shanghai, which has kept UTC+8 since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

const two = (value: number): string => String(value).padStart(2, '0');

const partsAt = (at: EpochMs) => {
  const local = new Date(at + SHANGHAI_OFFSET_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    clock: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
  };
};

/** 6月1日 */
export const dayText = (at: EpochMs): string => {
  const { month, day } = partsAt(at);
  return `${month}月${day}日`;
};

/** 10:30 */
export const clockText = (at: EpochMs): string => partsAt(at).clock;

/** 6月1日 10:30 */
export const timeText = (at: EpochMs): string => `${dayText(at)} ${clockText(at)}`;

/** 2025年6月1日 */
export const fullDayText = (at: EpochMs): string => `${partsAt(at).year}年${dayText(at)}`;

/** 6月1日 10:30–17:00 within a day, 6月1日 10:30 – 6月3日 17:00 over several. */
export const periodText = (from: EpochMs, until: EpochMs): string =>
  fullDayText(from) === fullDayText(until)
    ? `${timeText(from)}–${clockText(until)}`
    : `${timeText(from)} – ${timeText(until)}`;

/** The month of a moment as `YYYY-MM`. */
export const monthOf = (at: EpochMs): string => {
  const { year, month } = partsAt(at);
  return `${year}-${two(month)}`;
};

/** `2018-05` → 2018年5月 */
export const monthText = (month: string): string => {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
};
