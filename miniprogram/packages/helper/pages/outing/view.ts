import { addDays, dayAt, dayWord, momentOf } from '@micro-wish/vocabulary';

/** The days that an outing can be planned for. */
export const dayBounds = (now: number) => ({
  first: dayAt(now),
  last: addDays(dayAt(now), 60),
});

export const tomorrow = (now: number): { day: string; word: string } => {
  const day = addDays(dayAt(now), 1);
  return { day, word: dayWord(day) };
};

/** When it is; a clock time that is none gives NaN. */
export const timesOf = (day: string, from: string, until: string) => ({
  from: momentOf(day, from),
  until: momentOf(day, until),
});

/** What is wrong with a plan; '' where nothing is. */
export const problemOf = (
  plan: { place: string; from: number; until: number },
  now: number,
): string => {
  if (plan.place.trim() === '') return '请填写去哪里';
  if (!(plan.from > now)) return '出发时间应晚于现在';
  return plan.until > plan.from ? '' : '返回时间应晚于出发时间';
};
