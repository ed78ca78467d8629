import { UNPRINTABLE } from '@micro-wish/vocabulary';
import type { SheetProblem } from '../../../typings/contract';
import { oneLine, visible } from './fold';

/** What Excel made of a cell and nobody wrote: an error, or a number shown as 3.00E+05. */
export interface CellFault {
  fault: string;
}

/** What a cell of a sheet holds. */
export type Cell = string | number | boolean | Date | CellFault | null;

/** The cells of a sheet; `from1904`: its days are counted from 1904 on. */
export interface SheetCells {
  cells: readonly (readonly Cell[])[];
  from1904?: boolean;
}

/** A column by which people know what to fill in; `key` is what the program calls it. */
export interface TableColumn<Key extends string> {
  key: Key;
  title: string;
  hint: string;
  width: number;
  choices?: readonly string[];
  toFill?: 'text' | 'money';
}

/** The columns with a list to choose from in one of them, where there is anything to choose. */
export const withChoices = <Key extends string>(
  columns: readonly TableColumn<Key>[],
  key: NoInfer<Key>,
  choices: readonly string[],
): TableColumn<Key>[] =>
  columns.map((column) =>
    column.key === key && choices.length > 0 ? { ...column, choices } : column,
  );

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

const isFault = (cell: Cell | undefined): cell is CellFault =>
  typeof cell === 'object' && cell !== null && 'fault' in cell;

/** Excel keeps no more digits than these of a number. */
const DIGITS = 15;

const plainText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined || isFault(cell)) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(typeof cell === 'number' ? Number(cell.toPrecision(DIGITS)) : cell);
};

/**
 * Text for comparing, for dates and for numbers: full-width letters and digits as plain ones, no
 * space around it, nothing that is not seen.
 */
export const textOf = (cell: Cell | undefined): string => {
  const text = plainText(cell);
  return text === '' ? '' : visible(text).normalize('NFKC').trim();
};

/** Text as it was written, as far as it is seen. */
const writtenIn = (cell: Cell | undefined, lines: 'one' | 'many'): string =>
  lines === 'one' ? oneLine(plainText(cell)) : visible(plainText(cell)).trim();

/** Whether a cell says nothing; an error of a formula says something. */
export const isEmpty = (cell: Cell | undefined): boolean => !isFault(cell) && textOf(cell) === '';

const RETYPE = '请把这一格设为「文本」格式，再填一次';

/** What Excel made of words, in words; '' where it left them alone. */
const changeOf = (cell: Cell | undefined): string => {
  if (isFault(cell)) {
    return cell.fault.startsWith('#')
      ? `这里是 ${cell.fault}（公式出错），请直接填内容`
      : `Excel 把它变成了 ${cell.fault}，${RETYPE}`;
  }
  if (cell instanceof Date) {
    return `Excel 把它变成了日期 ${cell.getUTCMonth() + 1}月${cell.getUTCDate()}日，${RETYPE}`;
  }
  return typeof cell === 'number' && Math.abs(cell) >= 10 ** DIGITS
    ? `这个号码太长，Excel 改了它的尾数，${RETYPE}`
    : '';
};

/** A column's name without what is said beside it: no space, no star, no bracket. */
const titleOf = (cell: Cell | undefined): string => textOf(cell).replace(/[\s*]|\(.*?\)/g, '');

/** What each column is called when something is said of it. */
export const titlesOf = <Key extends string>(
  columns: readonly TableColumn<Key>[],
): Record<Key, string> =>
  Object.fromEntries(columns.map(({ key, title }) => [key, titleOf(title)])) as Record<Key, string>;

/** What is wrong with a text of at most so many characters. */
const faultsOf = (text: string, max: number): string[] => {
  const { length } = Array.from(text);
  return [
    ...(length > max ? [`最多 ${max} 个字，现在 ${length} 个`] : []),
    ...(UNPRINTABLE.test(text) ? ['含有不能使用的字符'] : []),
  ];
};

/** Reads the cells of one row, and tells what is wrong with each of them once. */
export interface RowReader<Key extends string> {
  problems: SheetProblem[];
  wrong(key: Key, message: string): void;
  /** A cell that is no words; nothing where Excel could not make it out, which is told. */
  cell(key: Key): Cell | undefined;
  /** Words as they were written, of at most so many characters. */
  words(key: Key, max: number, how?: { needed?: boolean; lines?: 'many' }): string;
}

export const readerOf = <Key extends string>(
  { row, cell }: TableRow<Key>,
  titles: Record<Key, string>,
): RowReader<Key> => {
  const problems: SheetProblem[] = [];
  const told = new Set<Key>();
  const wrong = (key: Key, message: string): void => {
    if (!told.has(key)) problems.push({ row, column: titles[key], message });
    told.add(key);
  };
  return {
    problems,
    wrong,
    cell: (key) => {
      const given = cell(key);
      if (!isFault(given)) return given;
      wrong(key, changeOf(given));
      return null;
    },
    words: (key, max, { needed = false, lines } = {}) => {
      const given = cell(key);
      const change = changeOf(given);
      if (change !== '') {
        wrong(key, change);
        return '';
      }
      const text = writtenIn(given, lines ?? 'one');
      if (text === '' && needed) wrong(key, '不能为空');
      for (const fault of faultsOf(text, max)) wrong(key, fault);
      return text;
    },
  };
};

const YES = ['是', '√', '✓', '✔', '☑', 'y', 'yes', 'true', '1', '对', '同意'];
const NO = ['', '否', '×', '✗', '✘', '☐', 'x', 'n', 'no', 'false', '0', '不', '不同意'];

/** A yes or a no in the ways people write them; `undefined` for anything else. */
export const yesOrNo = (cell: Cell | undefined): boolean | undefined => {
  const text = textOf(cell).toLowerCase();
  if (YES.includes(text)) return true;
  return NO.includes(text) ? false : undefined;
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

/** Where the head of a table stands, and what its columns are called, as problems name them. */
export const headOf = <Key extends string>(
  cells: readonly (readonly Cell[])[],
  form: TableForm<Key>,
): { row: number; titles: string[] } => {
  const at = headIn(cells, form)?.at ?? 0;
  return { row: at + 1, titles: (cells[at] ?? []).map(titleOf) };
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
    const columnsOf = [...places.values()];
    const saysNothing = columnsOf.every((column) => isEmpty(given[column]));
    if (saysNothing || textOf(given[hints]).startsWith('说明')) continue;
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
