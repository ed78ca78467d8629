import { HOUR_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import { refuse } from '../domain/common/refusal';
import { fileIdAt, forgetFile, keepFile } from '../platform/files';
import { transact } from '../store/common/database';
import { anyErased, noteSheet } from '../store/common/sheets';
import { newId } from './identity';

/** Whose data is in a file, and who may read it. */
interface AboutFile {
  /** Ids of the wishes, cards and complaints in it: it goes with the data of any. */
  about?: readonly string[];
  /** Who placed it; nobody else reads it. */
  by?: string;
  until: EpochMs;
}

/** Writes down that a file goes when its time is over, or with the data of a family in it. */
export const noteFile = async (
  fileId: string,
  { about = [], by, until }: AboutFile,
): Promise<string> => {
  const _id = newId('sheet');
  await noteSheet({
    _id,
    fileId,
    about: [...about],
    ...(by === undefined ? {} : { by }),
    until,
  });
  return _id;
};

/**
 * Keeps a file for an hour; answers its id. It is written down before it is there, so that one that
 * is cut off is found; and where a family in it erased its data meanwhile, the file goes again.
 * @throws Refusal FAILED_PRECONDITION then
 */
export const keepForAWhile = async (
  path: string,
  content: Buffer,
  { now, about = [] }: { about?: readonly string[]; now: EpochMs },
): Promise<string> => {
  const fileId = await fileIdAt(path);
  const noted = await noteFile(fileId, { about, until: now + HOUR_MS });
  await keepFile(path, content);
  if (await anyErased(noted, about)) {
    await forgetFile(fileId);
    await transact((transaction) => transaction.remove('sheets', noted));
    refuse('FAILED_PRECONDITION', '里面有家庭刚刚删除了资料，请重新导出。');
  }
  return fileId;
};
