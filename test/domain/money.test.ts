import fc from 'fast-check';
import {
  availableFen,
  book,
  EMPTY_FUND,
  fen,
  type Booking,
} from '../../cloudfunctions/domain/money';
import { Refusal } from '../../cloudfunctions/domain/refusal';

const booking: fc.Arbitrary<Booking> = fc.record({
  type: fc.constantFrom('donate', 'reserve', 'release', 'spend', 'refund'),
  amountFen: fc.integer({ min: 1, max: 10_000 }).map(fen),
});

test('available is never negative and equals the sum of the entries', () => {
  const sign = { donate: 1, release: 1, reserve: -1, refund: -1, spend: 0 };
  fc.assert(
    fc.property(fc.array(booking, { maxLength: 60 }), (bookings) => {
      let fund = EMPTY_FUND;
      let sum = 0;
      for (const entry of bookings) {
        try {
          fund = book(fund, entry);
          sum += sign[entry.type] * entry.amountFen;
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
        expect(availableFen(fund)).toBeGreaterThanOrEqual(0);
        expect(fund.reservedFen).toBeGreaterThanOrEqual(0);
        expect(availableFen(fund)).toBe(sum);
      }
    }),
  );
});

test('a spend never passes what is reserved', () => {
  const reserved = book(book(EMPTY_FUND, { type: 'donate', amountFen: fen(100) }), {
    type: 'reserve',
    amountFen: fen(60),
  });
  expect(() => book(reserved, { type: 'spend', amountFen: fen(61) })).toThrow(Refusal);
  expect(availableFen(book(reserved, { type: 'spend', amountFen: fen(60) }))).toBe(40);
});
