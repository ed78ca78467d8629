import { cronMatcher } from '../../tools/local-cloud/functions/timers';

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
  ])('%s at %s: %s', (config, at, wanted) => {
    expect(cronMatcher(config)(new Date(at))).toBe(wanted);
  });

  it.each(['0 * * * *', '60 * * * * * *', 'x * * * * * *', '0 */0 * * * * *', '0 9-8 * * * * *'])(
    'refuses %s',
    (config) => {
      expect(() => cronMatcher(config)).toThrow();
    },
  );
});
