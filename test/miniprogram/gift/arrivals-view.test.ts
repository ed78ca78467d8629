import type { Fen } from '../../../typings/contract';
import {
  afterPart,
  bookedText,
  findingOf,
  NOTHING_BOOKED,
} from '../../../miniprogram/packages/staff/gift/pages/arrivals/view';

const fen = (amount: number): Fen => amount as Fen;

const CLEAN = {
  ready: 12,
  totalFen: fen(168_050),
  known: 0,
  waiting: 0,
  wrong: 0,
  problemCount: 0,
  problems: [],
  hidden: 0,
};

const problem = {
  row: 4,
  column: '实际价格',
  message: '比预留的 200.00 元多 20.00 元，要先追加善款',
};

describe('a 到货表 on its page', () => {
  it('says how many have come and what they cost, before anything is booked', () => {
    expect(findingOf({ ...CLEAN, known: 3, waiting: 20 })).toMatchObject({
      title: '12 份到货，共 1,680.50 元',
      hint: '3 份以前登记过，会跳过。20 行留空，算还没到。现在还没有登记。',
      action: '登记 12 份',
      isClean: true,
    });
  });

  it('says how many rows are to be mended, and offers the others', () => {
    const wrong = { ...CLEAN, wrong: 130, problemCount: 140, problems: [problem] };
    expect(findingOf(wrong)).toMatchObject({
      title: '12 份到货，共 1,680.50 元；130 行要改',
      action: '只登记没有问题的 12 份',
      isClean: false,
      moreProblems: 139,
    });
    expect(findingOf({ ...wrong, ready: 0 })).toMatchObject({ title: '130 行要改', action: '' });
  });

  it.each([
    [{ known: 5 }, '这张表都登记过了'],
    [{ waiting: 5 }, '表里没有填了到货的行'],
  ])('with nothing to book says why: %j', (more, title) => {
    expect(findingOf({ ...CLEAN, ready: 0, ...more })).toMatchObject({ title, action: '' });
  });

  it('adds up its parts, and says what is left over', () => {
    const part = {
      rows: 30,
      arrived: 19,
      arrivedFen: fen(1_900),
      known: 0,
      left: [problem, problem],
    };
    const first = afterPart(NOTHING_BOOKED, { ...part, next: 20 });
    expect(first.cursor).toBe(20);
    const all = afterPart(first, { ...part, arrived: 9, arrivedFen: fen(900), known: 1, left: [] });
    expect(all.cursor).toBe(30);
    expect(bookedText(all)).toBe(
      '登记了 28 份到货，支出 28 元。1 份以前登记过。还有 1 行没有登记，改好后再选一次文件。',
    );
    expect(bookedText(NOTHING_BOOKED)).toBe('没有登记新的到货。');
  });
});
