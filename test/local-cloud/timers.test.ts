import { parseSchedule, runsBetween } from '../../tools/local-cloud/functions/schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (text: string): number => Date.parse(text);
const texts = (moments: number[]): string[] =>
  moments.map((moment) => new Date(moment).toISOString().replace('.000Z', 'Z'));

describe('a timer of seven fields, in UTC+8', () => {
  it.each([
    ['0 * * * * * *', '2025-06-01T00:05:00Z', true],
    ['0 * * * * * *', '2025-06-01T00:05:01Z', false],
    ['0 0 9 * * * *', '2025-06-01T01:00:00Z', true],
    ['0 0 9 * * * *', '2025-06-01T09:00:00Z', false],
    ['0 */15 * * * * *', '2025-06-01T00:45:00Z', true],
    ['0 */15 * * * * *', '2025-06-01T00:50:00Z', false],
    ['0 0 8-10,20 1 6 * 2025', '2025-06-01T12:00:00Z', true],
    ['0 0 0 2 * * *', '2025-06-01T16:00:00Z', true],
    ['0 0 0 * * 1 *', '2025-06-01T16:00:00Z', true],
  ])('%s at %s: %s', (config, moment, wanted) => {
    expect(parseSchedule(config).matches(at(moment))).toBe(wanted);
  });

  it.each(['0 * * * *', '60 * * * * * *', 'x * * * * * *', '0 */0 * * * * *', '0 9-8 * * * * *'])(
    'refuses %s',
    (config) => {
      expect(() => parseSchedule(config)).toThrow();
    },
  );

  it.each([
    ['0 * * * * * *', '2025-06-01T00:05:00Z', '2025-06-01T00:06:59Z', '2025-06-01T00:06:00Z'],
    ['0 * * * * * *', '2025-06-01T00:05:00Z', '2025-06-01T00:06:00Z', '2025-06-01T00:06:00Z'],
    ['0 * * * * * *', '2025-06-01T00:05:00Z', '2025-06-01T00:05:59Z', undefined],
    ['0 0 9 * * * *', '2025-06-01T01:00:00Z', '2025-06-02T00:59:59Z', undefined],
    ['0 0 9 * * * *', '2025-05-31T01:00:00Z', '2025-06-02T00:59:59Z', '2025-06-01T01:00:00Z'],
    ['30 0 9 29 2 * *', '2020-01-01T00:00:00Z', '2025-06-02T00:00:00Z', '2024-02-29T01:00:30Z'],
    ['0 0 9 30 2 * *', '2020-01-01T00:00:00Z', '2025-06-02T00:00:00Z', undefined],
  ])('%s was last due between %s and %s at %s', (config, after, until, wanted) => {
    const due = parseSchedule(config).lastDue(at(after), at(until));
    expect(due).toBe(wanted === undefined ? undefined : at(wanted));
  });
});

describe('a move of the clock', () => {
  const from = at('2025-06-01T00:20:30Z');
  const runs = (config: string, byMs: number, often?: 'daily' | 'last'): string[] =>
    texts(runsBetween(parseSchedule(config), from, from + byMs, often));

  it('runs what is due once at its own moment', () => {
    expect(runs('0 * * * * * *', 29_999)).toEqual([]);
    expect(runs('0 * * * * * *', 30_000)).toEqual(['2025-06-01T00:21:00Z']);
    expect(runs('0 0 9 * * * *', DAY)).toEqual(['2025-06-01T01:00:00Z']);
  });

  it('draws together what is due more often: one at each full hour, and one at the end', () => {
    expect(runs('0 * * * * * *', 2 * HOUR)).toEqual([
      '2025-06-01T01:00:00Z',
      '2025-06-01T02:00:00Z',
      '2025-06-01T02:20:30Z',
    ]);
    expect(runs('0 * * * * * *', 3 * DAY)).toHaveLength(73);
  });

  it('draws together a day, from noon to noon, beyond three days', () => {
    const all = runs('0 * * * * * *', 7 * DAY);
    expect(all.slice(72)).toEqual([
      '2025-06-04T01:00:00Z',
      '2025-06-04T04:00:00Z',
      '2025-06-05T04:00:00Z',
      '2025-06-06T04:00:00Z',
      '2025-06-07T04:00:00Z',
      '2025-06-08T00:20:30Z',
    ]);
    expect(runs('0 0 9 * * * *', 365 * DAY)).toHaveLength(365);
  });

  it('draws together each day from the start, where that is enough', () => {
    expect(runs('0 * * * * * *', 2 * DAY, 'daily')).toEqual([
      '2025-06-01T04:00:00Z',
      '2025-06-02T04:00:00Z',
      '2025-06-03T00:20:30Z',
    ]);
    expect(runs('0 0 9 * * * *', DAY, 'daily')).toEqual(['2025-06-01T01:00:00Z']);
  });

  it('runs once at the end, as where the timers stood still', () => {
    expect(runs('0 * * * * * *', 29_999, 'last')).toEqual([]);
    expect(runs('0 * * * * * *', 7 * DAY, 'last')).toEqual(['2025-06-08T00:20:30Z']);
    expect(runs('0 0 9 * * * *', DAY, 'last')).toEqual(['2025-06-01T01:00:00Z']);
  });

  it('leaves out no day on which something is due', () => {
    expect(runs('0 0 9 1 * * *', 90 * DAY)).toEqual([
      '2025-06-01T01:00:00Z',
      '2025-07-01T01:00:00Z',
      '2025-08-01T01:00:00Z',
    ]);
  });
});
