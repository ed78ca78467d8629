import type { ComplaintTopic, EpochMs } from '../../../typings/contract';
import { command, findAll, transact } from '../common/database';
import { along } from '../common/job-progress';
import { momentPage } from '../common/paging';

/** 投诉与建议; its words and the answer go with the family's data. */
export interface ComplaintRecord {
  _id: string;
  personId: string;
  topic: ComplaintTopic;
  words: string;
  at: EpochMs;
  state: 'open' | 'answered';
  /** The wish of their own that it is about. */
  wishId?: string | null;
  /** The way down to the community of the family, where one of its children has one. */
  areaPath?: string[];
  /** Pseudonym of who handles it. */
  ownerId?: string | null;
  answer?: { words: string; at: EpochMs; by: string } | null;
  /** When it was answered; absent before. */
  updatedAt?: EpochMs;
}

/** A page of the inbox: what waits longest first, what was answered last first. */
export const inboxPage = (
  which: Pick<ComplaintRecord, 'state'> & Partial<Pick<ComplaintRecord, 'topic'>>,
  areaIds: readonly string[] | 'all',
  page: { cursor: EpochMs | undefined; limit: number },
): Promise<{ documents: ComplaintRecord[]; next?: EpochMs }> =>
  momentPage(
    'complaints',
    'at',
    { ...which, ...(areaIds === 'all' ? {} : { areaPath: command.in([...areaIds]) }) },
    { ...page, order: which.state === 'open' ? 'asc' : 'desc' },
  );

/** Complaints of a family, the newest first. */
export const complaintsOf = async (personId: string): Promise<ComplaintRecord[]> => {
  const complaints = await findAll('complaints', { personId });
  return complaints.sort((a, b) => b.at - a.at);
};

const remove = (complaintId: string): Promise<void> =>
  transact((transaction) => transaction.remove('complaints', complaintId));

/** What was written about a wish, by any of its guardians. */
export const complaintsAbout = (wishId: string): Promise<ComplaintRecord[]> =>
  findAll('complaints', { wishId });

/** Deletes what was written about a wish, and what was answered. */
export const eraseComplaintsAbout = async (wishId: string): Promise<void> => {
  for (const { _id } of await complaintsAbout(wishId)) await remove(_id);
};

/** Deletes what was answered and sent before a moment: nobody needs it any more. */
export const eraseOldComplaints = async (before: EpochMs): Promise<void> => {
  for await (const { _id, state } of along('complaints', 'at', 1, before)) {
    if (state === 'answered') await remove(_id);
  }
};
