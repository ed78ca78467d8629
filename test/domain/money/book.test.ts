import {
  attribute,
  follow,
  sameTotals,
  standing,
  START_OF_BOOK,
  type LedgerLine,
} from '../../../cloudfunctions/domain/money/ledger';
import { EMPTY_FUND, fen, type FundTotals } from '../../../cloudfunctions/domain/money/money';
import type { LedgerType } from '../../../typings/contract';

const line = (
  seq: number,
  type: LedgerType,
  amount: number,
  more: Partial<LedgerLine> = {},
): LedgerLine => ({
  _id: `${type}#${seq}`,
  seq,
  type,
  amountFen: fen(amount),
  at: seq,
  wishId: null,
  donor: null,
  reversesEntryId: null,
  ...more,
});
const reversing = (seq: number, entryId: string, amount: number) =>
  line(seq, 'reversal', amount, { reversesEntryId: entryId });

const totals = (more: Partial<Record<keyof FundTotals, number>>): FundTotals =>
  ({ ...EMPTY_FUND, ...more }) as FundTotals;

const broken = (...lines: LedgerLine[]) =>
  follow(START_OF_BOOK, lines, new Map(lines.map((each) => [each._id, each]))).firstBroken;

describe('a book that is followed', () => {
  const given = line(1, 'donate', 100);

  it.each<[string, LedgerLine[], string | undefined]>([
    ['reserves all that was given', [given, line(2, 'reserve', 100)], undefined],
    ['reserves more', [given, line(2, 'reserve', 101)], 'reserve#2'],
    ['gives all back', [given, line(2, 'refund', 100)], undefined],
    ['spends what is not reserved', [given, line(2, 'spend', 1)], 'spend#2'],
    ['releases what is not reserved', [given, line(2, 'release', 1)], 'release#2'],
    ['leaves one out', [given, line(3, 'reserve', 1)], 'reserve#3'],
    ['has one twice', [given, line(1, 'reserve', 1)], 'reserve#1'],
    ['takes a donation back', [given, reversing(2, 'donate#1', 100)], undefined],
    ['takes less than all of it back', [given, reversing(2, 'donate#1', 99)], 'reversal#2'],
    ['takes back what is not there', [given, reversing(2, 'donate#9', 100)], 'reversal#2'],
    ['takes back what names nothing', [given, line(2, 'reversal', 100)], 'reversal#2'],
    [
      'takes back what comes later',
      [given, reversing(2, 'donate#3', 100), line(3, 'donate', 100)],
      'reversal#2',
    ],
    ['takes back itself', [given, reversing(2, 'reversal#2', 100)], 'reversal#2'],
    [
      'takes a refund back',
      [given, line(2, 'refund', 40), reversing(3, 'refund#2', 40)],
      undefined,
    ],
    [
      'takes a spend back',
      [given, line(2, 'reserve', 40), line(3, 'spend', 40), reversing(4, 'spend#3', 40)],
      undefined,
    ],
    [
      'takes a reserve back, which is released instead',
      [given, line(2, 'reserve', 40), reversing(3, 'reserve#2', 40)],
      'reversal#3',
    ],
  ])('%s: %#', (_, lines, first) => {
    expect(broken(...lines)).toBe(first);
  });

  it('is not wrong where it says no balance, and is where it says another', () => {
    const right = { ...given, after: totals({ donatedFen: 100 }) };
    const wrong = { ...given, after: totals({ donatedFen: 100, refundedFen: 1 }) };
    expect([broken(given), broken(right), broken(wrong)]).toEqual([
      undefined,
      undefined,
      'donate#1',
    ]);
  });

  it('goes on from where it was left', () => {
    const reached = { seq: 7, totals: totals({ donatedFen: 50 }) };
    expect(follow(reached, [line(8, 'reserve', 50)], new Map())).toEqual({
      reached: { seq: 8, totals: totals({ donatedFen: 50, reservedFen: 50 }) },
    });
    expect(follow(reached, [line(7, 'reserve', 1)], new Map())).toEqual({
      reached,
      firstBroken: 'reserve#7',
    });
  });

  it('has a total that is negative, though something is left', () => {
    const from = { seq: 1, totals: totals({ donatedFen: 100, refundedFen: 10 }) };
    const refunds = new Map([['refund#0', line(0, 'refund', 20)]]);
    expect(follow(from, [reversing(2, 'refund#0', 20)], refunds).firstBroken).toBe('reversal#2');
  });
});

it.each(['donatedFen', 'refundedFen', 'reservedFen', 'spentFen'] as const)(
  'sums that differ in %s alone are not the same',
  (total) => {
    expect(sameTotals(EMPTY_FUND, EMPTY_FUND)).toBe(true);
    expect(sameTotals(EMPTY_FUND, totals({ [total]: 1 }))).toBe(false);
  },
);

describe('what stands', () => {
  it('is a donation less all that went back of it, and of nothing else', () => {
    const { donations } = standing([
      line(1, 'donate', 100, { donor: '甲' }),
      line(2, 'donate', 100, { donor: '乙' }),
      line(3, 'refund', 10, { refundsEntryId: 'donate#1' }),
      line(4, 'refund', 20, { refundsEntryId: 'donate#1' }),
      line(5, 'refund', 30),
      line(6, 'reserve', 40, { refundsEntryId: 'donate#2' }),
    ]);
    expect(donations).toEqual([
      { entryId: 'donate#1', donor: '甲', at: 1, amountFen: 70 },
      { entryId: 'donate#2', donor: '乙', at: 2, amountFen: 100 },
    ]);
  });

  it('is a donation in full again where its refund was taken back', () => {
    const { donations } = standing([
      line(1, 'donate', 100),
      line(2, 'refund', 10, { refundsEntryId: 'donate#1' }),
      reversing(3, 'refund#2', 10),
    ]);
    expect(donations).toEqual([{ entryId: 'donate#1', donor: '', at: 1, amountFen: 100 }]);
  });

  it('is a spend that was not taken back, with its wish', () => {
    const { spends } = standing([
      line(1, 'spend', 10, { wishId: 'wish-1' }),
      line(2, 'spend', 20, { wishId: 'wish-2' }),
      reversing(3, 'spend#1', 10),
      line(4, 'spend', 5),
    ]);
    expect(spends).toEqual([
      { entryId: 'spend#2', wishId: 'wish-2', amountFen: 20 },
      { entryId: 'spend#4', wishId: '', amountFen: 5 },
    ]);
  });
});

describe('whose money paid for what', () => {
  const gifts = (...amounts: number[]) =>
    amounts.map((amount, place) => ({
      entryId: `donate#${place + 1}`,
      donor: `捐方${place + 1}`,
      at: place,
      amountFen: fen(amount),
    }));
  const spends = (...amounts: number[]) =>
    amounts.map((amount, place) => ({
      entryId: `spend#${place + 1}`,
      wishId: `wish-${place + 1}`,
      amountFen: fen(amount),
    }));

  it.each<[string, number[], number[], [number, number, number][]]>([
    ['one gift pays one spend', [100], [100], [[1, 1, 100]]],
    [
      'the first pays until it is used up',
      [100, 100],
      [60, 60],
      [
        [1, 1, 60],
        [1, 2, 40],
        [2, 2, 20],
      ],
    ],
    [
      'what went back in full pays nothing',
      [100, 0, 100],
      [150],
      [
        [1, 1, 100],
        [3, 1, 50],
      ],
    ],
    [
      'what is used up to the 分 pays no more',
      [50, 50],
      [50, 50],
      [
        [1, 1, 50],
        [2, 2, 50],
      ],
    ],
    ['what nobody gave is nobody’s', [30], [50, 10], [[1, 1, 30]]],
  ])('%s', (_, given, spent, paid) => {
    const shares = attribute(gifts(...given), spends(...spent));
    expect(
      shares.map(({ donation, spend, amountFen }) => [
        Number(donation.entryId.slice(7)),
        Number(spend.entryId.slice(6)),
        amountFen,
      ]),
    ).toEqual(paid);
  });
});
