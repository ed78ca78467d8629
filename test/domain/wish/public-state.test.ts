import { publicState } from '../../../cloudfunctions/domain/wish/wish';
import { publishedEntry } from '../../../cloudfunctions/domain/money/money';

const NOON = Date.parse('2025-06-01T12:00:00+08:00');
const HOUR = 3_600_000;

describe('a fetched gift on the wall', () => {
  it.each([
    ['while the window is open', NOON, NOON + HOUR, NOON + HOUR - 1, 'ready'],
    ['at its last moment', NOON, NOON + HOUR, NOON + HOUR, 'ready'],
    ['behind it', NOON, NOON + HOUR, NOON + HOUR + 1, 'fulfilled'],
    ['fetched behind the window, the same day', NOON + 2 * HOUR, NOON, NOON + 3 * HOUR, 'ready'],
    ['with no event, the same day', NOON, undefined, NOON + 11 * HOUR, 'ready'],
    ['with no event, the next day', NOON, undefined, NOON + 12 * HOUR, 'fulfilled'],
  ] as const)('%s', (_, fetchedAt, until, now, state) => {
    expect(publicState('fulfilled', fetchedAt, until, now)).toBe(state);
  });

  it('any other state is as it is', () => {
    expect(publicState('funded', undefined, NOON, NOON)).toBe('funded');
  });
});

it.each([
  [0, 0],
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 4],
  [6, 4],
  [7, 7],
])('of %i entries those up to number %i are published', (entries, shown) => {
  expect(publishedEntry(entries)).toBe(shown);
});
