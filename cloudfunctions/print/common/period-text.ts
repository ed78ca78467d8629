/** Days and hours are those of Asia/Shanghai, which has kept UTC+8 since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

const two = (value: number): string => String(value).padStart(2, '0');

const partsAt = (at: number): { day: string; clock: string } => {
  const local = new Date(at + SHANGHAI_OFFSET_MS);
  return {
    day: `${local.getUTCMonth() + 1}月${local.getUTCDate()}日`,
    clock: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
  };
};

/** 6月1日 10:30–17:00 within a day, 6月1日 10:30 – 6月3日 17:00 over several. */
export const periodText = (from: number, until: number): string => {
  const [start, end] = [partsAt(from), partsAt(until)];
  return start.day === end.day
    ? `${start.day} ${start.clock}–${end.clock}`
    : `${start.day} ${start.clock} – ${end.day} ${end.clock}`;
};
