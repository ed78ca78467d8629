import { dayTextOf, monthOf } from '../../../cloudfunctions/domain/family/paper-row';
import { readRoster } from '../../../cloudfunctions/domain/family/roster-sheet';
import type { Cell } from '../../../cloudfunctions/domain/common/sheet-table';
import { COMMUNITIES, GOOD, HEAD, NOW, read } from './samples';

describe('a roster as people fill it in', () => {
  it.each<[Cell, string]>([
    ['2016-05', '2016-05'],
    ['２０１６年５月', '2016-05'],
    ['2016/5', '2016-05'],
    ['2016.5.3', '2016-05'],
    [' 201605 ', '2016-05'],
    [201_605, '2016-05'],
    [42_491, '2016-05'],
    [new Date(Date.UTC(2016, 4, 1)), '2016-05'],
    ['2016-13', ''],
    ['去年', ''],
    [null, ''],
    ['2016.1', '2016-01'],
    ['2016.10', '2016-10'],
    [2016.1, ''],
    [2016.11, '2016-11'],
    [2016.05, '2016-05'],
  ])('reads %p as the month %p', (cell, month) => {
    expect(monthOf(cell)).toBe(month);
  });

  it.each<[Cell, string]>([
    ['2025-5-20', '2025-05-20'],
    ['2025年5月20日', '2025-05-20'],
    [20_250_520, '2025-05-20'],
    [45_797, '2025-05-20'],
    [new Date(Date.UTC(2025, 4, 20)), '2025-05-20'],
    ['5月20日', ''],
  ])('reads %p as the day %p', (cell, day) => {
    expect(dayTextOf(cell)).toBe(day);
  });

  it('takes full-width letters, spaces and numbers for what they mean', () => {
    const { rows, problems } = read({
      ...GOOD,
      孩子小名: ' 小苗　',
      社区: '海岸 社区 ',
      同意书编号: 1017,
      尺码: '３５ 码',
    });
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        row: 2,
        nickname: '小苗',
        communityId: 'c-1',
        words: { details: { size: '３５ 码' } },
        consent: { formNo: '1017', scopes: ['review', 'gift'] },
      },
    ]);
  });

  it('passes over empty rows and hints, and keeps the numbers of the others', () => {
    const cells: Cell[][] = [
      ['二〇二五年六一'],
      HEAD,
      ['说明：必填'],
      HEAD.map(() => null),
      HEAD.map((title) => GOOD[title] ?? null),
    ];
    expect(readRoster({ cells }, COMMUNITIES, NOW)).toMatchObject({
      rows: [{ row: 5 }],
      problems: [],
    });
  });

  it.each<[string, Record<string, Cell>, string]>([
    ['a child of eighteen', { 出生年月: '2007-05' }, '出生年月'],
    ['another area', { 社区: '山脚社区' }, '社区'],
    ['a category that is none', { 类别: '食品' }, '类别'],
    ['a title too long', { 想要的礼物: '很'.repeat(21) }, '想要的礼物'],
    ['no number of the form', { 同意书编号: ' ' }, '同意书编号'],
    ['a form of tomorrow', { 签署日期: '2025-06-03' }, '签署日期'],
    ['a day that is none', { 签署日期: '2025-02-30' }, '签署日期'],
    ['no consent to the gift', { 同意礼物发放: '否' }, '同意礼物发放'],
    ['a yes that is none', { 同意拍照: '大概' }, '同意拍照'],
  ])('names the row and column of %s', (_, wrong, column) => {
    const { rows, problems } = read(GOOD, { ...GOOD, 同意书编号: 'HA-2', ...wrong });
    expect(rows).toHaveLength(1);
    expect(problems).toMatchObject([{ row: 3, column }]);
  });

  it('of another table says what is missing', () => {
    expect(readRoster({ cells: [['姓名', '电话']] }, COMMUNITIES, NOW).problems).toMatchObject([
      { message: '没有找到表头，请用下载的表格填写' },
    ]);
    const { problems } = readRoster({ cells: [HEAD.slice(0, 9)] }, COMMUNITIES, NOW);
    expect(problems.map(({ column }) => column)).toEqual([
      '同意书编号',
      '签署日期',
      '存放处',
      '同意心愿审核',
      '同意礼物发放',
    ]);
  });

  it('counts days from 1904 on where the workbook does', () => {
    expect(monthOf(41_029, true)).toBe('2016-05');
    expect(dayTextOf(44_335, true)).toBe('2025-05-20');
    const cells = [HEAD, HEAD.map((title) => ({ ...GOOD, 签署日期: 44_335 })[title] ?? null)];
    expect(readRoster({ cells, from1904: true }, COMMUNITIES, NOW).rows).toMatchObject([
      { consent: { signedOn: '2025-05-20' } },
    ]);
  });

  it('keeps what a family wrote as it was written, but for what is not seen', () => {
    const { rows } = read({
      ...GOOD,
      孩子小名: '小\u200b苗\ufeff',
      想要的礼物: '“画笔”（Ａ款）\n①',
      想要的原因: '喜欢画，\n真的……',
    });
    expect(rows).toMatchObject([
      { nickname: '小苗', words: { title: '“画笔”（Ａ款） ①', reason: '喜欢画，\n真的……' } },
    ]);
  });

  it.each<[string, Record<string, Cell>, string, RegExp]>([
    ['2016.10 of which Excel kept 2016.1', { 出生年月: 2016.1 }, '出生年月', /1 月还是 10 月/],
    [
      'a size of which Excel made a date',
      { 尺码: new Date(Date.UTC(2025, 9, 12)) },
      '尺码',
      /日期 10月12日/,
    ],
    ['a name that is a failed formula', { 孩子小名: { fault: '#N/A' } }, '孩子小名', /#N\/A/],
    ['a community that is a failed formula', { 社区: { fault: '#REF!' } }, '社区', /#REF!/],
    ['a model shown as a power', { 型号: { fault: '3.00E+5' } }, '型号', /3\.00E\+5/],
    ['a number without its tail', { 同意书编号: 440_300_201_601_011_230 }, '同意书编号', /尾数/],
    ['a title with the nickname', { 想要的礼物: '小苗的书包' }, '想要的礼物', /小名/],
    ['a model with a telephone', { 型号: '138-0013-8000' }, '型号', /数字/],
    ['a formula for a title', { 想要的礼物: '=1+1' }, '想要的礼物', /公式/],
  ])('tells %s once, by its name', (_, wrong, column, message) => {
    const { problems } = read({ ...GOOD, ...wrong });
    expect(problems).toEqual([
      { row: 2, column, message: expect.stringMatching(message) as string },
    ]);
  });

  it('tells of one wrong cell once', () => {
    expect(read({ ...GOOD, 同意心愿审核: '大概' }).problems).toHaveLength(1);
    expect(read({ ...GOOD, 孩子小名: '' }).problems).toHaveLength(1);
  });

  it('asks for form numbers that lost their zeros, where others have theirs', () => {
    const first = { ...GOOD, 同意书编号: '00122' };
    expect(read(first, { ...GOOD, 同意书编号: 123 })).toMatchObject({
      rows: [{ row: 2 }],
      problems: [{ row: 3, column: '同意书编号', message: expect.stringContaining('0') as string }],
      warnings: [],
    });
    expect(read({ ...GOOD, 同意书编号: 122 }, { ...GOOD, 同意书编号: 123 })).toMatchObject({
      problems: [],
      warnings: [
        { row: 2, column: '同意书编号', message: expect.stringContaining('2 行') as string },
      ],
    });
  });

  it.each(['√', 'Y', '对', '✓', 'yes', 'ＹＥＳ', true, 1, '是 '])('takes %p for a yes', (yes) => {
    expect(read({ ...GOOD, 同意心愿审核: yes, 同意公开心愿: yes }).rows).toMatchObject([
      { consent: { scopes: ['review', 'gift', 'publicText'] } },
    ]);
  });

  it.each(['×', 'N', '否', false, null])('takes %p for a no', (no) => {
    expect(read({ ...GOOD, 同意拍照: no }).rows).toMatchObject([
      { consent: { scopes: ['review', 'gift'] } },
    ]);
  });

  it('passes over a row that only holds an earlier word about it', () => {
    const cells = [
      [...HEAD, '请改正'],
      [...HEAD.map(() => null), '孩子小名：不能为空'],
    ];
    expect(readRoster({ cells }, COMMUNITIES, NOW).problems).toMatchObject([{ column: '' }]);
  });
});
