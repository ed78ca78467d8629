import { AGE_BANDS } from '@micro-wish/vocabulary';
import type {
  AgeBand,
  CampaignReport,
  Fen,
  WishCategory,
  WishState,
} from '../../../typings/contract';
import { isLive } from '../wish/wish';

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

/** What the gifts of one group cost; under `null` several groups that are too small to be named. */
export interface Spent<Key> {
  key: Key | null;
  gifts: number;
  spentFen: Fen;
}

const together = (rows: readonly { gifts: number; spentFen: Fen }[]): Spent<never> => ({
  key: null,
  gifts: rows.reduce((sum, { gifts }) => sum + gifts, 0),
  spentFen: rows.reduce((sum, { spentFen }) => sum + spentFen, 0) as Fen,
});

/**
 * Groups of gifts that may be published, in their order. Small groups are put together; where even
 * their sum stands for fewer than three gifts, the smallest named group joins them, so that it
 * cannot be found by subtraction. Fewer than three gifts in all publish no sum.
 */
export const withoutSmallGroups = <Key>(
  groups: readonly (Spent<Key> & { key: Key })[],
): Spent<Key>[] => {
  const named = groups.filter(({ gifts }) => gifts >= SMALLEST_GROUP);
  const rest = groups.filter(({ gifts }) => gifts > 0 && gifts < SMALLEST_GROUP);
  if (rest.length === 0) return named;
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

const isPaid = ({ state, priceFen }: WishTally): boolean => state === 'ready' && priceFen > 0;

const spentBy = <Key extends 'category' | 'ageBand'>(
  key: Key,
  values: readonly WishTally[Key][],
  wishes: readonly WishTally[],
) => {
  const paid = wishes.filter(isPaid);
  return values.map((value) => {
    const rows = paid.filter((row) => row[key] === value);
    const spentFen = rows.reduce((sum, { priceFen }) => sum + priceFen, 0) as Fen;
    return { key: value, gifts: total(rows), spentFen };
  });
};

/** What gifts cost by category, the dearest first, as `withoutSmallGroups` publishes it. */
export const spentByCategory = (
  wishes: readonly WishTally[],
): { category: WishCategory | null; gifts: number; spentFen: Fen }[] => {
  const groups = spentBy('category', CATEGORIES, wishes).sort((a, b) => b.spentFen - a.spentFen);
  return withoutSmallGroups(groups).map(({ key, ...sums }) => ({ category: key, ...sums }));
};

/** What gifts cost by age, the youngest first, as `withoutSmallGroups` publishes it. */
export const spentByAgeBand = (wishes: readonly WishTally[]): Spent<AgeBand>[] =>
  withoutSmallGroups(spentBy('ageBand', AGE_BANDS, wishes));

/** What the published figures are counted from. */
export interface PublishedTallies {
  live: WishTally[];
  given: HandedOver[];
  paid: WishTally[];
}

/** How many wishes or gifts are new in their groups, or how many are gone from them: the larger. */
const moved = (
  before: readonly { category: WishCategory; ageBand: AgeBand; count: number }[],
  after: typeof before,
): number => {
  const counts = new Map<string, number>();
  for (const [rows, sign] of [[before, -1] as const, [after, 1] as const]) {
    for (const { category, ageBand, count } of rows) {
      const group = `${category} ${ageBand}`;
      counts.set(group, (counts.get(group) ?? 0) + sign * count);
    }
  }
  const differences = Array.from(counts.values());
  const sum = (sign: 1 | -1): number =>
    differences.reduce((total, difference) => total + Math.max(0, sign * difference), 0);
  return Math.max(sum(1), sum(-1));
};

/**
 * What is published after `shown`. Two readings never differ by one or two gifts, also where others
 * are gone: whoever stands beside the desk would read their category, or what they cost, off the
 * difference. What wishes there are is on the wall anyway.
 */
export const publishedAfter = (
  shown: PublishedTallies | null,
  next: PublishedTallies,
): PublishedTallies => {
  if (!shown) return next;
  const isTold = (part: 'given' | 'paid'): boolean =>
    moved(shown[part], next[part]) >= SMALLEST_GROUP;
  return {
    live: next.live,
    given: isTold('given') ? next.given : shown.given,
    paid: isTold('paid') ? next.paid : shown.paid,
  };
};

/** The tallies of now. */
export const talliesOf = (
  wishes: readonly WishTally[],
  given: readonly HandedOver[],
): PublishedTallies => {
  const live = wishes.filter(({ state }) => isLive(state));
  return { live, given: [...given], paid: live.filter(isPaid) };
};

/** The counts and sums of a campaign. */
export const figuresOfWishes = ({
  live,
  given,
  paid,
}: PublishedTallies): Pick<
  CampaignReport,
  'wishes' | 'fulfilled' | 'byCategory' | 'byAgeBand' | 'spent'
> => ({
  wishes: total(live),
  fulfilled: total(given),
  byCategory: counted('category', CATEGORIES, live, given).map(({ value, ...counts }) => ({
    category: value,
    ...counts,
  })),
  byAgeBand: counted('ageBand', AGE_BANDS, live, given).map(({ value, ...counts }) => ({
    ageBand: value,
    ...counts,
  })),
  spent: spentByCategory(paid),
});
