import type { Cell } from '../../../cloudfunctions/domain/common/sheet-table';
import { dayTextOf, monthOf, scopeColumns } from '../../../cloudfunctions/domain/family/paper-row';
import { GOOD, read } from './samples';

describe('a day that Excel kept as a number', () => {
  it.each<[Cell, string]>([
    [20_000, ''],
    [20_001, '1954-10-04'],
    [59_999, '2064-04-07'],
    [60_000, ''],
  ])('%p is the day %p: others are no days of a form', (cell, day) => {
    expect(dayTextOf(cell)).toBe(day);
  });

  it('a time of the day makes no other day of it', () => {
    expect(dayTextOf(45_797.75)).toBe('2025-05-20');
    expect(monthOf(42_490.5)).toBe('2016-04');
  });

  it('the same digits as text are no day', () => {
    expect(dayTextOf('45797')).toBe('');
    expect(monthOf('42491')).toBe('');
  });

  it('is counted from 1900 on where the workbook says nothing else', () => {
    expect(read({ ...GOOD, 签署日期: 45_797 }).rows).toMatchObject([
      { consent: { signedOn: '2025-05-20' } },
    ]);
  });
});

it.each([
  ['2016-00', ''],
  ['2016-01', '2016-01'],
  ['2016-12', '2016-12'],
  ['2016-13', ''],
])('of the months a year has, %s is %p', (text, month) => {
  expect(monthOf(text)).toBe(month);
});

describe('a text of a roster', () => {
  it.each([
    ['孩子小名', 20],
    ['想要的礼物', 20],
    ['尺码', 20],
    ['颜色', 20],
    ['型号', 30],
    ['想要的原因', 200],
    ['同意书编号', 40],
    ['存放处', 40],
  ])('of %s has at most %i characters', (column, max) => {
    expect(read({ ...GOOD, [column]: '木'.repeat(max) }).problems).toEqual([]);
    expect(read({ ...GOOD, [column]: '木'.repeat(max + 1) }).problems).toEqual([
      { row: 2, column, message: `最多 ${max} 个字，现在 ${max + 1} 个` },
    ]);
  });

  it.each([
    ['孩子小名', '不能为空'],
    ['出生年月', '应写成 2016-05 的样子'],
    ['社区', '不能为空'],
    ['类别', expect.stringContaining('应为：')],
    ['想要的礼物', '不能为空'],
    ['同意书编号', '不能为空'],
    ['签署日期', '应写成 2025-05-20 的样子'],
    ['存放处', '不能为空'],
    ['同意心愿审核', '没有这项同意，不能录入'],
    ['同意礼物发放', '没有这项同意，不能录入'],
  ])('is needed in %s', (column, message: unknown) => {
    expect(read({ ...GOOD, [column]: null }).problems).toEqual([{ row: 2, column, message }]);
  });

  it.each(['尺码', '颜色', '型号', '想要的原因', '同意公开心愿', '同意拍照', '同意结对'])(
    'may be left out in %s',
    (column) => {
      expect(read({ ...GOOD, [column]: null }).problems).toEqual([]);
    },
  );

  it('that was left out is none, and not an empty one', () => {
    const [plain, sized] = read(GOOD, { ...GOOD, 同意书编号: 'HA-2', 尺码: '35 码' }).rows;
    expect(plain?.words).toEqual({
      category: 'study',
      title: '一盏台灯',
      details: null,
      reason: null,
    });
    expect(sized?.words.details).toEqual({ size: '35 码' });
  });
});

describe('what is wrong is said in words that help', () => {
  it.each<[string, Record<string, Cell>, string]>([
    ['a month that Excel cut', { 出生年月: 2016.1 }, '请写成 2016-01 或 2016-10'],
    ['a child of eighteen', { 出生年月: '2007-05' }, '孩子应已出生且未满 18 岁'],
    ['a child to be born', { 出生年月: '2025-07' }, '孩子应已出生且未满 18 岁'],
    ['a community of elsewhere', { 社区: '河边社区' }, '没有「河边社区」这个社区'],
    [
      'a sentence in place of a community',
      { 社区: '一二三四五六七八九十一二三四五六七八九十一' },
      '没有「一二三四五六七八九十一二三四五六七八九十」这个社区',
    ],
    ['a colleague’s community', { 社区: '山脚社区' }, '「山脚社区」不在你负责的区域'],
    ['a nickname that is a formula', { 孩子小名: '=A1' }, '公式'],
    ['a category with a word of the program', { 类别: 'constructor' }, '应为：'],
    ['a form of tomorrow', { 签署日期: '2025-06-02' }, '没有这一天，或晚于今天'],
  ])('%s', (_, wrong, words) => {
    const { rows, problems } = read({ ...GOOD, ...wrong });
    expect(rows).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(words);
  });
});

describe('a row that is there twice', () => {
  const repeated = (row: number) => ({
    row,
    column: '孩子小名',
    message: '和第 2 行重复',
  });

  it('is entered once, and the others say which it was', () => {
    const { rows, problems } = read(GOOD, GOOD, { ...GOOD, 孩子小名: '小 苗' });
    expect(rows).toMatchObject([{ row: 2 }]);
    expect(problems).toEqual([repeated(3), repeated(4)]);
  });

  it('with something wrong in it hears of that first', () => {
    const { problems } = read(GOOD, { ...GOOD, 存放处: null });
    expect(problems).toEqual([{ row: 3, column: '存放处', message: '不能为空' }]);
  });

  it.each<[string, Record<string, Cell>]>([
    ['another child', { 孩子小名: '小禾' }],
    ['another month of birth', { 出生年月: '2016-06' }],
    ['another form', { 同意书编号: 'HA-2' }],
  ])('is none with %s', (_, other) => {
    expect(read(GOOD, { ...GOOD, ...other }).rows).toHaveLength(2);
  });
});

it('numbers of forms beside numbers with letters may have lost nothing: it is asked', () => {
  const { problems, warnings } = read(GOOD, { ...GOOD, 同意书编号: 123 });
  expect(problems).toEqual([]);
  expect(warnings).toMatchObject([{ row: 3, column: '同意书编号' }]);
});

it('the template says of each consent whether it must be there', () => {
  const hints = scopeColumns(['gift']).map(({ key, hint }) => [key, hint]);
  expect(hints).toEqual([
    ['review', '是 / 否'],
    ['gift', '必须为 是'],
    ['publicText', '是 / 否'],
    ['photo', '是 / 否'],
    ['pairing', '是 / 否'],
  ]);
});
