import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type {
  ConsentScope,
  EpochMs,
  PaperForm,
  SheetProblem,
  WishCategory,
  WishDetails,
} from '../../../typings/contract';
import { isChildAt } from '../common/age';
import { isSignedBy, sameWriting } from './paper-form';
import {
  faultsOf,
  readTable,
  textOf,
  titlesOf,
  type Cell,
  type TableColumn,
  type TableForm,
} from '../common/sheet-table';
import type { WishWords } from '../wish/wish';

/** A row of a roster that can be entered; `row` is its number in Excel. */
export interface RosterRow {
  row: number;
  nickname: string;
  birthMonth: string;
  communityId: string;
  words: WishWords;
  consent: PaperForm & { scopes: ConsentScope[] };
}

/** A community of the campaign, and whether the caller may enter wishes for it. */
export interface RosterCommunity {
  communityId: string;
  name: string;
  isMine: boolean;
}

type Key =
  | 'nickname'
  | 'birthMonth'
  | 'community'
  | 'category'
  | 'title'
  | 'size'
  | 'colour'
  | 'model'
  | 'reason'
  | 'formNo'
  | 'signedOn'
  | 'keptAt'
  | ConsentScope;

export const CATEGORY_BY_NAME: Readonly<Record<string, WishCategory>> = {
  学习: 'study',
  衣物: 'clothing',
  运动: 'sport',
  艺术: 'art',
  玩具: 'toy',
  生活: 'daily',
  其他: 'other',
};

const YES_NO = ['是', '否'];

/** The columns of a roster, in the template's order. */
export const ROSTER_COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'nickname', title: '孩子小名', hint: '说明：必填，最多 20 字；不要写真名', width: 14 },
  { key: 'birthMonth', title: '出生年月', hint: '必填，如 2016-05', width: 12 },
  { key: 'community', title: '社区', hint: '必填，从列表选', width: 16 },
  {
    key: 'category',
    title: '类别',
    hint: '必填，从列表选',
    width: 10,
    choices: Object.keys(CATEGORY_BY_NAME),
  },
  { key: 'title', title: '想要的礼物', hint: '必填，最多 20 字，如 一双运动鞋', width: 22 },
  { key: 'size', title: '尺码', hint: '如 35 码', width: 10 },
  { key: 'colour', title: '颜色', hint: '如 深蓝', width: 10 },
  { key: 'model', title: '型号', hint: '最多 30 字', width: 14 },
  { key: 'reason', title: '想要的原因', hint: '最多 200 字；不要写姓名、学校、电话', width: 36 },
  { key: 'formNo', title: '同意书编号', hint: '必填，纸质同意书上的编号', width: 16 },
  { key: 'signedOn', title: '签署日期', hint: '必填，如 2025-05-20', width: 13 },
  { key: 'keptAt', title: '存放处', hint: '必填，同意书放在哪里', width: 16 },
  { key: 'review', title: '同意心愿审核', hint: '必须为 是', width: 14, choices: YES_NO },
  { key: 'gift', title: '同意礼物发放', hint: '必须为 是', width: 14, choices: YES_NO },
  { key: 'publicText', title: '同意公开心愿', hint: '是 / 否', width: 14, choices: YES_NO },
  { key: 'photo', title: '同意拍照', hint: '是 / 否', width: 11, choices: YES_NO },
  { key: 'pairing', title: '同意结对', hint: '是 / 否', width: 11, choices: YES_NO },
];

const SCOPES: readonly ConsentScope[] = ['review', 'gift', 'publicText', 'photo', 'pairing'];

/** Excel counts days from here. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 24 * 60 * 60 * 1000;

/** A day that Excel kept as its number, between 1955 and 2064. */
const dayOfSerial = (serial: number): Date | null =>
  serial > 20_000 && serial < 60_000 ? new Date(EXCEL_EPOCH + Math.floor(serial) * DAY_MS) : null;

const two = (part: string): string => part.padStart(2, '0');

/** A month as `YYYY-MM`, however it was typed; '' where it is none. */
export const monthOf = (cell: Cell | undefined): string => {
  const serial = typeof cell === 'number' ? dayOfSerial(cell) : null;
  const text = textOf(serial ?? cell);
  const parts =
    /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.月]\d{1,2}日?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(?:\d{2})?$/.exec(text);
  const [, year = '', month = ''] = parts ?? [];
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${two(month)}` : '';
};

/** A day as `YYYY-MM-DD`, however it was typed; '' where it does not look like one. */
export const dayTextOf = (cell: Cell | undefined): string => {
  const serial = typeof cell === 'number' ? dayOfSerial(cell) : null;
  const text = textOf(serial ?? cell);
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [, year = '', month = '', day = ''] = parts ?? [];
  return parts ? `${year}-${two(month)}-${two(day)}` : '';
};

const FORM: TableForm<Key> = {
  columns: ROSTER_COLUMNS,
  marks: ['nickname', 'title'],
  optional: ['size', 'colour', 'model', 'reason', 'publicText', 'photo', 'pairing'],
};

const TITLES = titlesOf(ROSTER_COLUMNS);

/** Two rows with the same form for the same child are one. */
export const identityOf = (
  row: Pick<RosterRow, 'communityId' | 'nickname' | 'birthMonth'> & { formNo: string },
): string =>
  [row.communityId, sameWriting(row.nickname), row.birthMonth, sameWriting(row.formNo)].join('\n');

/** One row as it is read: what it says, and all that is wrong with it. */
const readRow = (
  row: number,
  cell: (key: Key) => Cell | undefined,
  communities: ReadonlyMap<string, RosterCommunity>,
  now: EpochMs,
): { entry: RosterRow; problems: SheetProblem[] } => {
  const problems: SheetProblem[] = [];
  const wrong = (key: Key, message: string): void => {
    problems.push({ row, column: TITLES[key], message });
  };
  const words = (key: Key, max: number, needed: boolean): string => {
    const text = textOf(cell(key));
    if (text === '' && needed) wrong(key, '不能为空');
    for (const fault of faultsOf(text, max)) wrong(key, fault);
    return text;
  };

  const nickname = words('nickname', 20, true);
  const birthMonth = monthOf(cell('birthMonth'));
  if (birthMonth === '') wrong('birthMonth', '应写成 2016-05 的样子');
  else if (!isChildAt(birthMonth, now)) wrong('birthMonth', '孩子应已出生且未满 18 岁');

  const name = textOf(cell('community'));
  const community = communities.get(sameWriting(name));
  if (name === '') wrong('community', '不能为空');
  else if (!community)
    wrong('community', `没有「${name.slice(0, 20)}」这个社区，请从模板的列表里选`);
  else if (!community.isMine) wrong('community', `「${community.name}」不在你负责的区域`);

  const categoryName = textOf(cell('category'));
  const category = Object.hasOwn(CATEGORY_BY_NAME, categoryName)
    ? CATEGORY_BY_NAME[categoryName]
    : undefined;
  if (!category) wrong('category', `应为：${Object.keys(CATEGORY_BY_NAME).join('、')}`);

  const title = words('title', 20, true);
  const more: Exclude<WishDetails, string> = {};
  for (const [key, max] of [
    ['size', 20],
    ['colour', 20],
    ['model', 30],
  ] as const) {
    const text = words(key, max, false);
    if (text !== '') more[key] = text;
  }
  const reason = words('reason', 200, false);

  const formNo = words('formNo', 40, true);
  const keptAt = words('keptAt', 40, true);
  const signedOn = dayTextOf(cell('signedOn'));
  if (signedOn === '') wrong('signedOn', '应写成 2025-05-20 的样子');
  else if (!isSignedBy(signedOn, now)) wrong('signedOn', '没有这一天，或晚于今天');

  const granted = SCOPES.filter((scope) => {
    const text = textOf(cell(scope));
    if (!['是', '否', ''].includes(text)) wrong(scope, '应填 是 或 否');
    return text === '是';
  });
  for (const scope of NEEDED_SCOPES) {
    if (textOf(cell(scope)) !== '是') wrong(scope, '没有这项同意，不能录入');
  }
  return {
    problems,
    entry: {
      row,
      nickname,
      birthMonth,
      communityId: community?.communityId ?? '',
      words: {
        category: category ?? 'other',
        title,
        details: Object.keys(more).length === 0 ? null : more,
        reason: reason === '' ? null : reason,
      },
      consent: { formNo, signedOn, keptAt, scopes: granted },
    },
  };
};

/**
 * Reads a roster: the rows that can be entered, and what is wrong with the others, each problem with
 * its row and column as Excel shows them. A row that repeats an earlier one is a problem too.
 */
export const readRoster = (
  cells: readonly (readonly Cell[])[],
  communities: readonly RosterCommunity[],
  now: EpochMs,
): { rows: RosterRow[]; problems: SheetProblem[] } => {
  const byName = new Map(communities.map((community) => [sameWriting(community.name), community]));
  const table = readTable(cells, FORM);
  const rows: RosterRow[] = [];
  const problems = [...table.problems];
  const first = new Map<string, number>();
  for (const { row, cell } of table.rows) {
    const { entry, problems: found } = readRow(row, cell, byName, now);
    const identity = identityOf({ ...entry, formNo: entry.consent.formNo });
    const before = first.get(identity);
    if (found.length === 0 && before !== undefined) {
      found.push({ row, column: TITLES.nickname, message: `和第 ${before} 行重复` });
    }
    first.set(identity, before ?? row);
    if (found.length === 0) rows.push(entry);
    else problems.push(...found);
  }
  return { rows, problems };
};
