import { command, find, findAll, read, transact } from './database';

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

const IN_LIST = 100;

/** Whether a family in a file erased its data since the file was begun. */
export const anyErased = async (sheetId: string, about: readonly string[]): Promise<boolean> => {
  if (!(await read('sheets', sheetId))) return true;
  for (let from = 0; from < about.length; from += IN_LIST) {
    const ids = command.in(about.slice(from, from + IN_LIST));
    const wishes = await find('wishes', { _id: ids });
    const cards = await find('cards', { _id: ids });
    const enrolments = await find('enrolments', { _id: ids });
    const isBlank = wishes.some(({ title }) => title === '');
    if (isBlank || cards.some(({ gift }) => gift.title === '')) return true;
    if (enrolments.some(({ who }) => who === '')) return true;
  }
  return false;
};
