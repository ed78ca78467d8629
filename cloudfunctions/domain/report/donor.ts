import type { Fen, WishCategory } from '../../../typings/contract';
import { attribute, type Gift, type Spend } from '../money/ledger';
import { fen } from '../money/money';
import { withoutSmallGroups, type Spent } from './spending-report';

/** A donor with what stands of the donations. */
export interface Donor {
  donor: string;
  donations: number;
  donatedFen: Fen;
}

const sum = (rows: readonly { amountFen: number }[]): Fen =>
  fen(rows.reduce((total, { amountFen }) => total + amountFen, 0));

/** Who gave, the largest first; whose money all went back is left out. */
export const donorsOf = (donations: readonly Gift[]): Donor[] =>
  [...new Set(donations.map(({ donor }) => donor))]
    .map((donor) => {
      const own = donations.filter((one) => one.donor === donor && one.amountFen > 0);
      return { donor, donations: own.length, donatedFen: sum(own) };
    })
    .filter(({ donatedFen }) => donatedFen > 0)
    .sort((a, b) => b.donatedFen - a.donatedFen);

/** What one donor's money did, in sums that tell nothing of one child. */
export interface Statement extends Donor {
  /** Wishes whose gift came, paid with this money in part or whole. */
  wishes: number;
  /** Those of them that were handed over: `fulfilled`, as the public page counts. */
  delivered: number;
  /** What of the money all these gifts took, and what those that were handed over did. */
  paidFen: Fen;
  deliveredFen: Fen;
  /** What of it paid for gifts that now wait for another child. */
  stockFen: Fen;
  /** What of it is in the fund still, reserved for a wish or free. */
  leftFen: Fen;
  byCategory: Spent<WishCategory>[];
}

/**
 * What a donor's money did, first in first out (see `attribute`): a wish is lit by every donor whose
 * money is in its gift, and each 分 of a gift is one donor's alone. `litAs` answers the category of
 * a wish whose gift has come, and whether it was handed over; other wishes are no light.
 * @returns undefined where nothing of this donor stands
 */
export const statementOf = (
  donor: string,
  donations: readonly Gift[],
  spends: readonly Spend[],
  litAs: (wishId: string) => { category: WishCategory; isDelivered: boolean } | undefined,
): Statement | undefined => {
  const known = donorsOf(donations).find((one) => one.donor === donor);
  if (!known) return undefined;
  const shares = attribute(donations, spends).filter(({ donation }) => donation.donor === donor);
  const lit = shares.filter(({ spend }) => litAs(spend.wishId) !== undefined);
  const categories = [...new Set(lit.flatMap(({ spend }) => litAs(spend.wishId)?.category ?? []))];
  const groups = categories.map((key) => {
    const own = lit.filter(({ spend }) => litAs(spend.wishId)?.category === key);
    const gifts = new Set(own.map(({ spend }) => spend.wishId)).size;
    return { key, gifts, spentFen: sum(own) };
  });
  const delivered = lit.filter(({ spend }) => litAs(spend.wishId)?.isDelivered);
  const paidFen = sum(lit);
  const usedFen = sum(shares);
  return {
    ...known,
    wishes: new Set(lit.map(({ spend }) => spend.wishId)).size,
    delivered: new Set(delivered.map(({ spend }) => spend.wishId)).size,
    paidFen,
    deliveredFen: sum(delivered),
    stockFen: fen(usedFen - paidFen),
    leftFen: fen(known.donatedFen - usedFen),
    byCategory: withoutSmallGroups(groups.sort((a, b) => b.gifts - a.gifts)),
  };
};
