import {
  addDays,
  addMonths,
  clockText,
  dayAt,
  dayNumber,
  daysBetween,
  endOfDay,
  fullTimeText,
  hourAt,
  isDay,
  monthAt,
  periodText,
  startOfDay,
} from '@micro-wish/vocabulary';

const at = (iso: string): number => Date.parse(iso);

test.each([
  ['2025-05-31T15:59:59.999Z', '2025-05-31', 23],
  ['2025-05-31T16:00:00.000Z', '2025-06-01', 0],
  ['2025-06-01T15:59:59.999Z', '2025-06-01', 23],
  ['2025-12-31T16:00:00.000Z', '2026-01-01', 0],
])('%s lies in %s, hour %i, whatever the time zone of the machine', (iso, day, hour) => {
  expect(dayAt(at(iso))).toBe(day);
  expect(hourAt(at(iso))).toBe(hour);
  expect(monthAt(at(iso))).toBe(day.slice(0, 7));
  expect(dayNumber(at(iso))).toBe(dayNumber(startOfDay(day)));
});

test('a day begins and ends in Shanghai', () => {
  expect(startOfDay('2025-06-01')).toBe(at('2025-05-31T16:00:00.000Z'));
  expect(endOfDay('2025-06-01')).toBe(at('2025-06-01T15:59:59.999Z'));
});

test.each(['2025-02-29', '2025-13-01', '2025-6-1', '', '2025-06-01T00:00', '二〇二五'])(
  '%s is no day',
  (day) => {
    expect(isDay(day)).toBe(false);
    expect(startOfDay(day)).toBeNaN();
  },
);

test('days and months are counted over the ends of months and years', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
  expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
  expect(addMonths('2025-11-30', 12)).toBe('2026-11-30');
  expect(daysBetween('2025-05-31', '2025-06-02')).toBe(2);
  expect(daysBetween('2025-06-02', '2025-05-31')).toBe(-2);
});

test('a period names its day once', () => {
  const from = at('2025-06-01T02:30:00Z');
  expect(clockText(from)).toBe('10:30');
  expect(fullTimeText(from)).toBe('2025年6月1日 10:30');
  expect(periodText(from, at('2025-06-01T09:00:00Z'))).toBe('6月1日 10:30–17:00');
  expect(periodText(from, at('2025-06-03T09:00:00Z'))).toBe('6月1日 10:30 – 6月3日 17:00');
});
