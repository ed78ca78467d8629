import {
  headOf,
  isEmpty,
  readerOf,
  readTable,
  textOf,
  titlesOf,
  withChoices,
  yesOrNo,
  type Cell,
  type TableColumn,
} from '../../../cloudfunctions/domain/common/sheet-table';

type Key = 'no' | 'name' | 'size';

const COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'no', title: '编号 *', hint: '', width: 10 },
  { key: 'name', title: '名字（必填）', hint: '', width: 10 },
  { key: 'size', title: '尺码', hint: '', width: 10 },
];
const FORM = { columns: COLUMNS, marks: ['no', 'name'], optional: ['size'] } as const;
const HEAD = ['编号', '名字', '尺码'];

const table = (...cells: Cell[][]) => readTable(cells, FORM);
const told = (cell: Cell, max = 5): string[] => {
  const { words, problems } = readerOf({ row: 3, cell: () => cell }, titlesOf(COLUMNS));
  words('name', max);
  return problems.map(({ message }) => message);
};

describe('the head of a table', () => {
  const above = (rows: number): Cell[][] => Array.from({ length: rows }, () => ['抬头']);

  it.each([
    ['in the first row', 0, 1],
    ['in the tenth row', 9, 1],
    ['in the eleventh, is not looked for', 10, 0],
  ])('%s', (_, rows, found) => {
    expect(table(...above(rows), HEAD, ['1', '小星', '']).rows).toHaveLength(found);
  });

  it('names all that a table is known by, with whatever stands beside it', () => {
    expect(table(['编号', '尺码'], ['1', 'M']).problems).toEqual([
      { row: 1, column: '', message: '没有找到表头，请用下载的表格填写' },
    ]);
    expect(table(['编号（勿改）*', '名 字'], ['1', '小星']).rows).toHaveLength(1);
  });

  it('is told by its row and titles, or by the first row where there is none', () => {
    expect(headOf([['抬头'], HEAD], FORM)).toEqual({ row: 2, titles: HEAD });
    expect(headOf([['抬头 *']], FORM)).toEqual({ row: 1, titles: ['抬头'] });
  });
});

describe('the rows of a table', () => {
  it('are those that say anything, by their number in Excel, wherever its columns stand', () => {
    const { rows, problems } = table(
      ['抬头'],
      ['名字', '', '编号'],
      ['', '', '说明：请不要改'],
      ['小星', '', 1],
      [null, 'beside the table', '  '],
      ['小雨', '', 2],
    );
    expect(rows.map(({ row, cell }) => [row, cell('no'), cell('name')])).toEqual([
      [4, 1, '小星'],
      [6, 2, '小雨'],
    ]);
    expect(rows[0]?.cell('size')).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('that are not there are told below the head', () => {
    expect(table(['抬头'], HEAD).problems).toEqual([
      { row: 3, column: '', message: '表头下面没有内容' },
    ]);
  });
});

describe('a cell', () => {
  it.each<[string, Cell | undefined, string, boolean]>([
    ['nothing', undefined, '', true],
    ['spaces', ' \u3000', '', true],
    ['full-width letters', ' ＡＢ－１ ', 'AB-1', false],
    ['a number as Excel adds', 0.1 + 0.2, '0.3', false],
    ['15 digits', 123_456_789_012_345, '123456789012345', false],
    ['a day', new Date(Date.UTC(2025, 5, 1)), '2025-06-01', false],
    ['a formula that failed', { fault: '#N/A' }, '', false],
  ])('of %s', (_, cell, text, empty) => {
    expect(textOf(cell)).toBe(text);
    expect(isEmpty(cell)).toBe(empty);
  });

  it.each<[Cell, boolean | undefined]>([
    ['是', true],
    ['√', true],
    ['ＹＥＳ', true],
    [true, true],
    [1, true],
    ['', false],
    ['否', false],
    ['也许', undefined],
  ])('%p is a yes: %p', (cell, yes) => {
    expect(yesOrNo(cell)).toBe(yes);
  });
});

describe('words in a cell', () => {
  const RETYPE = '请把这一格设为「文本」格式，再填一次';
  it.each<[string, Cell, string[]]>([
    ['at the most characters', '一二三四五', []],
    ['one too many', '一二三四五六', ['最多 5 个字，现在 6 个']],
    ['a sign that counts once', '😀😀😀😀😀', []],
    ['a sign that cannot be printed', '一\u0007', ['含有不能使用的字符']],
    ['a formula that failed', { fault: '#N/A' }, ['这里是 #N/A（公式出错），请直接填内容']],
    ['a number in short', { fault: '3.00E+5' }, [`Excel 把它变成了 3.00E+5，${RETYPE}`]],
    ['a date', new Date(Date.UTC(2025, 9, 12)), [`Excel 把它变成了日期 10月12日，${RETYPE}`]],
  ])('of %s', (_, cell, problems) => {
    expect(told(cell)).toEqual(problems);
  });

  it.each([
    [999_999_999_999_999, []],
    [1_000_000_000_000_000, [`这个号码太长，Excel 改了它的尾数，${RETYPE}`]],
    [-1_000_000_000_000_000, [`这个号码太长，Excel 改了它的尾数，${RETYPE}`]],
  ])('that are the number %d', (cell, problems) => {
    expect(told(cell, 20)).toEqual(problems);
  });

  it('that are needed are asked for', () => {
    const { words, problems } = readerOf({ row: 3, cell: () => ' ' }, titlesOf(COLUMNS));
    expect(words('name', 5, { needed: true })).toBe('');
    expect(problems).toEqual([{ row: 3, column: '名字', message: '不能为空' }]);
  });
});

describe('a column to choose in', () => {
  const choices = (column: Key, given: string[]) =>
    withChoices(COLUMNS, column, given).map((one) => one.choices);

  it('is the one that is named, and none where there is nothing to choose', () => {
    expect(choices('size', ['S', 'M'])).toEqual([undefined, undefined, ['S', 'M']]);
    expect(choices('no', ['1'])).toEqual([['1'], undefined, undefined]);
    expect(choices('size', [])).toEqual([undefined, undefined, undefined]);
  });
});
