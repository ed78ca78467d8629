import type { AccessView, EpochMs } from '../../../typings/contract';
import { command, findAll, insert, transact } from './database';

/** Who opened whose file, and why. */
export interface AccessRecord {
  _id: string;
  /** '' where one act was about many. */
  childId: string;
  /** Of an act about many children, such as a list that was exported. */
  childIds?: string[];
  wishId: string;
  by: string;
  role: string;
  purpose: string;
  at: EpochMs;
}

/** Whatever was done on some children's files, the newest first. */
export const openingsOf = async (childIds: readonly string[]): Promise<AccessRecord[]> => {
  if (childIds.length === 0) return [];
  const among = command.in([...childIds]);
  const [single, ofMany] = await Promise.all([
    findAll('accessLog', { childId: among }),
    findAll('accessLog', { childIds: among }),
  ]);
  return [...single, ...ofMany].sort((a, b) => b.at - a.at);
};

/** Writes down that an act was about many children, once for all of them. */
export const noteActOnMany = async (
  about: Pick<AccessRecord, '_id' | 'by' | 'role' | 'purpose' | 'at'> & { childIds: string[] },
): Promise<void> => {
  if (about.childIds.length === 0) return;
  await insert('accessLog', { ...about, childId: '', wishId: '' });
};

const AT_ONCE = 30;

/** Takes a child out of the log; what was about others too stays theirs. */
export const eraseOpenings = async (childId: string): Promise<void> => {
  const single = await findAll('accessLog', { childId });
  for (let from = 0; from < single.length; from += AT_ONCE) {
    await transact(async (transaction) => {
      for (const { _id } of single.slice(from, from + AT_ONCE)) {
        await transaction.remove('accessLog', _id);
      }
    });
  }
  for (const { _id } of await findAll('accessLog', { childIds: childId })) {
    await transact(async (transaction) => {
      const row = await transaction.get('accessLog', _id);
      const childIds = row?.childIds?.filter((other) => other !== childId) ?? [];
      if (row) await transaction.put('accessLog', { ...row, childIds });
    });
  }
};

/** What the family sees of an opening: a role, never a person. */
export const viewOfOpening = ({ role, purpose, at }: AccessRecord): AccessView => ({
  role: role as AccessView['role'],
  purpose,
  at,
});

/** Writes down that one child's file was opened. */
export const noteOpening = (row: Omit<AccessRecord, 'childIds'>): Promise<boolean> =>
  insert('accessLog', row);
