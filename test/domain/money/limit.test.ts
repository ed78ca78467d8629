import {
  COUNTING,
  MONEY_ACTIONS,
  waitsForSecond,
} from '../../../cloudfunctions/domain/money/limit';
import type { FundDeed } from '../../../cloudfunctions/domain/money/approval';
import { fen } from '../wish/samples';

const deeds = (amountFen: number): FundDeed[] => [
  { kind: 'refund', entryId: 'donate#1', amountFen: fen(amountFen) },
  { kind: 'reversal', entryId: 'donate#1', amountFen: fen(amountFen) },
  { kind: 'reserve', wishId: 'wish_1', amountFen: fen(amountFen) },
  { kind: 'topUp', wishId: 'wish_1', amountFen: fen(amountFen) },
  { kind: 'stock', amountFen: fen(amountFen), lot: {} as never },
];

describe('the limit above which two are needed', () => {
  it.each([
    ['no limit', null, 0, 10 ** 10, false],
    ['up to the limit', 1000, 0, 1000, false],
    ['above the limit', 1000, 0, 1001, true],
    ['up to the limit with what was before', 1000, 900, 100, false],
    ['above the limit with what was before', 1000, 900, 101, true],
    ['a limit of nothing', 0, 0, 1, true],
  ])('%s, for whatever moves money out', (_, limit, before, amount, waits) => {
    const limitFen = limit === null ? null : fen(limit);
    for (const deed of deeds(amount)) {
      const day = { dayFen: fen(before), entryFen: fen(0) };
      const entry = { dayFen: fen(0), entryFen: fen(before) };
      expect(waitsForSecond(limitFen, deed, day)).toBe(waits);
      expect(waitsForSecond(limitFen, deed, entry)).toBe(waits);
    }
  });

  it('a donation counts by itself, for it comes in', () => {
    const deed: FundDeed = { kind: 'donate', donor: '灯塔公司', amountFen: fen(1000) };
    const before = { dayFen: fen(5000), entryFen: fen(0) };
    expect(waitsForSecond(fen(1000), deed, before)).toBe(false);
    expect(waitsForSecond(fen(999), deed, before)).toBe(true);
  });

  it('two raise the limit or lift it, one lowers it', () => {
    const before = { dayFen: fen(0), entryFen: fen(0) };
    const rules = (limitFen: number | null): FundDeed => ({
      kind: 'rules',
      limitFen: limitFen === null ? null : fen(limitFen),
    });
    expect(waitsForSecond(fen(1000), rules(999), before)).toBe(false);
    expect(waitsForSecond(fen(1000), rules(1001), before)).toBe(true);
    expect(waitsForSecond(fen(1000), rules(null), before)).toBe(true);
    expect(waitsForSecond(null, rules(1000), before)).toBe(false);
  });

  it('every kind of deed is done by an action of the table', () => {
    const done = Object.values(MONEY_ACTIONS).flatMap((row) => ('deed' in row ? row.deed : []));
    expect([...new Set(done)].sort()).toEqual(Object.keys(COUNTING).sort());
  });
});
