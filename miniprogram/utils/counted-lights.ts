import type { WishState } from '../../typings/contract';

/** What hangs on the wall, the brightest first. */
const BRIGHTEST_FIRST: readonly WishState[] = [
  'fulfilled',
  'ready',
  'funded',
  'approved',
  'submitted',
  'returned',
];

/** Steps of which one has no common divisor with any number of places there can be. */
const STEPS = [7, 11, 13, 17];

/**
 * Lights from the counts alone, where no single wish is known: as many of each kind as there are,
 * or their share of `places` where there are more, scattered as on the wall.
 */
export const countedLights = (
  counts: Readonly<Record<WishState, number>>,
  places: number,
): WishState[] => {
  const total = BRIGHTEST_FIRST.reduce((sum, state) => sum + counts[state], 0);
  const share = Math.min(1, places / Math.max(1, total));
  const states = BRIGHTEST_FIRST.flatMap((state) =>
    Array.from({ length: Math.round(counts[state] * share) }, () => state),
  );
  const step = STEPS.find((each) => states.length % each !== 0) ?? 1;
  return states.map((_, place) => states[(place * step) % states.length] ?? 'submitted');
};
