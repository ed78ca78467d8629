import { CATEGORY_WORDS, NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type { EpochMs, WishCategory, WishDetails } from '../../../typings/contract';
import {
  headOf,
  readerOf,
  textOf,
  titlesOf,
  type SheetCells,
  type TableColumn,
  type TableForm,
  type TableRow,
} from '../common/sheet-table';
import type { WishWords } from '../wish/wish';
import { wordsFaults } from '../wish/words';
import {
  CHILD_COLUMNS,
  FORM_COLUMNS,
  formIdentity,
  readChild,
  readRosterRows,
  scopeColumns,
  type PaperKey,
  type PaperRow,
  type ReadRow,
  type RosterCommunity,
} from './paper-row';

/** A row of a roster of wishes that can be entered. */
export interface RosterRow extends PaperRow {
  words: WishWords;
}

type Key = PaperKey | 'category' | 'title' | 'size' | 'colour' | 'model' | 'reason';

/** Categories by the word that a roster says. */
const CATEGORY_BY_NAME: Readonly<Record<string, WishCategory>> = Object.fromEntries(
  Object.entries(CATEGORY_WORDS).map(([category, word]) => [word, category as WishCategory]),
);

/** The columns of a roster, in the template's order. */
export const ROSTER_COLUMNS: readonly TableColumn<Key>[] = [
  ...CHILD_COLUMNS,
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
  ...FORM_COLUMNS,
  ...scopeColumns(NEEDED_SCOPES),
];

const FORM: TableForm<Key> = {
  columns: ROSTER_COLUMNS,
  marks: ['nickname', 'title'],
  optional: ['size', 'colour', 'model', 'reason', 'publicText', 'photo', 'pairing'],
};

const TITLES = titlesOf(ROSTER_COLUMNS);

/** One row as it is read: what it says, and all that is wrong with it. */
const readRow = (
  given: TableRow<Key>,
  by: { communities: ReadonlyMap<string, RosterCommunity>; from1904: boolean },
  now: EpochMs,
): ReadRow<RosterRow> => {
  const reader = readerOf(given, TITLES);
  const { cell, problems, words, wrong } = reader;
  const child = readChild(given.row, reader, { ...by, needed: NEEDED_SCOPES, now });

  const categoryName = textOf(cell('category'));
  const category = Object.hasOwn(CATEGORY_BY_NAME, categoryName)
    ? CATEGORY_BY_NAME[categoryName]
    : undefined;
  if (!category) wrong('category', `应为：${Object.keys(CATEGORY_BY_NAME).join('、')}`);

  const title = words('title', 20, { needed: true });
  const more: Exclude<WishDetails, string> = {};
  for (const [key, max] of [
    ['size', 20],
    ['colour', 20],
    ['model', 30],
  ] as const) {
    const text = words(key, max);
    if (text !== '') more[key] = text;
  }
  for (const { field, message } of wordsFaults({ title, details: more }, child.nickname)) {
    if (field !== 'details') wrong(field, message);
  }
  const reason = words('reason', 200, { lines: 'many' });
  return {
    problems,
    identity: formIdentity(child),
    entry: {
      ...child,
      words: {
        category: category ?? 'other',
        title,
        details: Object.keys(more).length === 0 ? null : more,
        reason: reason === '' ? null : reason,
      },
    },
  };
};

/** Reads a roster of wishes. */
export const readRoster = (
  sheet: SheetCells,
  communities: readonly RosterCommunity[],
  now: EpochMs,
) => readRosterRows(sheet, FORM, communities, (given, by) => readRow(given, by, now));

/** Where a roster's head stands, to mark what is wrong below it. */
export const headOfRoster = ({ cells }: SheetCells) => headOf(cells, FORM);
