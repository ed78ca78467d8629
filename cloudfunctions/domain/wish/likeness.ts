import type { Likeness } from '../../../typings/contract';
import type { Wish } from './wish';

/** A wish that may be the same one again, and why it is thought so. */
export interface LikelyDuplicate {
  wish: Wish;
  because: Likeness[];
}

const SHOWN = 5;

/** Two children of one month of birth whose nicknames have one root. */
export const isTwinOf = (
  child: { _id: string; twinKey?: string },
  other: { _id: string; twinKey?: string },
): boolean => other._id !== child._id && Boolean(child.twinKey) && other.twinKey === child.twinKey;

/** One title says all of the other. */
export const sharesTitle = (one: string, other: string): boolean =>
  other.includes(one) || one.includes(other);

/** The likeliest duplicates of a wish, those with the most in common first; what was erased is like nothing. */
export const likeliest = (
  wish: Pick<Wish, '_id'>,
  near: Record<Likeness, readonly Wish[]>,
): LikelyDuplicate[] => {
  const found = new Map<string, LikelyDuplicate>();
  for (const because of ['twin', 'guardian', 'title'] as const) {
    for (const other of near[because]) {
      if (other._id === wish._id || other.title === '') continue;
      const known = found.get(other._id) ?? { wish: other, because: [] };
      found.set(other._id, { ...known, because: [...known.because, because] });
    }
  }
  return [...found.values()]
    .sort((a, b) => b.because.length - a.because.length || a.wish.submittedAt - b.wish.submittedAt)
    .slice(0, SHOWN);
};
