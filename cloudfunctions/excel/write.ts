import { asWallClock } from '@micro-wish/vocabulary';
import writeXlsxFile, { type Cell, type Feature, type SheetData } from 'write-excel-file/node';
import type { CellValue } from './read';

/** A cell: text, a number, 元 out of 分, a moment, or nothing. */
export type Value = string | number | { fen: number } | { at: number } | null;

/** A column: what stands above it, and its width in characters. */
export interface Column {
  title: string;
  width: number;
}

const MONEY = '#,##0.00';

const HEAD = { fontWeight: 'bold', backgroundColor: '#FBE7B8', wrap: true } as const;

/** Text is text, whatever it begins with: `=1+1` is shown, not computed. */
const textCell = (value: string): Cell => ({ value, type: String, format: '@' });

const cellOf = (value: Value): Cell => {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return { value, type: Number };
  if ('fen' in value) return { value: value.fen / 100, type: Number, format: MONEY };
  return {
    value: asWallClock(value.at),
    type: Date,
    format: 'yyyy-mm-dd hh:mm',
  };
};

const headOf = (columns: readonly Column[]): Cell[] =>
  columns.map(({ title }) => ({ ...textCell(title), ...HEAD }));

const widths = (columns: readonly Column[]): { width: number }[] =>
  columns.map(({ width }) => ({ width }));

/** Letters of a column by its place: 0 is A. */
const lettersOf = (place: number): string =>
  (place >= 26 ? lettersOf(Math.floor(place / 26) - 1) : '') +
  String.fromCharCode(65 + (place % 26));

/** So many characters stand beside each other on A4 upright. */
const UPRIGHT = 95;

const isWide = (columns: readonly Column[]): boolean =>
  columns.reduce((sum, { width }) => sum + width, 0) > UPRIGHT;

/** What the library does not write by itself, to the first sheet of a workbook. */
interface Additions {
  title: string;
  columns: readonly Column[];
  /** Rows at the top that are repeated on every page. */
  headRows: number;
  /** Further elements behind the cells, in the order that the format demands. */
  behind: string;
  /** Changes the columns' own elements. */
  column?(xml: string, sheet: string, place: number): string;
}

/** Prints on pages of A4 as wide as the sheet, its head on each, and whatever else is wanted. */
const additions = ({ title, columns, headRows, behind, column }: Additions): Feature<never> => {
  const orientation = isWide(columns) ? 'landscape' : 'portrait';
  const sheet = (xml: string): string => {
    let place = -1;
    return xml
      .replace(/<worksheet[^>]*>/u, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
      .replace(/<col [^>]*\/>/gu, (each) => {
        place += 1;
        return column?.(each, xml, place) ?? each;
      })
      .replace(
        '</sheetData>',
        `</sheetData>${behind}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`,
      );
  };
  const name = `'${title.replace(/'/gu, "''")}'`;
  const repeated = `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${name}!$1:$${headRows}</definedName></definedNames>`;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml: string, _: unknown, { sheetIndex }: { sheetIndex: number }) =>
            sheetIndex === 0 ? sheet(xml) : xml,
        },
        'xl/workbook.xml': {
          transform: (xml: string) => xml.replace(/<definedNames\s*\/>/u, repeated),
        },
      },
    },
  } as unknown as Feature<never>;
};

const withFeature = (feature: Feature<never>) => ({ features: [feature] as never });

/** A list as a workbook of one sheet: its head frozen, repeated in print and with a filter. */
export const writeList = async (
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
): Promise<Buffer> => {
  const data: SheetData = [headOf(columns), ...rows.map((row) => row.map(cellOf))];
  const all = `A1:${lettersOf(columns.length - 1)}${rows.length + 1}`;
  return writeXlsxFile(
    data,
    { sheet: title, columns: widths(columns), stickyRowsCount: 1 },
    withFeature(additions({ title, columns, headRows: 1, behind: `<autoFilter ref="${all}"/>` })),
  ).toBuffer();
};

/** A column of a form: what it is for, and what may be chosen in it: few short words. */
export interface FormColumn extends Column {
  hint: string;
  choices?: readonly string[];
  /** It is filled in beside what stands there: shown in a light shade, and as text or as money. */
  toFill?: 'text' | 'money';
}

const FORM_ROWS = 5000;
const CHOICES = '选项';

/** Lists to choose from. */
const choicesIn = (columns: readonly FormColumn[]): string => {
  const rules = columns.flatMap(({ choices }, place) => {
    if (!choices) return [];
    const letters = lettersOf(place);
    const from = `${CHOICES}!$${letters}$2:$${letters}$${choices.length + 1}`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letters}3:${letters}${FORM_ROWS + 2}"><formula1>${from}</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
};

/** A cell to be filled in: what is typed into it as text keeps its zeros and all its digits. */
const openCell = (toFill: 'text' | 'money'): Cell => ({
  ...(toFill === 'money' ? { type: Number, format: MONEY } : { type: String, format: '@' }),
  backgroundColor: '#FFF9EA',
});

/** An empty cell of text without a shade: the columns of a form take its style to the very end. */
const EMPTY_TEXT: Cell = { type: String, format: '@' };

/**
 * A form to fill in: header, a row that explains, what is known already, and lists to choose from.
 * Where words are meant every cell below is text, so that Excel makes no date of `10-12`.
 */
export const writeForm = async (
  title: string,
  columns: readonly FormColumn[],
  rows: readonly (readonly Value[])[] = [],
): Promise<Buffer> => {
  const hints: Cell[] = columns.map(({ hint }) => ({
    ...textCell(hint),
    wrap: true,
    textColor: '#6B6B6B',
    alignVertical: 'top',
  }));
  const longest = Math.max(...columns.map(({ choices }) => choices?.length ?? 0));
  const choices: Cell[][] = Array.from({ length: longest }, (_, row) =>
    columns.map((column) => {
      const choice = column.choices?.[row];
      return choice === undefined ? null : textCell(choice);
    }),
  );
  const known = rows.map((row) =>
    columns.map(({ toFill }, place) => (toFill ? openCell(toFill) : cellOf(row[place] ?? null))),
  );
  const form = {
    data: [headOf(columns), hints, ...known, columns.map(() => EMPTY_TEXT)],
    sheet: title,
    columns: widths(columns),
    stickyRowsCount: 2,
  };
  const lists = { data: [headOf(columns), ...choices], sheet: CHOICES, columns: widths(columns) };
  const last = `A${rows.length + 3}`;
  const textStyle = new RegExp(`<c r="${last}" s="(\\d+)"`, 'u');
  const feature = additions({
    title,
    columns,
    headRows: 2,
    behind: choicesIn(columns),
    column: (xml, sheet, place) => {
      const style = textStyle.exec(sheet)?.[1];
      return style === undefined || columns[place]?.toFill === 'money'
        ? xml
        : xml.replace('<col ', `<col style="${style}" `);
    },
  });
  return writeXlsxFile([form, lists], withFeature(feature)).toBuffer();
};

/** What is wrong with a sheet, by row and by the name of the column as Excel shows it. */
export interface Mark {
  row: number;
  column: string;
  message: string;
}

const asRead = (value: CellValue): Cell => {
  if (value === null || value === '') return EMPTY_TEXT;
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'object') return textCell(value.fault);
  return textCell(typeof value === 'boolean' ? (value ? '是' : '否') : value);
};

const WRONG = { backgroundColor: '#FBD9D3' } as const;
const MARKS_TITLE = '请改正';

/**
 * A sheet as it was sent, with what is wrong marked where it stands, and said at the end of its row:
 * it can be mended and sent again as it is.
 */
export const writeMarked = async (
  title: string,
  cells: readonly (readonly CellValue[])[],
  head: { row: number; titles: readonly string[] },
  marks: readonly Mark[],
): Promise<Buffer> => {
  const width = Math.max(1, ...cells.map((row) => row.length), head.titles.length);
  // What was marked before is written anew.
  const old = head.titles.indexOf(MARKS_TITLE);
  const end = old < 0 ? width : old;
  const marksOf = new Map<number, Mark[]>();
  for (const mark of marks) marksOf.set(mark.row, [...(marksOf.get(mark.row) ?? []), mark]);
  const data: SheetData = cells.map((row, at) => {
    const found = marksOf.get(at + 1) ?? [];
    const isHead = at + 1 === head.row;
    const written: Cell[] = Array.from({ length: end }, (_, place) => {
      const isWrong = found.some(({ column }) => column === head.titles[place]);
      const cell = asRead(row[place] ?? null);
      return { ...(cell as object), ...(isWrong ? WRONG : {}), ...(isHead ? HEAD : {}) } as Cell;
    });
    const words = found.map(({ column, message }) => [column, message].filter(Boolean).join('：'));
    if (isHead) return [...written, { ...textCell(MARKS_TITLE), ...HEAD }];
    return [...written, words.length === 0 ? null : { ...textCell(words.join('；')), ...WRONG }];
  });
  const columns = [...Array.from({ length: end }, () => ({ width: 14 })), { width: 50 }];
  return writeXlsxFile(data, { sheet: title, columns, stickyRowsCount: head.row }).toBuffer();
};
