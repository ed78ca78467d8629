import { byIds } from './by-ids';
import { find, findAll, insert, read, transact } from './database';
import type { EpochMs } from '../../../typings/contract';

/** A file that is of use for a short time: printed cards, a list, a roster. Deleted at `until`. */
export interface SheetRecord {
  _id: string;
  fileId: string;
  /** The wishes, cards and complaints in it: it goes with the data of any of them. */
  about?: string[];
  /** Of what was uploaded: who placed it, and nobody else reads it. */
  by?: string;
  until: EpochMs;
}

/** What deletes a kept file. */
export interface FileEraser {
  forgetFile(fileId: string): Promise<void>;
}

/**
 * Deletes the files in which a wish, card, enrolment or complaint stands, with what they say of others. A file
 * that is on its way finds that it is not written down any more.
 */
export const eraseFiles = async (about: string, { forgetFile }: FileEraser): Promise<void> => {
  for (const { _id, fileId } of await findAll('sheets', { about })) {
    await forgetFile(fileId);
    await transact((transaction) => transaction.remove('sheets', _id));
  }
};

/** Whether a family in a file erased its data since the file was begun. */
export const anyErased = async (sheetId: string, about: readonly string[]): Promise<boolean> => {
  if (!(await read('sheets', sheetId))) return true;
  const [wishes, cards, enrolments] = await Promise.all([
    byIds('wishes', about),
    byIds('cards', about),
    byIds('enrolments', about),
  ]);
  return (
    [...wishes.values()].some(({ title }) => title === '') ||
    [...cards.values()].some(({ gift }) => gift.title === '') ||
    [...enrolments.values()].some(({ who }) => who === '')
  );
};

/** Writes down a file before it is there, or as it is placed. */
export const noteSheet = (sheet: SheetRecord): Promise<boolean> => insert('sheets', sheet);

/** What is written down of a file. */
export const sheetOf = async (fileId: string): Promise<SheetRecord | undefined> =>
  (await find('sheets', { fileId }, { limit: 1 }))[0];
