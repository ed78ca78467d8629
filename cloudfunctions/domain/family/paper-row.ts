import { CONSENT_SCOPES, DAY_MS } from '@micro-wish/vocabulary';
import type { ConsentScope, EpochMs, PaperForm, SheetProblem } from '../../../typings/contract';
import { isChildAt } from '../common/age';
import {
  readTable,
  textOf,
  titlesOf,
  yesOrNo,
  type Cell,
  type RowReader,
  type SheetCells,
  type TableColumn,
  type TableForm,
  type TableRow,
} from '../common/sheet-table';
import { nicknameFault } from '../wish/words';
import { isSignedBy, sameWriting } from './paper-form';

/** A child and the consent that was signed for it; `row` is its number in Excel. */
export interface PaperRow {
  row: number;
  nickname: string;
  birthMonth: string;
  communityId: string;
  consent: PaperForm & { scopes: ConsentScope[] };
}

/** A community of the campaign, and whether the caller may enter children of it. */
export interface RosterCommunity {
  communityId: string;
  name: string;
  isMine: boolean;
}

export type PaperKey =
  | 'nickname'
  | 'birthMonth'
  | 'community'
  | 'formNo'
  | 'signedOn'
  | 'keptAt'
  | ConsentScope;

export const YES_NO = ['是', '否'];

/** Whose row it is, in every roster's template. */
export const CHILD_COLUMNS: readonly TableColumn<PaperKey>[] = [
  { key: 'nickname', title: '孩子小名', hint: '说明：必填，最多 20 字；不要写真名', width: 14 },
  { key: 'birthMonth', title: '出生年月', hint: '必填，如 2016-05', width: 12 },
  { key: 'community', title: '社区', hint: '必填，从列表选', width: 16 },
];

/** The consent that was signed. */
export const FORM_COLUMNS: readonly TableColumn<PaperKey>[] = [
  { key: 'formNo', title: '同意书编号', hint: '必填，纸质同意书上的编号', width: 16 },
  { key: 'signedOn', title: '签署日期', hint: '必填，如 2025-05-20', width: 13 },
  { key: 'keptAt', title: '存放处', hint: '必填，同意书放在哪里', width: 16 },
];

const SCOPE_TITLES: Record<ConsentScope, string> = {
  review: '同意心愿审核',
  gift: '同意礼物发放',
  publicText: '同意公开心愿',
  photo: '同意拍照',
  pairing: '同意结对',
};

/** A column for each scope; those that the roster can't do without say so. */
export const scopeColumns = (needed: readonly ConsentScope[]): TableColumn<PaperKey>[] =>
  CONSENT_SCOPES.map((key) => ({
    key,
    title: SCOPE_TITLES[key],
    hint: needed.includes(key) ? '必须为 是' : '是 / 否',
    width: 14,
    choices: YES_NO,
  }));

/** Excel counts days from here, or from the other one. */
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);

/** A day that Excel kept as its number, between 1955 and 2064. */
const dayOfSerial = (serial: number, from1904: boolean): Date | null => {
  const from1900 = Math.floor(serial) + (from1904 ? (FROM_1904 - FROM_1900) / DAY_MS : 0);
  return from1900 > 20_000 && from1900 < 60_000 ? new Date(FROM_1900 + from1900 * DAY_MS) : null;
};

/** What Excel keeps of `2016.10` as a number, and of `2016.1`: nobody knows which was meant. */
const isHalfAMonth = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' && /^\d{4}\.1$/.test(textOf(cell));

const two = (part: string): string => part.padStart(2, '0');

/** A month as `YYYY-MM`, however it was typed; '' where it is none. */
export const monthOf = (cell: Cell | undefined, from1904 = false): string => {
  if (isHalfAMonth(cell)) return '';
  const serial = typeof cell === 'number' ? dayOfSerial(cell, from1904) : null;
  const text = textOf(serial ?? cell);
  const parts =
    /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.月]\d{1,2}日?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(?:\d{2})?$/.exec(text);
  const [, year = '', month = ''] = parts ?? [];
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${two(month)}` : '';
};

/** A day as `YYYY-MM-DD`, however it was typed; '' where it does not look like one. */
export const dayTextOf = (cell: Cell | undefined, from1904 = false): string => {
  const serial = typeof cell === 'number' ? dayOfSerial(cell, from1904) : null;
  const text = textOf(serial ?? cell);
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [, year = '', month = '', day = ''] = parts ?? [];
  return parts ? `${year}-${two(month)}-${two(day)}` : '';
};

/** What a row says of the child and of the form that was signed for it. */
export const readChild = (
  row: number,
  { cell, words, wrong }: RowReader<PaperKey>,
  {
    communities,
    needed,
    now,
    from1904,
  }: {
    communities: ReadonlyMap<string, RosterCommunity>;
    needed: readonly ConsentScope[];
    now: EpochMs;
    from1904: boolean;
  },
): PaperRow => {
  const nickname = words('nickname', 20, { needed: true });
  const nicknameWrong = nicknameFault(nickname);
  if (nicknameWrong !== '') wrong('nickname', nicknameWrong);
  const born = cell('birthMonth');
  const birthMonth = monthOf(born, from1904);
  if (isHalfAMonth(born)) {
    const year = textOf(born).slice(0, 4);
    wrong('birthMonth', `分不清是 1 月还是 10 月，请写成 ${year}-01 或 ${year}-10`);
  } else if (birthMonth === '') wrong('birthMonth', '应写成 2016-05 的样子');
  else if (!isChildAt(birthMonth, now)) wrong('birthMonth', '孩子应已出生且未满 18 岁');

  const name = textOf(cell('community'));
  const community = communities.get(sameWriting(name));
  if (name === '') wrong('community', '不能为空');
  else if (!community)
    wrong('community', `没有「${name.slice(0, 20)}」这个社区，请从模板的列表里选`);
  else if (!community.isMine) wrong('community', `「${community.name}」不在你负责的区域`);

  const formNo = words('formNo', 40, { needed: true });
  const keptAt = words('keptAt', 40, { needed: true });
  const signedOn = dayTextOf(cell('signedOn'), from1904);
  if (signedOn === '') wrong('signedOn', '应写成 2025-05-20 的样子');
  else if (!isSignedBy(signedOn, now)) wrong('signedOn', '没有这一天，或晚于今天');

  const granted = CONSENT_SCOPES.filter((scope) => {
    const answer = yesOrNo(cell(scope));
    if (answer === undefined) wrong(scope, '应填 是 或 否');
    else if (!answer && needed.includes(scope)) wrong(scope, '没有这项同意，不能录入');
    return answer === true;
  });
  return {
    row,
    nickname,
    birthMonth,
    communityId: community?.communityId ?? '',
    consent: { formNo, signedOn, keptAt, scopes: granted },
  };
};

/** Two rows with the same form for the same child are one. */
export const formIdentity = ({ communityId, nickname, birthMonth, consent }: PaperRow): string =>
  [communityId, sameWriting(nickname), birthMonth, sameWriting(consent.formNo)].join('\n');

const ZEROS_LOST = 'Excel 会去掉数字开头的 0';

/**
 * Form numbers that Excel took for numbers: where others of the column begin with 0 these have lost
 * theirs; where all are numbers, they may have.
 */
const lostZeros = (
  rows: readonly TableRow<PaperKey>[],
): { lost: ReadonlySet<number>; doubted: number[] } => {
  const asNumber = rows.filter(({ cell }) => typeof cell('formNo') === 'number');
  const isPadded = rows.some(({ cell }) => {
    const given = cell('formNo');
    return typeof given === 'string' && /^0\d/.test(textOf(given));
  });
  const numbers = asNumber.map(({ row }) => row);
  return isPadded ? { lost: new Set(numbers), doubted: [] } : { lost: new Set(), doubted: numbers };
};

/** A row as it is read: what it says, whom it is about, and all that is wrong with it. */
export interface ReadRow<Row> {
  entry: Row;
  identity: string;
  problems: SheetProblem[];
}

/**
 * Reads a roster: the rows that can be entered, and what is wrong with the others, each problem with
 * its row and column as Excel shows them. A row that repeats an earlier one is a problem too. What
 * may be wrong with a good row is a warning.
 */
export const readRosterRows = <More extends string, Row extends { row: number }>(
  { cells, from1904 = false }: SheetCells,
  form: TableForm<PaperKey | More>,
  communities: readonly RosterCommunity[],
  readRow: (
    given: TableRow<PaperKey | More>,
    by: { communities: ReadonlyMap<string, RosterCommunity>; from1904: boolean },
  ) => ReadRow<Row>,
): { rows: Row[]; problems: SheetProblem[]; warnings: SheetProblem[] } => {
  const byName = new Map(communities.map((community) => [sameWriting(community.name), community]));
  const table = readTable(cells, form);
  const titles: Record<PaperKey, string> = titlesOf(form.columns);
  const [firstTitle = ''] = Object.values(titles);
  const rows: Row[] = [];
  const problems = [...table.problems];
  const first = new Map<string, number>();
  const { lost, doubted } = lostZeros(table.rows);
  for (const given of table.rows) {
    const { row } = given;
    const {
      entry,
      identity,
      problems: found,
    } = readRow(given, {
      communities: byName,
      from1904,
    });
    if (lost.has(row)) {
      const message = `${ZEROS_LOST}，这一格少了；请设为「文本」格式，再填一次`;
      found.push({ row, column: titles.formNo, message });
    }
    const before = first.get(identity);
    if (found.length === 0 && before !== undefined) {
      found.push({ row, column: firstTitle, message: `和第 ${before} 行重复` });
    }
    first.set(identity, before ?? row);
    if (found.length === 0) rows.push(entry);
    else problems.push(...found);
  }
  const [doubtedRow] = doubted;
  const message = `${doubted.length} 行的编号是数字，${ZEROS_LOST}；纸上若有，请改为文本`;
  return {
    rows,
    problems,
    warnings: doubtedRow === undefined ? [] : [{ row: doubtedRow, column: titles.formNo, message }],
  };
};
