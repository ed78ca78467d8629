import { ASSESSED_WORDS } from '@micro-wish/vocabulary';
import type { SheetProblem } from '../../../typings/contract';
import {
  headOf,
  isEmpty,
  readerOf,
  readTable,
  textOf,
  titlesOf,
  type SheetCells,
  type TableColumn,
  type TableForm,
  type TableRow,
} from '../common/sheet-table';

type Key = 'enrolmentId' | 'who' | 'attended' | 'passed' | 'score';

const { passed: PASSED, failed: FAILED } = ASSESSED_WORDS;

/** 考核表: who takes part, and behind it what is filled in. */
export const ASSESSMENT_COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'enrolmentId', title: '报名编号', hint: '说明：请不要改', width: 36 },
  { key: 'who', title: '姓名或代称', hint: '', width: 16 },
  { key: 'attended', title: '到场次数', hint: '', width: 10 },
  {
    key: 'passed',
    title: '考核',
    hint: '还没考核的留空',
    width: 12,
    toFill: 'text',
    choices: [PASSED, FAILED],
  },
  { key: 'score', title: '分数', hint: '0 到 100，可不填', width: 12, toFill: 'text' },
];

const FORM: TableForm<Key> = {
  columns: ASSESSMENT_COLUMNS,
  marks: ['enrolmentId', 'passed'],
  optional: ['who', 'attended', 'score'],
};

const TITLES = titlesOf(ASSESSMENT_COLUMNS);

const SCORE = /^(\d+(?:\.\d+)?)分?$/;

/** What a row says of somebody, and what is wrong with it by itself. */
export interface AssessedRow {
  row: number;
  enrolmentId: string;
  passed: boolean;
  score: number | null;
  problems: SheetProblem[];
}

const readRow = (given: TableRow<Key>): AssessedRow => {
  const { cell, problems, words, wrong } = readerOf(given, TITLES);
  const enrolmentId = words('enrolmentId', 64, { needed: true });
  const said = textOf(cell('passed'));
  if (said !== PASSED && said !== FAILED) {
    wrong('passed', said === '' ? '没有填' : `应填「${PASSED}」或「${FAILED}」`);
  }
  const typed = textOf(cell('score'));
  const [, digits = ''] = SCORE.exec(typed) ?? [];
  const score = digits === '' ? null : Number(digits);
  if (typed !== '' && (score === null || score > 100)) wrong('score', '应填 0 到 100 的数');
  return { row: given.row, enrolmentId, passed: said === PASSED, score, problems };
};

/** Reads a 考核表: rows that are filled in, how many still wait, and why it is none. */
export const readAssessments = ({
  cells,
}: SheetCells): { filled: AssessedRow[]; waiting: number; problems: SheetProblem[] } => {
  const table = readTable(cells, FORM);
  const filled = table.rows
    .filter(({ cell }) => !isEmpty(cell('passed')) || !isEmpty(cell('score')))
    .map(readRow);
  for (const one of filled) {
    const others = filled.filter(
      ({ enrolmentId, row }) => enrolmentId === one.enrolmentId && row !== one.row,
    );
    if (one.enrolmentId === '' || others.length === 0) continue;
    const rows = others.map(({ row }) => row).join('、');
    const message = `和第 ${rows} 行是同一个编号，请只留一行`;
    one.problems.push({ row: one.row, column: TITLES.enrolmentId, message });
  }
  return { filled, waiting: table.rows.length - filled.length, problems: table.problems };
};

/** What is wrong with a row that is about nobody whom the caller may assess. */
export const notTheirs = ({ row }: AssessedRow, message: string): SheetProblem => ({
  row,
  column: TITLES.enrolmentId,
  message,
});

/** Where the head of a 考核表 stands, to mark what is wrong below it. */
export const headOfAssessments = ({ cells }: SheetCells) => headOf(cells, FORM);
