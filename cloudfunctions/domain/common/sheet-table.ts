import { UNPRINTABLE } from '@micro-wish/vocabulary';
import type { SheetProblem } from '../../../typings/contract';

/** What a cell of a sheet holds. */
export type Cell = string | number | boolean | Date | null;

/** A column by which people know what to fill in; `key` is what the program calls it. */
export interface TableColumn<Key extends string> {
  key: Key;
  title: string;
  hint: string;
  width: number;
  choices?: readonly string[];
  toFill?: 'text' | 'money';
}

/** A table that people fill in: its head is the first row that names all of `marks`. */
export interface TableForm<Key extends string> {
  columns: readonly TableColumn<Key>[];
  marks: readonly Key[];
  optional: readonly Key[];
}

/** A row below the head, wherever its columns were moved to; `row` is its number in Excel. */
export interface TableRow<Key extends string> {
  row: number;
  cell(key: Key): Cell | undefined;
}

/** Rows of a table; a sheet has a few more above them. */
export const MAX_TABLE_ROWS = 5000;
const HEAD_WITHIN = 10;

/** Text as people mean it: full-width letters and digits as plain ones, no space around it. */
export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined
    ? ''
    : cell instanceof Date
      ? cell.toISOString().slice(0, 10)
      : String(cell).normalize('NFKC').trim();

/** A column's name without what is said beside it: no space, no star, no bracket. */
export const titleOf = (cell: Cell | undefined): string =>
  textOf(cell).replace(/[\s*]|\(.*?\)/g, '');

/** What each column is called when something is said of it. */
export const titlesOf = <Key extends string>(
  columns: readonly TableColumn<Key>[],
): Record<Key, string> =>
  Object.fromEntries(columns.map(({ key, title }) => [key, titleOf(title)])) as Record<Key, string>;

/** What is wrong with a text of at most so many characters. */
export const faultsOf = (text: string, max: number): string[] => {
  const { length } = Array.from(text);
  return [
    ...(length > max ? [`最多 ${max} 个字，现在 ${length} 个`] : []),
    ...(UNPRINTABLE.test(text) ? ['含有不能使用的字符'] : []),
  ];
};

/** The row in which the columns are named, and where each of them is. */
const headIn = <Key extends string>(
  cells: readonly (readonly Cell[])[],
  { columns, marks }: TableForm<Key>,
): { at: number; places: Map<Key, number> } | undefined => {
  for (let at = 0; at < Math.min(HEAD_WITHIN, cells.length); at += 1) {
    const titles = (cells[at] ?? []).map(titleOf);
    const places = new Map<Key, number>();
    for (const { key, title } of columns) {
      const place = titles.indexOf(titleOf(title));
      if (place >= 0) places.set(key, place);
    }
    if (marks.every((key) => places.has(key))) return { at, places };
  }
  return undefined;
};

/**
 * The rows of a table that say anything, or why it is not this table. Its own row of hints says
 * nothing.
 */
export const readTable = <Key extends string>(
  cells: readonly (readonly Cell[])[],
  form: TableForm<Key>,
): { rows: TableRow<Key>[]; problems: SheetProblem[] } => {
  const { columns, optional } = form;
  const head = headIn(cells, form);
  if (!head) {
    return {
      rows: [],
      problems: [{ row: 1, column: '', message: '没有找到表头，请用下载的表格填写' }],
    };
  }
  const { at, places } = head;
  const missing = columns.filter(({ key }) => !places.has(key) && !optional.includes(key));
  if (missing.length > 0) {
    const message = '缺少这一列';
    const problems = missing.map(({ title }) => ({ row: at + 1, column: titleOf(title), message }));
    return { rows: [], problems };
  }
  const hints = places.get(columns[0]?.key as Key) ?? 0;
  const rows: TableRow<Key>[] = [];
  for (let place = at + 1; place < cells.length; place += 1) {
    const given = cells[place] ?? [];
    const isEmpty = given.every((cell) => textOf(cell) === '');
    if (isEmpty || textOf(given[hints]).startsWith('说明')) continue;
    rows.push({
      row: place + 1,
      cell: (key) => {
        const column = places.get(key);
        return column === undefined ? undefined : given[column];
      },
    });
  }
  const none = { row: at + 2, column: '', message: '表头下面没有内容' };
  return { rows, problems: rows.length === 0 ? [none] : [] };
};
