import type { Cell } from '../../../cloudfunctions/domain/common/sheet-table';
import { readAssessments } from '../../../cloudfunctions/domain/enrolment/assessment-sheet';

const HEAD = ['报名编号', '姓名或代称', '到场次数', '考核', '分数'];

const read = (...rows: Cell[][]) => readAssessments({ cells: [HEAD, ...rows] });
const row = (passed: Cell, score: Cell = null, enrolmentId: Cell = 'enrol-1'): Cell[] => [
  enrolmentId,
  '小海豚',
  2,
  passed,
  score,
];
const only = (cells: Cell[]) => read(cells).filled[0];
const faults = (cells: Cell[]) =>
  only(cells)?.problems.map(({ column, message }) => [column, message]);

describe('a row of a 考核表', () => {
  it.each<[Cell, boolean]>([
    ['合格', true],
    [' 合格　', true],
    ['不合格', false],
  ])('that says %j: passed %s', (said, passed) => {
    expect(only(row(said))).toEqual({
      row: 2,
      enrolmentId: 'enrol-1',
      passed,
      score: null,
      problems: [],
    });
  });

  it('that says anything else is told which two words are meant', () => {
    expect(faults(row('还行'))).toEqual([['考核', '应填「合格」或「不合格」']]);
  });

  it('with a score and no word for it says nothing of the assessment', () => {
    expect(faults(row(null, 80))).toEqual([['考核', '没有填']]);
  });

  it.each<[Cell, number]>([
    [0, 0],
    [100, 100],
    ['85', 85],
    ['８５分', 85],
    ['59.5', 59.5],
  ])('has the score %j', (typed, score) => {
    expect(only(row('合格', typed))).toMatchObject({ score, problems: [] });
  });

  it.each<Cell>([-1, 101, '优秀', '八十五', '0x10', '1e2', '分'])('has no score %j', (typed) => {
    expect(faults(row('合格', typed))).toEqual([['分数', '应填 0 到 100 的数']]);
  });

  it.each<[string, Cell, string[][]]>([
    ['is needed', ' ', [['报名编号', '不能为空']]],
    ['has 64 characters at the most', 'x'.repeat(64), []],
    ['has no more', 'x'.repeat(65), [['报名编号', '最多 64 个字，现在 65 个']]],
  ])('by its number: it %s', (_, enrolmentId, told) => {
    expect(faults(row('合格', 90, enrolmentId))).toEqual(told);
  });
});

describe('a 考核表', () => {
  it('takes what is filled in, by word or by score, and counts who still waits', () => {
    const { filled, waiting, problems } = read(
      row('合格', null, 'enrol-1'),
      row(null, null, 'enrol-2'),
      row(null, 70, 'enrol-3'),
      row('', ' ', 'enrol-4'),
      row('不合格', 40, 'enrol-5'),
    );
    expect(filled.map(({ row: place, enrolmentId }) => [place, enrolmentId])).toEqual([
      [2, 'enrol-1'],
      [4, 'enrol-3'],
      [6, 'enrol-5'],
    ]);
    expect([waiting, problems]).toEqual([2, []]);
  });

  it('has each number once: every row of it names the others', () => {
    const { filled } = read(
      row('合格', 90, 'enrol-1'),
      row('合格', 80, 'enrol-2'),
      row('不合格', 40, 'enrol-1'),
      row('合格', 70, 'enrol-1'),
    );
    expect(filled.map(({ problems }) => problems)).toEqual([
      [{ row: 2, column: '报名编号', message: '和第 4、5 行是同一个编号，请只留一行' }],
      [],
      [{ row: 4, column: '报名编号', message: '和第 2、5 行是同一个编号，请只留一行' }],
      [{ row: 5, column: '报名编号', message: '和第 2、4 行是同一个编号，请只留一行' }],
    ]);
  });

  it('with two rows that lack a number does not call them the same', () => {
    const { filled } = read(row('合格', null, ''), row('合格', null, ''));
    expect(filled.map(({ problems }) => problems.map(({ message }) => message))).toEqual([
      ['不能为空'],
      ['不能为空'],
    ]);
  });

  it('does not count a row that is not filled in as the same number again', () => {
    const { filled } = read(row('合格', 90, 'enrol-1'), row(null, null, 'enrol-1'));
    expect(filled.map(({ problems }) => problems)).toEqual([[]]);
  });
});
