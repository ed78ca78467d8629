/** The first and the last month that may be chosen, `YYYY-MM`. */
export interface MonthRange {
  start: string;
  end: string;
}

/** What the wheels of a month show, and where they stand. */
export interface MonthWheels {
  columns: [years: string[], months: string[]];
  value: [year: number, month: number];
}

const yearOf = (month: string): number => Number(month.slice(0, 4));

/**
 * Year and month, each beginning at a row that is none: a month that nobody turned to cannot be
 * taken by one tap.
 */
export const monthWheels = ({ start, end }: MonthRange, chosen: string): MonthWheels => {
  const years: string[] = [];
  for (let year = yearOf(end); year >= yearOf(start); year -= 1) years.push(`${year}年`);
  const months = Array.from({ length: 12 }, (_, index) => `${index + 1}月`);
  return {
    columns: [
      ['选年份', ...years],
      ['选月份', ...months],
    ],
    value: chosen === '' ? [0, 0] : [yearOf(end) - yearOf(chosen) + 1, Number(chosen.slice(5, 7))],
  };
};

/** The month that the wheels stand at, `YYYY-MM`; '' where one of them was not turned. */
export const monthOnWheels = (
  { end }: MonthRange,
  [year, month]: readonly [number, number],
): string =>
  year === 0 || month === 0 ? '' : `${yearOf(end) - year + 1}-${String(month).padStart(2, '0')}`;
