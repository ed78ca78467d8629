import { find, findAll, transact } from '../common/database';
import type { MessageRecord } from '../common/records';

const LONGEST = 100;

/** What a person was told lately, the newest first. */
export const messagesOf = (personId: string): Promise<MessageRecord[]> =>
  find('messages', { personId }, { orderBy: ['at', 'desc'], limit: LONGEST });

/** Deletes what a person was told. */
export const eraseMessagesOf = async (personId: string): Promise<void> => {
  for (const { _id } of await findAll('messages', { personId })) {
    await transact((transaction) => transaction.remove('messages', _id));
  }
};
