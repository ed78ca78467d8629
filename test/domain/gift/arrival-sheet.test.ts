import { priceIn, readArrivals } from '../../../cloudfunctions/domain/gift/arrival-sheet';
import type { Cell } from '../../../cloudfunctions/domain/common/sheet-table';

const DESKS = [
  { _id: 'event-1', title: '六一专场', stations: [{ stationId: 'desk-1', label: '一号台' }] },
];
const HEAD = ['心愿编号', '实际价格（元）', '领取点', '货架', '店家', '发票号'];

const read = (...rows: Cell[][]) => readArrivals({ cells: [HEAD, ...rows] }, DESKS);

const faults = (row: Cell[]) => read(row).filled.flatMap(({ problems }) => problems);

describe('a price as people fill it in', () => {
  it.each<[Cell, number]>([
    [168.5, 16_850],
    [0.1 + 0.2, 30],
    ['168.5', 16_850],
    [' ￥１６８．５０ 元', 16_850],
    ['1,280.00', 128_000],
    ['99.', 9_900],
    [12.05, 1_205],
    ['150.500', 15_050],
  ])('reads %p as %p 分', (cell, fen) => {
    expect(priceIn(cell)).toEqual({ fen });
  });

  it.each<[Cell, RegExp]>([
    ['很贵', /大于 0/],
    [-5, /大于 0/],
    [0, /大于 0/],
    ['0.00', /大于 0/],
    ['1,20', /大于 0/],
    ['12,5', /大于 0/],
    ['1,2345', /大于 0/],
    [null, /大于 0/],
    ['=1+1', /大于 0/],
    [true, /大于 0/],
    [new Date(0), /大于 0/],
    [84.915, /两位小数/],
    [1e21, /大于 0/],
    [200_000_000, /太大/],
  ])('says what is wrong with %p', (cell, fault) => {
    expect(priceIn(cell)).toEqual({ fault: expect.stringMatching(fault) as string });
  });
});

describe('a row of a 到货表', () => {
  it('that is filled in has come; the row of hints and an empty one have not', () => {
    const found = read(
      ['说明：请不要改', '还没到的，后面四格都留空', '从列表选', null, null, null],
      [' w1234 5678 ', '150', ' 一号台 ', 7, null, ' AB-1 '],
      ['W00000002', null, null, null, '某店', null],
    );
    expect(found).toEqual({
      filled: [
        {
          problems: [],
          arrival: {
            row: 3,
            wishNo: 'W12345678',
            priceFen: 15_000,
            desk: '一号台',
            shelf: '7',
            supplier: '',
            invoiceNo: 'AB-1',
          },
        },
      ],
      waiting: 1,
      problems: [],
    });
  });

  it('with a number of which Excel lost the end says so', () => {
    expect(faults(['W1', 150, '一号台', null, '某店', 25442000000123456789])).toMatchObject([
      { row: 2, column: '发票号' },
    ]);
  });

  it.each<[string, Cell]>([
    ['a formula that failed', { fault: '#N/A' }],
    ['a date that Excel made of 10-12', new Date(Date.UTC(2025, 9, 12))],
    ['a number that Excel shows as 3.00E+05', { fault: '3.00E+5' }],
    ['a number that may have lost its zeros', 123_456],
  ])('names an invoice of %s', (_, invoiceNo) => {
    const found = faults(['W1', 150, '一号台', null, '某店', invoiceNo]);
    expect(found).toMatchObject([{ row: 2, column: '发票号' }]);
  });

  it('with a formula that failed has come, and is told by its cell', () => {
    expect(faults(['W1', { fault: '#REF!' }, '一号台', null, null, null])).toEqual([
      { row: 2, column: '实际价格', message: '这里是 #REF!（公式出错），请直接填内容' },
    ]);
    expect(faults(['W1', { fault: '#REF!' }, null, null, null, null])).toHaveLength(2);
  });

  it('with words too long for their place is told each of them', () => {
    const problems = faults(['W1', 150, '一号台', 'A'.repeat(11), '店'.repeat(61), 'B'.repeat(31)]);
    expect(problems.map(({ column }) => column)).toEqual(['货架', '店家', '发票号']);
  });

  it('of a sheet without the desks says which column is missing', () => {
    const { problems } = readArrivals({ cells: [['心愿编号', '实际价格']] }, DESKS);
    expect(problems).toEqual([{ row: 1, column: '领取点', message: '缺少这一列' }]);
  });
});
