import { DAY_MS } from '@micro-wish/vocabulary';
import type { Card } from '../../../cloudfunctions/domain/card/card';
import { requireReportable } from '../../../cloudfunctions/domain/gift/defect';
import { orderStateOf } from '../../../cloudfunctions/domain/gift/order';
import { groupKeyOf, purchaseTable, specOf } from '../../../cloudfunctions/domain/gift/purchase';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import type { Fen, WantedRow } from '../../../typings/contract';

describe('an order’s state', () => {
  const line = (arrivedAt: number | null, dropped = false) => ({
    wishId: 'w',
    priceFen: 1 as Fen,
    arrivedAt,
    dropped,
  });
  it.each([
    ['draft', null, null, [line(null)]],
    ['ordered', 1, null, [line(null)]],
    ['partly_arrived', 1, null, [line(2), line(null)]],
    ['partly_arrived', null, null, [line(2), line(null)]],
    ['arrived', 1, null, [line(2), line(null, true)]],
    ['arrived', 1, 3, [line(2), line(null, true)]],
    ['cancelled', 1, 3, [line(null, true)]],
    ['cancelled', 1, null, [line(null, true)]],
  ] as const)('is %s', (state, placedAt, cancelledAt, lines) => {
    expect(orderStateOf({ lines: [...lines], placedAt, cancelledAt })).toBe(state);
  });
});

describe('the purchase list', () => {
  const key = (title: string, size = '', colour = '') =>
    groupKeyOf('clothing', specOf(title, { size, colour }));

  it('puts together what a shop would', () => {
    expect(key('运动鞋 ', '３６码', '红色')).toBe(key('运动 鞋', '36', '红'));
    expect(key('Ｔ恤', 'xl')).toBe(key('t恤', 'XL'));
    expect(key('鞋', '36')).not.toBe(key('鞋', '37'));
    // 「色」 alone is a colour that was badly written, and not none.
    expect(key('鞋', '', '色')).not.toBe(key('鞋'));
  });

  it.each([
    ['no details', null, {}],
    ['one text', '要带护腕', { words: '要带护腕' }],
    ['a size alone', { size: '36' }, { size: '36' }],
    [
      'all of them',
      { size: 'M', colour: '红', model: 'A1' },
      { size: 'M', colour: '红', model: 'A1' },
    ],
  ])('asks a shop for %s', (_, details, said) => {
    const nothing = { size: '', colour: '', model: '', words: '' };
    expect(specOf('球拍', details)).toEqual({ title: '球拍', ...nothing, ...said });
  });

  it('sums pieces and money, each category together', () => {
    const row = (title: string, category: 'toy' | 'art', reservedFen: number): WantedRow => ({
      wishId: title,
      wishNo: `W-${title}`,
      alias: '',
      communityId: '',
      communityName: '',
      category,
      ...specOf(title, null),
      key: groupKeyOf(category, specOf(title, null)),
      reservedFen: reservedFen as Fen,
      declined: false,
    });
    const table = purchaseTable([
      row('积木', 'toy', 100),
      row('彩笔', 'art', 3),
      row('画板', 'art', 7),
      row('积木', 'toy', 50),
    ]);
    expect(table.lines.map(({ title, count, reservedFen }) => [title, count, reservedFen])).toEqual(
      [
        ['彩笔', 1, 3],
        ['画板', 1, 7],
        ['积木', 2, 150],
      ],
    );
    expect(table).toMatchObject({ count: 4, reservedFen: 160 });
  });
});

it('a defect is reported within 30 days of the hand-over', () => {
  const card = { redemptions: [{ status: 'effective', at: 1000 }] } as unknown as Card;
  const report = (now: number) => () => requireReportable({} as Wish, card, null, now);
  expect(report(1000 + 30 * DAY_MS)).not.toThrow();
  expect(report(1001 + 30 * DAY_MS)).toThrow('30');
});
