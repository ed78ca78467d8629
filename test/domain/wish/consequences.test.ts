import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import {
  bookingsBetween,
  leavesGift,
  leftBehind,
  placeOfSpend,
} from '../../../cloudfunctions/domain/wish/consequences';
import { fen, funded, NOW, ready, submitted } from './samples';

const approved: Wish = { ...submitted, state: 'approved' };
const raised: Wish = { ...funded, reservedFen: fen(12_000), adjustments: 1 };
const lowered: Wish = { ...funded, reservedFen: fen(7_000), adjustments: 2 };
const fromStock: Wish = { ...ready, gift: { ...ready.gift!, stockId: 'stock#other#1' } };

describe('what a change of a wish books', () => {
  it.each<[string, Wish, Wish, [string, number][]]>([
    ['nothing where no money moves', submitted, approved, []],
    ['a reserve', approved, funded, [['reserve#wish#1', 10_000]]],
    [
      'a second reserve under its own number',
      approved,
      { ...funded, fundings: 2 },
      [['reserve#wish#2', 10_000]],
    ],
    ['nothing where the reserve stays', funded, { ...funded, state: 'funded' }, []],
    ['more', funded, raised, [['reserve#wish#1#1', 2_000]]],
    ['less', funded, lowered, [['release#wish#1#2', 3_000]]],
    [
      'one 分 more',
      funded,
      { ...funded, reservedFen: fen(10_001), adjustments: 3 },
      [['reserve#wish#1#3', 1]],
    ],
    [
      'one 分 less',
      funded,
      { ...funded, reservedFen: fen(9_999), adjustments: 3 },
      [['release#wish#1#3', 1]],
    ],
    [
      'the last 分 that is left of the reserve',
      funded,
      { ...ready, priceFen: fen(9_999) },
      [
        ['spend#wish#1', 9_999],
        ['release#wish#1', 1],
      ],
    ],
    [
      'nothing for a gift that gets cheaper: what came back is booked by itself',
      ready,
      { ...ready, priceFen: fen(5_000) },
      [],
    ],
    [
      'the price, and what is left of the reserve',
      funded,
      ready,
      [
        ['spend#wish#1', 9_000],
        ['release#wish#1', 1_000],
      ],
    ],
    [
      'the price alone where it takes all',
      funded,
      { ...ready, priceFen: fen(10_000) },
      [['spend#wish#1', 10_000]],
    ],
    [
      'all of the reserve back where the gift comes from stock',
      funded,
      fromStock,
      [['release#wish#1', 10_000]],
    ],
    [
      'all of the reserve back where the wish ends',
      funded,
      { ...funded, state: 'withdrawn', reservedFen: null },
      [['release#wish#1', 10_000]],
    ],
    ['nothing for a gift that was paid for', ready, { ...ready, state: 'expired' }, []],
  ])('%s', (_, before, after, booked) => {
    const bookings = bookingsBetween(before, after);
    expect(bookings.map(({ entryId, amountFen }) => [entryId, amountFen])).toEqual(booked);
    for (const { entryId, type, wishId } of bookings) {
      expect([entryId.split('#')[0], wishId]).toEqual([type, 'wish']);
    }
  });

  it.each([
    ['spend#wish#1', { funding: 1, correction: 0 }],
    ['spend#wish#3#2', { funding: 3, correction: 2 }],
  ])('%s says which funding it belongs to', (entryId, place) => {
    expect(placeOfSpend(entryId)).toEqual(place);
  });
});

describe('the gift of a wish that ends', () => {
  it.each<[string, Wish['state'], Wish['state'], boolean]>([
    ['is left at the desk', 'ready', 'withdrawn', true],
    ['is left where approval is taken back', 'ready', 'approved', true],
    ['is not there where the family kept it', 'ready', 'funded', false],
    ['stays where the wish does', 'ready', 'ready', false],
    ['never came', 'funded', 'expired', false],
  ])('%s', (_, before, after, leaves) => {
    expect(leavesGift({ ...ready, state: before }, { ...ready, state: after })).toBe(leaves);
  });

  it('is one piece in stock, at its desk, for what it cost', () => {
    expect(leftBehind(ready, fen(9_000), NOW)).toMatchObject({
      _id: 'stock#wish#1',
      fromWishId: 'wish',
      title: '一双球鞋',
      priceFen: 9_000,
      stationId: 'desk-1',
      shelf: 'A-1',
      quantity: 1,
      left: 1,
      inStock: true,
      at: NOW,
    });
  });

  it('that came from stock goes back to the piece that it was', () => {
    const again = { ...ready, gift: { ...ready.gift!, stockId: 'stock#wish#4' } };
    expect(leftBehind(again, fen(1), NOW)._id).toBe('stock#wish#4');
  });
});
