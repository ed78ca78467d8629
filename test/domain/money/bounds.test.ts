import { MAX_FEN } from '@micro-wish/vocabulary';
import {
  added,
  book,
  EMPTY_FUND,
  fen,
  figuresOf,
  isFen,
  NoMoney,
  supplierRefund,
  type Booking,
  type FundTotals,
} from '../../../cloudfunctions/domain/money/money';
import { refusal } from '../wish/samples';

const fund = (more: Partial<Record<keyof FundTotals, number>>): FundTotals =>
  ({ ...EMPTY_FUND, ...more }) as FundTotals;

/** Of 1,000 分 given, 100 went back, 200 are reserved and 300 spent: 400 are left. */
const FUND = fund({ donatedFen: 1000, refundedFen: 100, reservedFen: 200, spentFen: 300 });

const plain = (type: 'donate' | 'refund' | 'reserve' | 'release' | 'spend', amount: number) =>
  ({ type, amountFen: fen(amount) }) as Booking;
const reversal = (reverses: 'donate' | 'refund' | 'spend', amount: number): Booking => ({
  type: 'reversal',
  reverses,
  amountFen: fen(amount),
});

describe('an amount', () => {
  it.each([
    [-1, false],
    [0, false],
    [0.5, false],
    [1, true],
    [1.5, false],
    [MAX_FEN, true],
    [MAX_FEN + 1, false],
    [NaN, false],
    [Infinity, false],
  ])('of %d 分 can be booked: %s', (amount, may) => {
    expect(isFen(amount)).toBe(may);
    const outcome = refusal(() => book(EMPTY_FUND, plain('donate', amount)));
    expect(outcome).toBe(may ? 'allowed' : 'INVALID_ARGUMENT');
  });
});

describe('what an entry does to a fund', () => {
  it.each<[string, Booking, Partial<Record<keyof FundTotals, number>>]>([
    ['a donation comes in', plain('donate', 50), { donatedFen: 1050 }],
    ['a refund goes back to the donor', plain('refund', 50), { refundedFen: 150 }],
    ['a reserve is set aside', plain('reserve', 50), { reservedFen: 250 }],
    ['a release is given back', plain('release', 50), { reservedFen: 150 }],
    ['a spend is paid from the reserve', plain('spend', 50), { reservedFen: 150, spentFen: 350 }],
    ['a donation is taken back', reversal('donate', 50), { donatedFen: 950 }],
    ['a refund is taken back', reversal('refund', 50), { refundedFen: 50 }],
    ['a spend is taken back', reversal('spend', 50), { reservedFen: 250, spentFen: 250 }],
  ])('%s', (_, entry, after) => {
    expect(book(FUND, entry)).toEqual({ ...FUND, ...after });
    expect(added(FUND, entry)).toEqual({ ...FUND, ...after });
  });

  it.each<[string, Booking, string]>([
    ['reserving all that is left', plain('reserve', 400), 'allowed'],
    ['reserving more', plain('reserve', 401), 'FAILED_PRECONDITION'],
    ['giving all that is left back to a donor', plain('refund', 400), 'allowed'],
    ['giving more back', plain('refund', 401), 'FAILED_PRECONDITION'],
    ['taking a donation back that is left', reversal('donate', 400), 'allowed'],
    ['taking a donation back that is used', reversal('donate', 401), 'FAILED_PRECONDITION'],
    ['spending all that is reserved', plain('spend', 200), 'allowed'],
    ['spending more', plain('spend', 201), 'FAILED_PRECONDITION'],
    ['releasing all that is reserved', plain('release', 200), 'allowed'],
    ['releasing more', plain('release', 201), 'FAILED_PRECONDITION'],
    ['taking all that was spent back', reversal('spend', 300), 'allowed'],
    ['taking more back than was spent', reversal('spend', 301), 'FAILED_PRECONDITION'],
    ['taking a refund back', reversal('refund', 100), 'allowed'],
    ['taking more back than was refunded', reversal('refund', 101), 'FAILED_PRECONDITION'],
  ])('%s: %s', (_, entry, outcome) => {
    expect(refusal(() => book(FUND, entry))).toBe(outcome);
  });

  it('says how much is left where it is not enough', () => {
    const act = () => book(FUND, plain('reserve', 401));
    expect(act).toThrow(NoMoney);
    expect(act).toThrow('只有 4.00 元');
  });

  it.each([
    ['as much as can be counted', 0, 'allowed'],
    ['more than can be counted', 1, 'FAILED_PRECONDITION'],
  ])('a fund takes in %s', (_, more, outcome) => {
    const last = Number.MAX_SAFE_INTEGER - MAX_FEN;
    const rich = fund({ donatedFen: last - 1, spentFen: last - 1 });
    expect(refusal(() => book(rich, plain('donate', 1 + more)))).toBe(outcome);
  });
});

it('the figures of a fund count what went back to donors as never given', () => {
  expect(figuresOf(FUND)).toEqual({
    donatedFen: 900,
    reservedFen: 200,
    spentFen: 300,
    availableFen: 400,
  });
});

describe('what a supplier gives back', () => {
  it.each<[string, number, [string, number][]]>([
    [
      'in part',
      40,
      [
        ['reversal', 100],
        ['spend', 60],
        ['release', 40],
      ],
    ],
    [
      'but for one 分',
      99,
      [
        ['reversal', 100],
        ['spend', 1],
        ['release', 99],
      ],
    ],
    [
      'in full',
      100,
      [
        ['reversal', 100],
        ['release', 100],
      ],
    ],
  ])('%s is booked as it is', (_, back, booked) => {
    const entries = supplierRefund(fen(100), fen(back));
    expect(entries.map(({ type, amountFen }) => [type, amountFen])).toEqual(booked);
  });
});
