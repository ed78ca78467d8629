import type { EpochMs, Fen, LedgerType } from '../../../typings/contract';
import { added, availableFen, EMPTY_FUND, fen, type Booking, type FundTotals } from './money';

/** What an auditor reads of an entry. */
export interface LedgerLine {
  _id: string;
  seq: number;
  type: LedgerType;
  amountFen: Fen;
  at: EpochMs;
  wishId: string | null;
  donor: string | null;
  reversesEntryId: string | null;
  refundsEntryId?: string | null;
  after?: FundTotals;
}

/** The sums up to an entry, by its number. */
export interface Reached {
  seq: number;
  totals: FundTotals;
}

export const START_OF_BOOK: Reached = { seq: 0, totals: EMPTY_FUND };

const TOTALS = ['donatedFen', 'refundedFen', 'reservedFen', 'spentFen'] as const;

export const sameTotals = (one: FundTotals, other: FundTotals): boolean =>
  TOTALS.every((total) => one[total] === other[total]);

/** A line as a booking; undefined for a reversal of what is not there, or of another amount. */
const bookingOf = (
  line: LedgerLine,
  reversedLines: ReadonlyMap<string, LedgerLine>,
): Booking | undefined => {
  const { type, amountFen } = line;
  if (type !== 'reversal') return { type, amountFen };
  const reversed = reversedLines.get(line.reversesEntryId ?? '');
  if (!reversed || reversed.amountFen !== amountFen || reversed.seq >= line.seq) return undefined;
  const { type: reverses } = reversed;
  return reverses === 'donate' || reverses === 'refund' || reverses === 'spend'
    ? { type, reverses, amountFen }
    : undefined;
};

/**
 * Follows the ledger from where it was left; answers how far it agrees, and the first line that does
 * not: one that is missing before it, whose balance is not the sum of the lines, or that overdraws.
 */
export const follow = (
  from: Reached,
  lines: readonly LedgerLine[],
  reversedLines: ReadonlyMap<string, LedgerLine>,
): { reached: Reached; firstBroken?: string } => {
  let reached = from;
  for (const line of lines) {
    const booking = line.seq === reached.seq + 1 ? bookingOf(line, reversedLines) : undefined;
    if (!booking) return { reached, firstBroken: line._id };
    const totals = added(reached.totals, booking);
    const isSound =
      availableFen(totals) >= 0 &&
      TOTALS.every((total) => totals[total] >= 0) &&
      (line.after === undefined || sameTotals(totals, line.after));
    if (!isSound) return { reached, firstBroken: line._id };
    reached = { seq: line.seq, totals };
  }
  return { reached };
};

/** A donation that stands, less what went back to the donor. */
export interface Gift {
  entryId: string;
  donor: string;
  at: EpochMs;
  amountFen: Fen;
}

/** A spend that stands. */
export interface Spend {
  entryId: string;
  wishId: string;
  amountFen: Fen;
}

/** Donations and spends in the order of booking, without what was taken back. */
export const standing = (lines: readonly LedgerLine[]): { donations: Gift[]; spends: Spend[] } => {
  const reversed = new Set(lines.flatMap(({ reversesEntryId }) => reversesEntryId ?? []));
  const good = lines.filter(({ _id }) => !reversed.has(_id));
  const refunded = new Map<string, number>();
  for (const { type, refundsEntryId, amountFen } of good) {
    if (type !== 'refund' || !refundsEntryId) continue;
    refunded.set(refundsEntryId, (refunded.get(refundsEntryId) ?? 0) + amountFen);
  }
  return {
    donations: good
      .filter(({ type }) => type === 'donate')
      .map(({ _id, donor, at, amountFen }) => ({
        entryId: _id,
        donor: donor ?? '',
        at,
        amountFen: fen(amountFen - (refunded.get(_id) ?? 0)),
      })),
    spends: good
      .filter(({ type }) => type === 'spend')
      .map(({ _id, wishId, amountFen }) => ({ entryId: _id, wishId: wishId ?? '', amountFen })),
  };
};

/** Part of a donation that paid part of a spend. */
export interface Share {
  donation: Gift;
  spend: Spend;
  amountFen: Fen;
}

/**
 * Whose money paid for what: first in, first out. Donations that stand are used up in the order in
 * which they were booked, by the spends that stand in theirs. A share is therefore a statement about
 * the books as they are now; a later refund or correction moves what comes behind it.
 */
export const attribute = (donations: readonly Gift[], spends: readonly Spend[]): Share[] => {
  const shares: Share[] = [];
  let place = 0;
  let used = 0;
  for (const spend of spends) {
    let open: number = spend.amountFen;
    while (open > 0) {
      const donation = donations[place];
      if (!donation) return shares;
      const amount = Math.min(open, donation.amountFen - used);
      if (amount > 0) shares.push({ donation, spend, amountFen: fen(amount) });
      open -= amount;
      used += amount;
      if (used >= donation.amountFen) {
        place += 1;
        used = 0;
      }
    }
  }
  return shares;
};
