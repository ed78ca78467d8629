import { shownBy, type NumberShown } from './formats';
import { unpack, UnreadableSheet, type Parts } from './unpack';
import { readXml } from './xml';

/**
 * What a cell holds; a formula holds what it came to. `fault` stands for what Excel made of it that
 * nobody wrote: an error such as #N/A, or a number that it shows as 3.00E+05.
 */
export type CellValue = string | number | boolean | Date | { fault: string } | null;

/** The first sheet of a workbook, row by row; dates are at midnight UTC. */
export interface Sheet {
  cells: CellValue[][];
  /** Rows with something in them that nobody sees, as they are hidden or filtered out. */
  hidden: number;
  /** Days are counted from 1904 on: dates without a format are numbers of days. */
  from1904: boolean;
}

const MAX_COLUMNS = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);

const isOn = (attribute: string | undefined): boolean => attribute === '1' || attribute === 'true';

/** Number of a column by its letters: A is 1. */
const columnOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Characters that XML can't hold stand as `_x000D_`. */
const unescaped = (text: string): string =>
  text.replace(/_x([\da-f]{4})_/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** The path of a part, as another part in `folder` names it. */
const pathOf = (folder: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : `${folder}/${target}`.replace(/[^/]+\/\.\.\//gu, '');

const relationsIn = (xml: string): Map<string, { target: string; type: string }> => {
  const all = new Map<string, { target: string; type: string }>();
  readXml(xml, {
    open: (name, attribute) => {
      if (name !== 'Relationship') return;
      const [target = '', type = ''] = [attribute('Target'), attribute('Type')];
      all.set(attribute('Id') ?? '', { target, type });
    },
  });
  return all;
};

/** Strings by number; what shows how a character is pronounced is no part of them. */
const sharedStrings = (xml: string): string[] => {
  const all: string[] = [];
  let words = '';
  let inText = false;
  let inReading = false;
  readXml(xml, {
    open: (name) => {
      if (name === 'si') words = '';
      if (name === 'rPh') inReading = true;
      if (name === 't') inText = true;
    },
    text: (text) => {
      if (inText && !inReading) words += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') inReading = false;
      if (name === 'si') all.push(unescaped(words));
    },
  });
  return all;
};

/** What each style of a cell does to its number. */
const stylesIn = (xml: string): NumberShown[] => {
  const codes = new Map<number, string>();
  const styles: NumberShown[] = [];
  let inCells = false;
  readXml(xml, {
    open: (name, attribute) => {
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(shownBy(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
};

interface Book {
  sheet: string;
  strings: string[];
  styles: NumberShown[];
  from1904: boolean;
}

const endingWith = (relations: ReturnType<typeof relationsIn>, type: string): string | undefined =>
  [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target;

/** The first sheet that is not hidden, and what its cells refer to. */
const openBook = (parts: Parts): Book => {
  const main = endingWith(relationsIn(parts.text('_rels/.rels')), 'officeDocument');
  const path = pathOf('', main ?? 'xl/workbook.xml').replace(/^\//u, '');
  const folder = path.replace(/\/?[^/]*$/u, '');
  const relations = relationsIn(
    parts.text(pathOf(folder, `_rels/${path.slice(folder.length).replace(/^\//u, '')}.rels`)),
  );
  const sheets: { id: string; isHidden: boolean }[] = [];
  let from1904 = false;
  readXml(parts.text(path), {
    open: (name, attribute) => {
      if (name === 'workbookPr') from1904 = isOn(attribute('date1904'));
      if (name !== 'sheet') return;
      const state = attribute('state') ?? 'visible';
      const id = attribute('r:id') ?? attribute('id') ?? '';
      sheets.push({ id, isHidden: state !== 'visible' });
    },
  });
  const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  const target = relations.get(first?.id ?? '')?.target;
  const partOf = (type: string): string => {
    const named = endingWith(relations, type);
    return named === undefined ? '' : parts.text(pathOf(folder, named));
  };
  if (target === undefined) throw new Error('no sheet');
  return {
    sheet: parts.text(pathOf(folder, target)),
    strings: sharedStrings(partOf('sharedStrings')),
    styles: stylesIn(partOf('styles')),
    from1904,
  };
};

const dateOf = (time: number, text: string): CellValue => {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? { fault: text } : date;
};

const numberOf = (text: string, shown: NumberShown, from1904: boolean): CellValue => {
  const value = Number(text);
  if (!Number.isFinite(value)) return { fault: text };
  if (shown === 'date') {
    return dateOf((from1904 ? FROM_1904 : FROM_1900) + Math.round(value * DAY_MS), text);
  }
  if (shown === 'scientific') return { fault: value.toExponential(2).toUpperCase() };
  if (shown !== 'plain' && Number.isInteger(value)) return String(value).padStart(shown.zeros, '0');
  return value;
};

/** What a cell holds, by its type and its text. */
const valueOf = (
  type: string,
  text: string,
  shown: NumberShown,
  { strings, from1904 }: Pick<Book, 'strings' | 'from1904'>,
): CellValue => {
  if (type === 's') return strings[Number(text)] || null;
  if (text === '') return null;
  if (type === 'e') return { fault: text };
  if (type === 'b') return isOn(text);
  if (type === 'str' || type === 'inlineStr') return unescaped(text);
  if (type === 'd') {
    return dateOf(Date.parse(text.includes('T') ? `${text.replace(/Z$/u, '')}Z` : text), text);
  }
  return numberOf(text, shown, from1904);
};

/** @throws UnreadableSheet where something stands too far down or to the right */
const readRows = (book: Book, maxRows: number): Pick<Sheet, 'cells' | 'hidden'> => {
  const cells: CellValue[][] = [];
  let [row, column, hidden, width] = [0, 0, 0, 0];
  let cell = { type: '', style: 0, text: '' };
  let isHiddenRow = false;
  let hasContent = false;
  let inValue = false;
  let inReading = false;

  const put = (value: CellValue): void => {
    if (value === null || value === '') return;
    if (row > maxRows) {
      throw new UnreadableSheet(`表格超过 ${maxRows} 行，请拆成几个文件，或删掉下面多余的内容。`);
    }
    if (column > MAX_COLUMNS) {
      throw new UnreadableSheet('表格右边太远的地方有内容，请删掉多余的列再上传。');
    }
    while (cells.length < row) cells.push([]);
    const target = cells[row - 1] ?? [];
    while (target.length < column) target.push(null);
    target[column - 1] = value;
    width = Math.max(width, column);
    hasContent = true;
  };

  readXml(book.sheet, {
    open: (name, attribute) => {
      if (name === 'row') {
        row = Number(attribute('r') ?? row + 1);
        column = 0;
        isHiddenRow = isOn(attribute('hidden'));
        hasContent = false;
      } else if (name === 'c') {
        const [, letters, number] = /^([A-Z]+)(\d+)$/u.exec(attribute('r') ?? '') ?? [];
        column = letters === undefined ? column + 1 : columnOf(letters);
        if (number !== undefined) row = Number(number);
        const style = Number(attribute('s') ?? 0);
        cell = { type: attribute('t') ?? 'n', style, text: '' };
      } else if (name === 'v' || name === 't') inValue = true;
      else if (name === 'rPh') inReading = true;
    },
    text: (text) => {
      if (inValue && !inReading) cell.text += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'c') {
        put(valueOf(cell.type, cell.text, book.styles[cell.style] ?? 'plain', book));
      } else if (name === 'row' && isHiddenRow && hasContent) hidden += 1;
    },
  });
  for (const each of cells) while (each.length < width) each.push(null);
  return { cells, hidden };
};

/**
 * The cells of a workbook's first sheet that can be seen. What cannot be read is said in words for
 * whoever sent it.
 */
export const readCells = (file: Buffer, maxRows: number): Sheet | { unreadable: string } => {
  try {
    const book = openBook(unpack(file));
    return { ...readRows(book, maxRows), from1904: book.from1904 };
  } catch (error) {
    return {
      unreadable:
        error instanceof UnreadableSheet
          ? error.message
          : '读不出这个文件，请把内容复制到下载的表格里再上传。',
    };
  }
};
