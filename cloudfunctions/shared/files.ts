import type { EpochMs } from '../../typings/contract';
import { keepFile } from '../platform/files';
import { insert } from '../store/common/database';
import { newId } from './identity';

const HOUR_MS = 60 * 60 * 1000;

/** Writes down that a file goes when its time is over, or with the data of a family in it. */
export const noteFile = (
  fileId: string,
  { cardIds, until }: { cardIds?: string[]; until: EpochMs },
): Promise<boolean> =>
  insert('sheets', {
    _id: newId('sheet'),
    fileId,
    cardIds: cardIds ?? [],
    ofMany: cardIds === undefined,
    until,
  });

/**
 * Keeps a file for an hour: one in which these cards are printed, or else one that says something
 * of many families. Answers its id.
 */
export const keepForAWhile = async (
  path: string,
  content: Buffer,
  { now, ...more }: { cardIds?: string[]; now: EpochMs },
): Promise<string> => {
  const fileId = await keepFile(path, content);
  await noteFile(fileId, { ...more, until: now + HOUR_MS });
  return fileId;
};
