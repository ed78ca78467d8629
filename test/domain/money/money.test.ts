import fc from 'fast-check';
import {
  availableFen,
  book,
  EMPTY_FUND,
  fen,
  supplierRefund,
  type Booking,
  type FundTotals,
  type Reversible,
} from '../../../cloudfunctions/domain/money/money';
import { Refusal } from '../../../cloudfunctions/domain/common/refusal';

const amountFen = fc.integer({ min: 1, max: 10_000 }).map(fen);

const booking: fc.Arbitrary<Booking> = fc.oneof(
  fc.record({
    type: fc.constantFrom(
      'donate' as const,
      'reserve' as const,
      'release' as const,
      'spend' as const,
      'refund' as const,
    ),
    amountFen,
  }),
  fc.record({
    type: fc.constant('reversal' as const),
    reverses: fc.constantFrom<Reversible>('donate', 'refund', 'spend'),
    amountFen,
  }),
);

/** What an auditor does to `available`, by the formula alone. */
const SIGN = { donate: 1, release: 1, reserve: -1, refund: -1, spend: 0 };
const effectOf = (entry: Booking): number =>
  entry.type === 'reversal'
    ? -SIGN[entry.reverses] * entry.amountFen
    : SIGN[entry.type] * entry.amountFen;

const tryTo = <Result>(act: () => Result): Result | undefined => {
  try {
    return act();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return undefined;
  }
};

test('no total is ever negative, and available is the sum of the entries', () => {
  fc.assert(
    fc.property(fc.array(booking, { maxLength: 60 }), (bookings) => {
      let fund = EMPTY_FUND;
      let sum = 0;
      for (const entry of bookings) {
        const next = tryTo(() => book(fund, entry));
        if (next) {
          fund = next;
          sum += effectOf(entry);
        }
        expect(Math.min(...Object.values(fund))).toBeGreaterThanOrEqual(0);
        expect(availableFen(fund)).toBeGreaterThanOrEqual(0);
        expect(availableFen(fund)).toBe(sum);
      }
    }),
  );
});

const bookAll = (bookings: readonly Booking[]): FundTotals =>
  bookings.reduce<FundTotals>(book, EMPTY_FUND);

test('what a supplier gives back is available again, and no formula of an auditor breaks', () => {
  fc.assert(
    fc.property(amountFen, amountFen, (price, wanted) => {
      const before: Booking[] = [
        { type: 'donate', amountFen: fen(20_000) },
        { type: 'reserve', amountFen: price },
        { type: 'spend', amountFen: price },
      ];
      const back = fen(Math.min(price, wanted));
      const entries = [...before, ...supplierRefund(price, back)];
      const fund = bookAll(entries);
      expect(fund).toMatchObject({ reservedFen: 0, spentFen: price - back, refundedFen: 0 });
      // Whether the auditor leaves reversals out of his sums or not.
      const plain = entries.filter(({ type }) => type !== 'reversal');
      expect(availableFen(fund)).toBe(plain.reduce((sum, entry) => sum + effectOf(entry), 0));
    }),
  );
});

test('a supplier gives back no more than was spent', () => {
  expect(() => supplierRefund(fen(100), fen(101))).toThrow(Refusal);
});

test('a spend never passes what is reserved', () => {
  const reserved = bookAll([
    { type: 'donate', amountFen: fen(100) },
    { type: 'reserve', amountFen: fen(60) },
  ]);
  expect(() => book(reserved, { type: 'spend', amountFen: fen(61) })).toThrow(Refusal);
  expect(availableFen(book(reserved, { type: 'spend', amountFen: fen(60) }))).toBe(40);
});

test('a donation that was spent is not taken back', () => {
  const spent = bookAll([
    { type: 'donate', amountFen: fen(100) },
    { type: 'reserve', amountFen: fen(60) },
    { type: 'spend', amountFen: fen(60) },
  ]);
  const back: Booking = { type: 'reversal', reverses: 'donate', amountFen: fen(100) };
  expect(() => book(spent, back)).toThrow(Refusal);
});
