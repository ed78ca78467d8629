import fc from 'fast-check';
import {
  attribute,
  follow,
  standing,
  START_OF_BOOK,
  type Gift,
  type LedgerLine,
  type Spend,
} from '../../../cloudfunctions/domain/money/ledger';
import {
  added,
  EMPTY_FUND,
  fen,
  type FundTotals,
} from '../../../cloudfunctions/domain/money/money';

const amount = fc.integer({ min: 1, max: 500 });

const giftsOf = (amounts: readonly number[]): Gift[] =>
  amounts.map((amountFen, place) => ({
    entryId: `donate#${place}`,
    donor: `捐方${place % 3}`,
    at: place,
    amountFen: fen(amountFen),
  }));

const spendsOf = (amounts: readonly number[]): Spend[] =>
  amounts.map((amountFen, place) => ({
    entryId: `spend#${place}`,
    wishId: `wish-${place}`,
    amountFen: fen(amountFen),
  }));

const total = (rows: readonly { amountFen: number }[]): number =>
  rows.reduce((sum, { amountFen }) => sum + amountFen, 0);

test('every spend is paid to the 分, in the order of the donations, and none pays twice', () => {
  fc.assert(
    fc.property(fc.array(amount), fc.array(amount), (given, spent) => {
      const donations = giftsOf([...given, total(spendsOf(spent))].filter((each) => each > 0));
      const spends = spendsOf(spent);
      const shares = attribute(donations, spends);
      for (const spend of spends) {
        const own = shares.filter((share) => share.spend === spend);
        expect(total(own)).toBe(spend.amountFen);
      }
      for (const donation of donations) {
        const own = shares.filter((share) => share.donation === donation);
        expect(total(own)).toBeLessThanOrEqual(donation.amountFen);
      }
      const order = shares.map(({ donation }) => donations.indexOf(donation));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
  );
});

const line = (
  seq: number,
  type: LedgerLine['type'],
  amountFen: number,
  more: Partial<LedgerLine> = {},
): LedgerLine => ({
  _id: `${type}#${seq}`,
  seq,
  type,
  amountFen: fen(amountFen),
  at: seq,
  wishId: null,
  donor: null,
  reversesEntryId: null,
  ...more,
});

const withBalances = (lines: readonly LedgerLine[]): LedgerLine[] => {
  let totals: FundTotals = EMPTY_FUND;
  return lines.map((each) => {
    const reverses = lines.find(({ _id }) => _id === each.reversesEntryId)?.type;
    totals = added(totals, { ...each, ...(reverses ? { reverses } : {}) } as never);
    return { ...each, after: totals };
  });
};

const BOOK = withBalances([
  line(1, 'donate', 1000, { donor: '甲' }),
  line(2, 'donate', 500, { donor: '乙' }),
  line(3, 'reserve', 300),
  line(4, 'spend', 200),
  line(5, 'release', 100),
  line(6, 'reversal', 500, { reversesEntryId: 'donate#2' }),
  line(7, 'refund', 100, { donor: '甲', refundsEntryId: 'donate#1' }),
]);

const check = (lines: readonly LedgerLine[]) =>
  follow(START_OF_BOOK, lines, new Map(lines.map((each) => [each._id, each])));

test('a book that is right is followed to its end', () => {
  expect(check(BOOK)).toEqual({ reached: { seq: 7, totals: BOOK[6]?.after } });
});

test.each(BOOK.map(({ _id, seq }) => [_id, seq] as const))(
  'an altered amount of %s is found there',
  (_id, seq) => {
    const altered = BOOK.map((each) =>
      each.seq === seq ? { ...each, amountFen: fen(each.amountFen + 1) } : each,
    );
    expect(check(altered).firstBroken).toBe(_id);
  },
);

test('a removed entry is found at the one behind it', () => {
  expect(check(BOOK.filter(({ seq }) => seq !== 4)).firstBroken).toBe('release#5');
});

test('what was taken back or went back to its donor is nobody’s share', () => {
  const { donations, spends } = standing(BOOK);
  expect(donations).toEqual([{ entryId: 'donate#1', donor: '甲', at: 1, amountFen: 900 }]);
  expect(total(spends)).toBe(200);
});
