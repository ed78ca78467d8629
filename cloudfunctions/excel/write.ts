import { asWallClock } from '@micro-wish/vocabulary';
import writeXlsxFile, { type Cell, type Feature, type SheetData } from 'write-excel-file/node';

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

/** A list as a workbook of one sheet, its header frozen. */
export const writeList = async (
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
): Promise<Buffer> => {
  const data: SheetData = [headOf(columns), ...rows.map((row) => row.map(cellOf))];
  return writeXlsxFile(data, {
    sheet: title,
    columns: widths(columns),
    stickyRowsCount: 1,
  }).toBuffer();
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

/** Letters of a column by its place: 0 is A. */
const lettersOf = (place: number): string =>
  (place >= 26 ? lettersOf(Math.floor(place / 26) - 1) : '') +
  String.fromCharCode(65 + (place % 26));

/** Lists to choose from, which the library does not write by itself. */
const choicesIn = (columns: readonly FormColumn[]): Feature<never> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _, { sheetIndex }) => {
          if (sheetIndex !== 0) return xml;
          const rules = columns.flatMap(({ choices }, place) => {
            if (!choices) return [];
            const letters = lettersOf(place);
            const from = `${CHOICES}!$${letters}$2:$${letters}$${choices.length + 1}`;
            return [
              `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letters}3:${letters}${FORM_ROWS + 2}"><formula1>${from}</formula1></dataValidation>`,
            ];
          });
          const all = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
          return xml.replace('</sheetData>', `</sheetData>${all}`);
        },
      },
    },
  },
});

/** A cell to be filled in: what is typed into it as text keeps its zeros and all its digits. */
const openCell = (toFill: 'text' | 'money'): Cell => ({
  ...(toFill === 'money' ? { type: Number, format: MONEY } : { type: String, format: '@' }),
  backgroundColor: '#FFF9EA',
});

/**
 * A form to fill in: header, a row that explains, what is known already, and lists to choose from.
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
  const form = {
    data: [
      headOf(columns),
      hints,
      ...rows.map((row) =>
        columns.map(({ toFill }, place) =>
          toFill ? openCell(toFill) : cellOf(row[place] ?? null),
        ),
      ),
    ],
    sheet: title,
    columns: widths(columns),
    stickyRowsCount: 2,
  };
  const lists = { data: [headOf(columns), ...choices], sheet: CHOICES, columns: widths(columns) };
  return writeXlsxFile([form, lists], {
    features: [choicesIn(columns) as Feature<never>] as never,
  }).toBuffer();
};
