import {
  figuresOfWishes,
  publishedAfter,
  spentByAgeBand,
  spentByCategory,
  talliesOf,
  type HandedOver,
  type PublishedTallies,
  type WishTally,
} from '../../../cloudfunctions/domain/report/spending-report';
import type { AgeBand, WishCategory } from '../../../typings/contract';
import { fen } from '../wish/samples';

const tally = (
  category: WishCategory,
  state: WishTally['state'],
  count: number,
  price = 0,
  ageBand: AgeBand = '7-12',
): WishTally => ({ category, ageBand, state, count, priceFen: fen(price) });

const given = (category: WishCategory, count: number, ageBand: AgeBand = '7-12'): HandedOver => ({
  category,
  ageBand,
  count,
});

describe('the figures of a campaign', () => {
  const wishes = [
    tally('toy', 'submitted', 2),
    tally('study', 'approved', 1, 0, '13-17'),
    tally('study', 'ready', 4, 400),
    tally('sport', 'withdrawn', 5),
    tally('art', 'rejected', 5, 0, '0-6'),
  ];

  it('count what goes on or is done, by category and by age, in an order of their own', () => {
    expect(figuresOfWishes(talliesOf(wishes, [given('study', 3)]))).toEqual({
      wishes: 7,
      fulfilled: 3,
      byCategory: [
        { category: 'study', wishes: 5, fulfilled: 3 },
        { category: 'toy', wishes: 2, fulfilled: 0 },
      ],
      byAgeBand: [
        { ageBand: '7-12', wishes: 6, fulfilled: 3 },
        { ageBand: '13-17', wishes: 1, fulfilled: 0 },
      ],
      spent: [{ category: 'study', gifts: 4, spentFen: 400 }],
    });
  });

  it('of no wish are none', () => {
    expect(figuresOfWishes(talliesOf([], []))).toEqual({
      wishes: 0,
      fulfilled: 0,
      byCategory: [],
      byAgeBand: [],
      spent: [],
    });
  });
});

describe('what gifts cost', () => {
  it.each<[string, WishTally[], [WishCategory | null, number, number][]]>([
    [
      'the dearest first',
      [
        tally('study', 'ready', 3, 300),
        tally('toy', 'ready', 3, 900),
        tally('art', 'ready', 9, 500),
      ],
      [
        ['toy', 3, 900],
        ['art', 9, 500],
        ['study', 3, 300],
      ],
    ],
    [
      'of every age together',
      [tally('toy', 'ready', 2, 20), tally('toy', 'ready', 1, 10, '0-6')],
      [['toy', 3, 30]],
    ],
    ['from a 分 on', [tally('toy', 'ready', 3, 1)], [['toy', 3, 1]]],
    ['not what came as a gift itself', [tally('toy', 'ready', 3, 0)], []],
    ['not what has not come', [tally('toy', 'funded', 3, 300)], []],
  ])('%s', (_, wishes, told) => {
    const spent = spentByCategory(wishes);
    expect(spent.map(({ category, gifts, spentFen }) => [category, gifts, spentFen])).toEqual(told);
  });

  it('by age, the youngest first', () => {
    const wishes = [
      tally('toy', 'ready', 3, 900, '13-17'),
      tally('toy', 'ready', 4, 400, '0-6'),
      tally('art', 'ready', 5, 500),
    ];
    expect(spentByAgeBand(wishes)).toEqual([
      { key: '0-6', gifts: 4, spentFen: 400 },
      { key: '7-12', gifts: 5, spentFen: 500 },
      { key: '13-17', gifts: 3, spentFen: 900 },
    ]);
  });
});

describe('what is published next', () => {
  const tallies = (
    handedOver: HandedOver[],
    paid: WishTally[] = [],
    live: WishTally[] = [],
  ): PublishedTallies => ({ live, given: handedOver, paid });
  const shown = tallies([given('study', 5)], [tally('study', 'ready', 5, 500)]);

  it('is everything where nothing was published yet', () => {
    const first = tallies([given('study', 1)], [tally('study', 'ready', 1, 100)]);
    expect(publishedAfter(null, first)).toEqual(first);
  });

  it('counts wishes at once, which are on the wall anyway', () => {
    const live = [tally('toy', 'submitted', 1)];
    expect(publishedAfter(shown, { ...shown, live }).live).toEqual(live);
  });

  it.each<[string, HandedOver[], boolean]>([
    ['nothing new', [given('study', 5)], false],
    ['one gift more', [given('study', 6)], false],
    ['two more', [given('study', 7)], false],
    ['three more', [given('study', 8)], true],
    ['two fewer', [given('study', 3)], false],
    ['three fewer', [given('study', 2)], true],
    ['one of another category', [given('study', 5), given('toy', 1)], false],
    [
      'one of each of three others',
      [given('study', 5), given('toy', 1), given('art', 1), given('sport', 1)],
      true,
    ],
    ['one of another age and two of this', [given('study', 7), given('study', 1, '0-6')], true],
    ['one that was of another category', [given('study', 4), given('toy', 1)], false],
    ['one fewer, and two of another category', [given('study', 4), given('toy', 2)], false],
    ['two fewer, and two of another category', [given('study', 3), given('toy', 2)], false],
    ['one fewer, and three of another category', [given('study', 4), given('toy', 3)], true],
    ['the same in two rows', [given('study', 2), given('study', 3)], false],
    ['all of one category gone', [], true],
  ])('says nothing of one or two gifts: %s: %s', (_, next, isTold) => {
    const after = publishedAfter(shown, { ...shown, given: next });
    expect(after.given).toEqual(isTold ? next : shown.given);
    expect(after.paid).toEqual(shown.paid);
  });

  it.each([
    [7, false],
    [8, true],
  ])('says nothing of the price of one or two: %d paid: %s', (count, isTold) => {
    const paid = [tally('study', 'ready', count, 100 * count)];
    const after = publishedAfter(shown, { ...shown, paid });
    expect(after.paid).toEqual(isTold ? paid : shown.paid);
    expect(after.given).toEqual(shown.given);
  });
});
