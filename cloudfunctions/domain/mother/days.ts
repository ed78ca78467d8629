import type { Day } from '../../../typings/contract';

/** The earlier of two days, either of which may be none. */
export const earlier = (one: Day | null, other: Day | null): Day | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};

/** The later of two days, either of which may be none. */
export const later = (one: Day | null, other: Day | null): Day | null => {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
};
