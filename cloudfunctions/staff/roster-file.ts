import { maySee } from '../domain/access';
import { DAY_MS } from '../domain/day';
import { refuse } from '../domain/refusal';
import { MAX_ROSTER_ROWS, readRoster, type RosterRow } from '../domain/roster';
import { readFile } from '../platform/files';
import type { Context } from '../shared/serve';
import { noteFile } from '../shared/files';
import { communityAreasOf } from '../store/campaigns';
import { count } from '../store/database';
import type { AreaRecord } from '../store/records';
import type { RosterProblem } from '../../typings/contract';

const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Header, hints and titles above the rows. */
const ROWS_ABOVE = 20;

type Cells = Awaited<ReturnType<typeof readCells>>;

const readCells = async (content: Buffer) =>
  (await import('../excel/read')).readCells(content, MAX_ROSTER_ROWS + ROWS_ABOVE);

/** The file that was read last: an import comes back for the same one again and again. */
let last: { fileId: string; cells: Cells } | undefined;

/** Lets go of what was read. */
export const forgetCells = (): void => {
  last = undefined;
};

const cellsOf = async (fileId: string): Promise<Cells> => {
  if (last?.fileId === fileId) return last.cells;
  const content = await readFile(fileId);
  if (!content) return refuse('NOT_FOUND', '没有找到上传的文件，请重新上传。');
  if (content.length > MAX_FILE_BYTES) {
    refuse('INVALID_ARGUMENT', '文件超过 10 MB。请去掉图片，只留名单再上传。');
  }
  const cells = await readCells(content);
  last = { fileId, cells };
  return cells;
};

export interface RosterFile {
  rows: RosterRow[];
  problems: RosterProblem[];
  communities: Map<string, AreaRecord>;
}

/**
 * Reads an uploaded roster for this caller, and sees to it that the file is deleted in a day.
 * @throws Refusal NOT_FOUND, INVALID_ARGUMENT for what is no roster
 */
export const readRosterFile = async (
  { rights, now }: Context,
  { campaignId, fileId }: { campaignId: string; fileId: string },
): Promise<RosterFile> => {
  if ((await count('sheets', { fileId })) === 0) await noteFile(fileId, { until: now + DAY_MS });
  const [found, areas] = await Promise.all([cellsOf(fileId), communityAreasOf(campaignId)]);
  if ('unreadable' in found) return refuse('INVALID_ARGUMENT', found.unreadable);
  const { rows, problems } = readRoster(
    found.cells,
    areas.map(({ _id, name, path }) => ({
      communityId: _id,
      name,
      isMine: maySee(rights, path),
    })),
    now,
  );
  return { rows, problems, communities: new Map(areas.map((area) => [area._id, area])) };
};
