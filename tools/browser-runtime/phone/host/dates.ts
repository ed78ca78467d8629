import type { DatePicker, TimePicker } from './picker-types';

/** Columns of a wheel picker and the index chosen in each. */
export interface Wheels {
  columns: string[][];
  value: number[];
}

type Day = [year: number, month: number, day: number];

const FIRST: Day = [1900, 1, 1];
const LAST: Day = [2100, 12, 31];

const two = (value: number): string => String(value).padStart(2, '0');

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

const parseDay = (text: string | undefined, other: Day): Day => {
  const parts = (text ?? '').split('-').map(Number);
  const [year = Number.NaN, month = other[1], day = other[2]] = parts;
  if (!Number.isInteger(year) || year < 1 || !(month >= 1 && month <= 12)) return other;
  return [year, month, Math.min(Math.max(1, Math.trunc(day)), daysIn(year, month))];
};

const compare = (a: readonly number[], b: readonly number[]): number => {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const clamp = <T extends number[]>(value: T, first: T, last: T): T =>
  compare(value, first) < 0 ? first : compare(value, last) > 0 ? last : value;

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

const FIELD_COUNT = { year: 1, month: 2, day: 3 } as const;

const dayParts = ({ value, start, end, fields }: DatePicker, wanted?: Day) => {
  const first = parseDay(start, FIRST);
  const last = parseDay(end, LAST);
  const now = new Date();
  const today: Day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const [year, month, day] = clamp(wanted ?? parseDay(value, today), first, last);
  const months = range(year === first[0] ? first[1] : 1, year === last[0] ? last[1] : 12);
  const atFirst = year === first[0] && month === first[1];
  const atLast = year === last[0] && month === last[1];
  const days = range(atFirst ? first[2] : 1, atLast ? last[2] : daysIn(year, month));
  return {
    lists: [range(first[0], last[0]), months, days].slice(0, FIELD_COUNT[fields]),
    chosen: [year, month, day].slice(0, FIELD_COUNT[fields]),
  };
};

/** The wheels of `<picker mode="date">`: only days from `start` to `end` can be chosen. */
export const dateWheels = (picker: DatePicker, wanted?: Day): Wheels => {
  const { lists, chosen } = dayParts(picker, wanted);
  const units = ['年', '月', '日'];
  return {
    columns: lists.map((list, index) => list.map((value) => `${value}${units[index] ?? ''}`)),
    value: lists.map((list, index) => Math.max(0, list.indexOf(chosen[index] ?? 0))),
  };
};

/** Turns a column of the date wheels; the others follow, so that no day exists that does not. */
export const turnDate = (
  picker: DatePicker,
  wheels: Wheels,
  column: number,
  index: number,
): Wheels => {
  const [year = 1900, month = 1, day = 1] = wheels.columns.map((labels, at) =>
    Number.parseInt(labels[at === column ? index : (wheels.value[at] ?? 0)] ?? '1', 10),
  );
  return dateWheels(picker, [year, month, Math.min(day, daysIn(year, month))]);
};

/** What the wheels stand at: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const dateOf = ({ columns, value }: Wheels): string =>
  columns
    .map((labels, index) => Number.parseInt(labels[value[index] ?? 0] ?? '1', 10))
    .map((part, index) => (index === 0 ? String(part).padStart(4, '0') : two(part)))
    .join('-');

const parseTime = (text: string | undefined, other: [number, number]): [number, number] => {
  const match = /^(\d{1,2}):(\d{1,2})/.exec(text ?? '');
  if (!match) return other;
  return [Math.min(23, Number(match[1])), Math.min(59, Number(match[2]))];
};

/** The wheels of `<picker mode="time">`. */
export const timeWheels = (picker: TimePicker, wanted?: [number, number]): Wheels => {
  const first = parseTime(picker.start, [0, 0]);
  const last = parseTime(picker.end, [23, 59]);
  const now = new Date();
  const current = parseTime(picker.value, [now.getHours(), now.getMinutes()]);
  const [hour, minute] = clamp(wanted ?? current, first, last);
  const hours = range(first[0], last[0]);
  const minutes = range(hour === first[0] ? first[1] : 0, hour === last[0] ? last[1] : 59);
  return {
    columns: [hours.map(two), minutes.map(two)],
    value: [Math.max(0, hours.indexOf(hour)), Math.max(0, minutes.indexOf(minute))],
  };
};

/** Turns a column of the time wheels. */
export const turnTime = (
  picker: TimePicker,
  wheels: Wheels,
  column: number,
  index: number,
): Wheels => {
  const [hour = 0, minute = 0] = wheels.columns.map((labels, at) =>
    Number(labels[at === column ? index : (wheels.value[at] ?? 0)] ?? '0'),
  );
  return timeWheels(picker, [hour, minute]);
};

/** What the wheels stand at: `HH:mm`. */
export const timeOf = ({ columns, value }: Wheels): string =>
  columns.map((labels, index) => labels[value[index] ?? 0] ?? '00').join(':');
