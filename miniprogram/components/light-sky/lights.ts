import type { WallItem, WishCategory, WishState } from '../../../typings/contract';
import { AGE_BAND_WORDS, CATEGORY_WORDS, WISH_STATE_WORDS } from '../../utils/words';

/** A light as it hangs on the wall. */
export interface Light {
  wishNo: string;
  state: WishState;
  category: WishCategory;
  /** Height in rpx. */
  size: number;
  /** How far it drifts from its place in the grid, in rpx. */
  drift: string;
  /** What a screen reader says. */
  label: string;
}

const MAX_DRIFT_X = 14;
const MAX_DRIFT_Y = 16;
const SIZES = [68, 74, 80, 86];

/** A stable scatter: the same wish always hangs at the same place. */
const hashOf = (text: string): number => {
  let hash = 2166136261;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return hash >>> 0;
};

const spread = (hash: number, reach: number): number => (hash % (2 * reach + 1)) - reach;

const lightOf = ({ wishNo, state, category, ageBand }: WallItem): Light => {
  const hash = hashOf(wishNo);
  const x = spread(hash, MAX_DRIFT_X);
  const y = spread(hash >>> 8, MAX_DRIFT_Y);
  return {
    wishNo,
    state,
    category,
    size: SIZES[(hash >>> 16) % SIZES.length] ?? 74,
    drift: `translate(${x}rpx, ${y}rpx)`,
    label: `${CATEGORY_WORDS[category]}心愿，${AGE_BAND_WORDS[ageBand]}，${WISH_STATE_WORDS[state]}`,
  };
};

/** The wall's lights, in the wall's order. */
export const lightsOf = (items: readonly WallItem[]): Light[] => items.map(lightOf);
