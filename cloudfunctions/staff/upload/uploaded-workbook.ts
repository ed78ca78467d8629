import type { SheetProblem } from '../../../typings/contract';
import { fileName } from '../../domain/common/file-name';
import { refuse } from '../../domain/common/refusal';
import { MAX_TABLE_ROWS } from '../../domain/common/sheet-table';
import { forgetFile, readFile } from '../../platform/files';
import type { Context } from '../../shared/serve';
import { sheetOf } from '../../store/common/sheets';
import { handOut } from '../common/hand-out';

const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Header, hints and titles above the rows. */
const ROWS_ABOVE = 20;

/** Problems that are told at once; there may be thousands. */
export const TOLD = 100;

type Found = Awaited<ReturnType<typeof readCells>>;

const readCells = async (content: Buffer) =>
  (await import('../../excel/read')).readCells(content, MAX_TABLE_ROWS + ROWS_ABOVE);

export type Sheet = Exclude<Found, { unreadable: string }>;

/** The file that was read last: an import comes back for the same one again and again. */
let last: { fileId: string; found: Found } | undefined;

const foundIn = async (fileId: string): Promise<Found> => {
  if (last?.fileId === fileId) return last.found;
  const content = await readFile(fileId);
  if (!content) return refuse('NOT_FOUND', '没有找到上传的文件，请重新上传。');
  if (content.length > MAX_FILE_BYTES) {
    refuse('INVALID_ARGUMENT', '文件超过 10 MB。请去掉图片，只留这一张表再上传。');
  }
  const found = await readCells(content);
  last = { fileId, found };
  return found;
};

/**
 * The first sheet of a workbook that this person placed: nobody else's, and nothing that was put there by
 * itself. It is deleted in a day.
 * @throws Refusal NOT_FOUND, INVALID_ARGUMENT for what is no sheet
 */
export const readSheetFile = async (fileId: string, personId: string): Promise<Sheet> => {
  const placed = await sheetOf(fileId);
  if (placed?.by !== personId) return refuse('NOT_FOUND', '没有找到上传的文件，请重新上传。');
  const found = await foundIn(fileId);
  return 'unreadable' in found ? refuse('INVALID_ARGUMENT', found.unreadable) : found;
};

/** Keeps a sheet as it was sent with what is wrong marked in it; answers the file, and a link to it. */
export const keepMarked = async (
  context: Context,
  title: string,
  { cells }: Sheet,
  head: { row: number; titles: readonly string[] },
  problems: readonly SheetProblem[],
): Promise<{ fileId: string; url: string }> => {
  const { writeMarked } = await import('../../excel/write');
  const content = await writeMarked(title, cells, head, problems);
  const name = fileName([title, '请改正'], context.now, 'xlsx');
  return handOut(context, { folder: 'lists', name, content });
};

/** The file is of no use any more. */
export const dropSheetFile = async (fileId: string): Promise<void> => {
  last = undefined;
  await forgetFile(fileId);
};
