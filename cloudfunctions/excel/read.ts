import { readSheet } from 'read-excel-file/universal';
import { unpack, UnreadableSheet } from './unpack';

/** What a cell holds; a formula holds what it came to. */
export type CellValue = string | number | boolean | Date | null;

const MAX_COLUMNS = 100;

/** Number of a column by its letters: A is 1. */
const columnOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/**
 * A cell at the far end of a sheet would make the parser fill everything before it.
 * @throws UnreadableSheet
 */
const requireSmall = (sheet: string, maxRows: number): void => {
  for (const [, letters, row] of sheet.matchAll(/<(?:c|row)\b[^>]*?\br="([A-Z]*)(\d+)"/g)) {
    if (Number(row) > maxRows) {
      throw new UnreadableSheet(`表格超过 ${maxRows} 行，请拆成几个文件，或删掉下面的空行。`);
    }
    if (columnOf(letters ?? '') > MAX_COLUMNS) {
      throw new UnreadableSheet('表格右边太远的地方有内容，请删掉多余的列再上传。');
    }
  }
};

/**
 * The cells of a workbook's first sheet, row by row; dates are at midnight UTC. What cannot be read
 * is said in words for whoever sent it.
 */
export const readCells = async (
  file: Buffer,
  maxRows: number,
): Promise<{ cells: CellValue[][] } | { unreadable: string }> => {
  try {
    for (const [name, text] of unpack(file)) {
      if (name.startsWith('xl/worksheets/')) requireSmall(text, maxRows);
    }
    const bytes = new Uint8Array(file);
    return { cells: (await readSheet(bytes.buffer, 1)) as CellValue[][] };
  } catch (error) {
    if (error instanceof UnreadableSheet) return { unreadable: error.message };
    const place = /row (\d+), col (\d+)/.exec(error instanceof Error ? error.message : '');
    return {
      unreadable: place
        ? `第 ${place[1]} 行第 ${place[2]} 列读不出来（可能是 #REF! 之类的公式错误），请改正后再上传。`
        : '读不出这个文件，请把内容复制到下载的表格里再上传。',
    };
  }
};
