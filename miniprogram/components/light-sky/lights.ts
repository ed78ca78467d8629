import { AGE_BAND_WORDS, CATEGORY_WORDS, WISH_STATE_WORDS } from '@micro-wish/vocabulary';
import type { WallItem, WishCategory, WishState } from '../../../typings/contract';

/** A light as it hangs on the wall. */
export interface Light {
  wishNo: string;
  state: WishState;
  category: WishCategory;
  /** Height in rpx. */
  size: number;
  /** How far it drifts from its place: a CSS transform. */
  drift: string;
  /** What a screen reader says. */
  label: string;
  /** Came true since it was last seen here: it turns on as one looks. */
  kindled: boolean;
  /** Breathes a little, as one in a few of those that shine. */
  breathes: boolean;
}

/** Tenths of a grid step. */
const MAX_DRIFT_X = 17;
const MAX_DRIFT_Y = 20;
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

/** One of so many shining lights breathes. */
const BREATHES_OF = 5;

const lightOf = (
  { wishNo, state, category, ageBand }: WallItem,
  before: WishState | undefined,
): Light => {
  const hash = hashOf(wishNo);
  const x = spread(hash, MAX_DRIFT_X) / 10;
  const y = spread(hash >>> 8, MAX_DRIFT_Y) / 10;
  return {
    wishNo,
    state,
    category,
    size: SIZES[(hash >>> 16) % SIZES.length] ?? 74,
    drift: `translate(calc(var(--step) * ${x}), calc(var(--step) * ${y}))`,
    label: `${CATEGORY_WORDS[category]}心愿，${AGE_BAND_WORDS[ageBand]}，${WISH_STATE_WORDS[state]}`,
    kindled: state === 'fulfilled' && before !== undefined && before !== 'fulfilled',
    breathes: state === 'fulfilled' && hash % BREATHES_OF === 0,
  };
};

/** The wall's lights, in the wall's order. `before`: the states in which they were last seen. */
export const lightsOf = (
  items: readonly WallItem[],
  before: ReadonlyMap<string, WishState> = new Map(),
): Light[] => items.map((item) => lightOf(item, before.get(item.wishNo)));

/** Unlit lamps that hang before any answer is there: a sky that waits for its lights. */
export const waitingLights = (count: number): Light[] =>
  Array.from({ length: count }, (_, place) => ({
    ...lightOf(
      {
        wishNo: `lamp-${place}`,
        publicText: '',
        category: 'other',
        ageBand: '7-12',
        state: 'submitted',
      },
      undefined,
    ),
    label: '',
  }));
