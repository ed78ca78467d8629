import { DAY_MS } from '@micro-wish/vocabulary';
import type { CommunityFairness, EpochMs, Fairness, WishState } from '../../../typings/contract';
import { SMALLEST_GROUP, spentByCategory, type WishTally } from './spending-report';

/** Of a wish, what tells how it was treated. */
export interface TreatedWish {
  communityId: string;
  submittedAt: EpochMs;
  timeline: readonly { at: EpochMs; state: WishState }[];
  /** When the gift was handed over. */
  gotAt?: EpochMs | undefined;
}

/** The middle of some numbers, of two their mean. */
const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [lower = 0, upper = lower] = sorted.slice(Math.floor(middle), Math.ceil(middle) + 1);
  return (lower + upper) / 2;
};

/** The last word of the reviewers: an approval at the last level, or a rejection. */
const decisionOf = ({ timeline }: TreatedWish): { at: EpochMs; state: WishState } | undefined =>
  timeline.findLast(({ state }) => state === 'approved' || state === 'rejected');

/** Whole days of a waiting time, to one decimal; `undefined` where too few waited. */
const waitingDays = (times: readonly number[]): number | undefined =>
  times.length < SMALLEST_GROUP ? undefined : Math.round((median(times) / DAY_MS) * 10) / 10;

const treatmentOf = (wishes: readonly TreatedWish[]): Omit<CommunityFairness, keyof Named> => {
  const decisions = wishes.flatMap((wish) => {
    const decision = decisionOf(wish);
    return decision ? [{ ...decision, waited: decision.at - wish.submittedAt }] : [];
  });
  const untilGift = wishes.flatMap(({ gotAt, submittedAt }) =>
    gotAt === undefined ? [] : [gotAt - submittedAt],
  );
  const decisionDays = waitingDays(decisions.map(({ waited }) => waited));
  const giftDays = waitingDays(untilGift);
  return {
    wishes: wishes.length,
    decided: decisions.length,
    approved: decisions.filter(({ state }) => state === 'approved').length,
    fulfilled: untilGift.length,
    ...(decisionDays === undefined ? {} : { decisionDays }),
    ...(giftDays === undefined ? {} : { giftDays }),
  };
};

interface Named {
  communityId: string;
  name: string;
}

/**
 * How a campaign treated its communities, in their order: those with no wish are unserved. Waiting
 * times and sums of fewer than three stay back, because they would tell of one child.
 */
export const fairnessOf = (
  communities: readonly Named[],
  wishes: readonly TreatedWish[],
  tallies: readonly WishTally[],
): Pick<Fairness, 'byCommunity' | 'unserved' | 'spent' | 'all'> => {
  const rows = communities.map(({ communityId, name }) => ({
    communityId,
    name,
    ...treatmentOf(wishes.filter((wish) => wish.communityId === communityId)),
  }));
  return {
    all: treatmentOf(wishes),
    byCommunity: rows.filter((row) => row.wishes > 0),
    unserved: rows
      .filter((row) => row.wishes === 0)
      .map(({ communityId, name }) => ({ communityId, name })),
    spent: spentByCategory(tallies),
  };
};
