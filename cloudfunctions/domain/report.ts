import type { AgeBand, CampaignReport, Fen, WishCategory, WishState } from '../../typings/contract';
import { isLive } from './wish';

/** Wishes that agree in these fields, how many, and what their gifts cost together. */
export interface WishTally {
  category: WishCategory;
  ageBand: AgeBand;
  state: Exclude<WishState, 'fulfilled' | 'draft'>;
  count: number;
  priceFen: Fen;
}

/** Wishes of one category and age band whose gifts were handed over. */
export interface HandedOver {
  category: WishCategory;
  ageBand: AgeBand;
  count: number;
}

/** From so many gifts on a sum says nothing of a single one. */
export const SMALLEST_GROUP = 3;

const CATEGORIES: readonly WishCategory[] = [
  'study',
  'clothing',
  'sport',
  'art',
  'toy',
  'daily',
  'other',
];
const AGE_BANDS: readonly AgeBand[] = ['0-6', '7-12', '13-17'];

const total = (rows: readonly { count: number }[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0);

const counted = <Key extends 'category' | 'ageBand', Value extends WishTally[Key]>(
  key: Key,
  values: readonly Value[],
  wishes: readonly WishTally[],
  handedOver: readonly HandedOver[],
) =>
  values
    .map((value) => ({
      value,
      wishes: total(wishes.filter((row) => row[key] === value)),
      fulfilled: total(handedOver.filter((row) => row[key] === value)),
    }))
    .filter(({ wishes: count }) => count > 0);

interface Spent {
  category: WishCategory | null;
  gifts: number;
  spentFen: Fen;
}

const together = (rows: readonly Spent[]): Spent => ({
  category: null,
  gifts: rows.reduce((sum, { gifts }) => sum + gifts, 0),
  spentFen: rows.reduce((sum, { spentFen }) => sum + spentFen, 0) as Fen,
});

/**
 * What gifts cost by category, the dearest first. Small groups are put together; where even their
 * sum stands for fewer than three gifts, the smallest named group joins them, so that it cannot be
 * found by subtraction. A campaign with fewer than three gifts publishes no sum at all.
 */
export const spentByCategory = (wishes: readonly WishTally[]): Spent[] => {
  const paid = wishes.filter(({ state, priceFen }) => state === 'ready' && priceFen > 0);
  const groups = CATEGORIES.map((category) => {
    const rows = paid.filter((row) => row.category === category);
    const spentFen = rows.reduce((sum, { priceFen }) => sum + priceFen, 0) as Fen;
    return { category, gifts: total(rows), spentFen };
  })
    .filter(({ gifts }) => gifts > 0)
    .sort((a, b) => b.spentFen - a.spentFen);
  const named = groups.filter(({ gifts }) => gifts >= SMALLEST_GROUP);
  const small = groups.filter(({ gifts }) => gifts < SMALLEST_GROUP);
  if (small.length === 0) return named;
  const rest: Spent[] = [...small];
  if (together(rest).gifts < SMALLEST_GROUP) {
    const smallest = named.reduce<(typeof named)[number] | undefined>(
      (least, group) => (least && least.gifts <= group.gifts ? least : group),
      undefined,
    );
    if (!smallest) return [];
    named.splice(named.indexOf(smallest), 1);
    rest.push(smallest);
  }
  return [...named, together(rest)];
};

/** The counts and sums of a campaign. */
export const figuresOfWishes = (
  wishes: readonly WishTally[],
  handedOver: readonly HandedOver[],
): Pick<CampaignReport, 'wishes' | 'fulfilled' | 'byCategory' | 'byAgeBand' | 'spent'> => {
  const live = wishes.filter(({ state }) => isLive(state));
  return {
    wishes: total(live),
    fulfilled: total(handedOver),
    byCategory: counted('category', CATEGORIES, live, handedOver).map(({ value, ...counts }) => ({
      category: value,
      ...counts,
    })),
    byAgeBand: counted('ageBand', AGE_BANDS, live, handedOver).map(({ value, ...counts }) => ({
      ageBand: value,
      ...counts,
    })),
    spent: spentByCategory(live),
  };
};
