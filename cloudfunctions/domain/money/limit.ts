import type { ActionName, Fen } from '../../../typings/contract';
import { loosens, type FundDeed } from './approval';

/**
 * How the limit above which two are needed counts a deed. `sum`: with all that the same person
 * moved alone on this day in this fund, and on the same entry on any day: however it is cut, one
 * person moves no more. `alone`: by its own amount, for money that comes in leaves nobody poorer.
 * `looser`: not by an amount, but where it would let one person do more.
 */
type Counting = 'sum' | 'alone' | 'looser';

export const COUNTING: Record<FundDeed['kind'], Counting> = {
  donate: 'alone',
  refund: 'sum',
  reversal: 'sum',
  reserve: 'sum',
  topUp: 'sum',
  stock: 'sum',
  rules: 'looser',
};

/** Every action of staff that books an entry: as which deed it is counted, or why it is not. */
export const MONEY_ACTIONS = {
  'fund.donate': { deed: 'donate' },
  'fund.refund': { deed: 'refund' },
  'fund.reverse': { deed: 'reversal' },
  'fund.rules': { deed: 'rules' },
  'wish.fund': { deed: 'reserve' },
  'wish.fundMany': { deed: 'reserve' },
  'wish.topUp': { deed: 'topUp' },
  'stock.add': { deed: 'stock' },
  'wish.release': { not: 'money goes back to what is available' },
  'gift.arrive': { not: 'spends what was counted as it was reserved' },
  'gift.arriveMany': { not: 'spends what was counted as it was reserved' },
  'stock.use': { not: 'what is in stock was paid for; its reserve is released' },
  'substitution.record': { not: 'costs no more than what was reserved; the rest is released' },
  'wish.review': { not: 'an approval that is taken back releases its reserve' },
  'wish.reviewMany': { not: 'books nothing: what has money is reviewed one by one' },
  'wish.undoReview': { not: 'what was reserved in between is released' },
  'conflict.resolve': { not: 'a gift that is gone was paid for from its reserve' },
  'entry.withdraw': { not: 'what was reserved is released' },
} as const satisfies Partial<
  Record<ActionName<'staff'>, { deed: FundDeed['kind'] } | { not: string }>
>;

/** What a person moved alone before: on this day, and on the entry that the deed is about. */
export interface MovedAlone {
  dayFen: Fen;
  entryFen: Fen;
}

/** Whether a deed counts for what its author may move alone on a day. */
export const isSummed = ({ kind }: FundDeed): boolean => COUNTING[kind] === 'sum';

/** Whether a deed waits for a second person; `null` is no limit. */
export const waitsForSecond = (
  limitFen: Fen | null,
  deed: FundDeed,
  { dayFen, entryFen }: MovedAlone,
): boolean => {
  if (deed.kind === 'rules') return loosens(limitFen, deed.limitFen);
  if (limitFen === null) return false;
  const before = isSummed(deed) ? Math.max(dayFen, entryFen) : 0;
  return before + deed.amountFen > limitFen;
};
