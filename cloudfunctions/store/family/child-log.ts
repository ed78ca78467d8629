import { openingsOf } from '../common/access-log';
import { findAll } from '../common/database';
import type { AccessRecord } from '../common/records';
import { childrenOf } from './children';

/**
 * Whatever was done on the files of a guardian's children, the newest first; of children who have
 * other guardians now, up to the moment of that change: nobody takes a child over unseen.
 */
export const openingsFor = async (personId: string): Promise<AccessRecord[]> => {
  const [children, once] = await Promise.all([
    childrenOf(personId),
    findAll('children', { formerGuardianIds: personId }),
  ]);
  const rows = new Map<string, AccessRecord>();
  for (const row of await openingsOf(children.map(({ _id }) => _id))) rows.set(row._id, row);
  for (const { _id, guardianUntil } of once) {
    const until = guardianUntil?.[personId] ?? 0;
    for (const row of await openingsOf([_id])) if (row.at <= until) rows.set(row._id, row);
  }
  return [...rows.values()].sort((a, b) => b.at - a.at);
};
