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
    ['99999999.99', 9_999_999_999],
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
    ['100000000.00', /太大了，最多 100000000.00 元/],
    [200_000_000, /太大/],
    ['贵'.repeat(21), /「贵{20}」/],
    ['1.2345678901234567890', /现在是 1\.234567890123456789$/],
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

  it.each<[string, Cell, number]>([
    ['7 digits, which may have lost a zero', 1_234_567, 1],
    ['8 digits, as many as an invoice has', 12_345_678, 0],
    ['7 digits that were written as text', '1234567', 0],
  ])('with an invoice of %s', (_, invoiceNo, count) => {
    expect(faults(['W1', 150, '一号台', null, '某店', invoiceNo])).toHaveLength(count);
  });

  it.each<[string, Cell[], string, string]>([
    ['its number', [null, 150, '一号台'], '心愿编号', '不能为空'],
    ['its price', ['W1', null, '一号台'], '实际价格', '没有填；还没到的，请把后面几格也留空'],
    [
      'a price that is one',
      ['W1', '很贵', '一号台'],
      '实际价格',
      '应填大于 0 的数，现在是「很贵」',
    ],
    ['its desk', ['W1', 150, null], '领取点', '没有填，请从列表里选'],
    [
      'a desk that there is',
      ['W1', 150, '八号台'],
      '领取点',
      '没有「八号台」这个领取点，请从列表里选',
    ],
    [
      'a desk that there is, which is told in 20 characters',
      ['W1', 150, '台'.repeat(21)],
      '领取点',
      `没有「${'台'.repeat(20)}」这个领取点，请从列表里选`,
    ],
  ])('without %s says so', (_, row, column, message) => {
    expect(faults(row)).toEqual([{ row: 2, column, message }]);
  });

  it.each([
    [60, '没有'],
    [61, '最多 60 个字'],
  ])('with a desk of %d characters is told of it: %s', (length, words) => {
    const [fault] = faults(['W1', 150, '台'.repeat(length)]);
    expect(fault?.message).toContain(words);
  });

  it.each<[string, Cell[], number[]]>([
    ['once', ['W1', 'W2', 'W3'], []],
    ['three times', ['W1', 'W2', 'w-1', 'W 1'], [2, 4, 5]],
    ['not at all, twice', [null, null], []],
  ])('that names its wish %s', (_, numbers, rows) => {
    const { filled } = read(...numbers.map((wishNo): Cell[] => [wishNo, 150, '一号台']));
    const told = filled.flatMap(({ problems }) =>
      problems.filter(({ message }) => message.includes('同一个编号')),
    );
    expect(told.map(({ row }) => row)).toEqual(rows);
    if (rows.length > 0) expect(told[0]?.message).toBe('和第 4、5 行是同一个编号，请只留一行');
  });

  it.each<[string, Cell[], number]>([
    ['price', ['W1', 150, null, null], 1],
    ['desk', ['W1', null, '一号台', null], 1],
    ['shelf', ['W1', null, null, 'A-1'], 1],
    ['number', ['W1', null, null, null], 0],
  ])('has come where its %s is filled in: %j', (_, row, come) => {
    const { filled, waiting } = read(row);
    expect([filled.length, waiting]).toEqual([come, 1 - come]);
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
