import { donorsOf, statementOf } from '../../../cloudfunctions/domain/report/donor';
import { withoutSmallGroups } from '../../../cloudfunctions/domain/report/spending-report';
import type { WishCategory } from '../../../typings/contract';
import { fen } from '../wish/samples';

const gift = (entryId: string, donor: string, amount: number) => ({
  entryId,
  donor,
  at: 0,
  amountFen: fen(amount),
});
const spend = (wishId: string, amount: number) => ({
  entryId: `spend-${wishId}`,
  wishId,
  amountFen: fen(amount),
});

describe('donors', () => {
  it('are named once, the largest first, without those whose money all went back', () => {
    const donations = [gift('1', '甲', 100), gift('2', '乙', 300), gift('3', '甲', 150)];
    expect(donorsOf([...donations, gift('4', '丙', 0)])).toEqual([
      { donor: '乙', donations: 1, donatedFen: 300 },
      { donor: '甲', donations: 2, donatedFen: 250 },
    ]);
  });
});

describe('a donor', () => {
  it('is one from the first 分 on, and by no donation that went back', () => {
    expect(donorsOf([gift('1', '甲', 1), gift('2', '甲', 0)])).toEqual([
      { donor: '甲', donations: 1, donatedFen: 1 },
    ]);
  });
});

describe('a donor’s statement', () => {
  const lit: Record<string, WishCategory> = { w1: 'study', w2: 'study', w3: 'study' };
  const litAs = (wishId: string) => {
    const category = lit[wishId];
    return category && { category, isDelivered: wishId !== 'w3' };
  };

  it('says what was paid, what waits in stock and what is left', () => {
    const donations = [gift('1', '甲', 1000)];
    const spends = [spend('w1', 100), spend('w2', 200), spend('w3', 300), spend('stock', 50)];
    expect(statementOf('甲', donations, spends, litAs)).toEqual({
      donor: '甲',
      donations: 1,
      donatedFen: 1000,
      wishes: 3,
      delivered: 2,
      paidFen: 600,
      deliveredFen: 300,
      stockFen: 50,
      leftFen: 350,
      byCategory: [{ key: 'study', gifts: 3, spentFen: 600 }],
    });
  });

  it('counts a gift that two donors paid as one wish of each, and each 分 once', () => {
    const donations = [gift('1', '甲', 150), gift('2', '乙', 1000)];
    const spends = [spend('w1', 100), spend('w2', 100)];
    const first = statementOf('甲', donations, spends, litAs);
    const second = statementOf('乙', donations, spends, litAs);
    expect([first?.wishes, first?.paidFen, first?.leftFen]).toEqual([2, 150, 0]);
    expect([second?.wishes, second?.paidFen, second?.leftFen]).toEqual([1, 50, 950]);
    // Two gifts tell of one child: no sum by category.
    expect(first?.byCategory).toEqual([]);
  });

  it('names the categories with the most gifts first', () => {
    const [study, toy] = [
      ['w1', 'w2', 'w3'],
      ['t1', 't2', 't3', 't4'],
    ];
    const spends = [...study!, ...toy!].map((wishId) => spend(wishId, 10));
    const all = statementOf('甲', [gift('1', '甲', 1000)], spends, (wishId) => ({
      category: toy!.includes(wishId) ? 'toy' : 'study',
      isDelivered: true,
    }));
    expect(all?.byCategory).toEqual([
      { key: 'toy', gifts: 4, spentFen: 40 },
      { key: 'study', gifts: 3, spentFen: 30 },
    ]);
  });

  it('is none where nothing of the donor stands', () => {
    expect(statementOf('甲', [gift('1', '甲', 0)], [], litAs)).toBeUndefined();
    expect(statementOf('乙', [gift('1', '甲', 1)], [], litAs)).toBeUndefined();
  });
});

describe('groups that may be published', () => {
  const group = (key: string, gifts: number) => ({ key, gifts, spentFen: fen(gifts * 10) });
  it.each([
    [
      'of three and more stand by themselves',
      [3, 5],
      [
        ['a', 3],
        ['b', 5],
      ],
    ],
    ['of two stay back where they are alone', [2], []],
    [
      'that are small are put together',
      [3, 2, 1],
      [
        ['a', 3],
        [null, 3],
      ],
    ],
    [
      'too small together take the smallest along',
      [5, 3, 1],
      [
        ['a', 5],
        [null, 4],
      ],
    ],
    [
      'alike in size take the first along',
      [3, 3, 1],
      [
        ['b', 3],
        [null, 4],
      ],
    ],
    ['with nothing in them are left out', [3, 0], [['a', 3]]],
    ['of none are none', [], []],
  ])('%s', (_, sizes, published) => {
    const groups = sizes.map((gifts, index) => group('abc'.charAt(index), gifts));
    expect(withoutSmallGroups(groups).map(({ key, gifts }) => [key, gifts])).toEqual(published);
  });
});
