import type { EpochMs } from '../../../typings/contract';
import { type AccessRecord, openingsOf } from '../common/access-log';
import { findAll } from '../common/database';
import { childrenOf } from './children';

/**
 * Whatever was done on the files of a guardian's children, the newest first; of children that
 * staff gave to another guardian, up to that moment: nobody takes a child over unseen.
 */
export const openingsFor = async (personId: string): Promise<AccessRecord[]> => {
  const [children, once] = await Promise.all([
    childrenOf(personId),
    findAll('children', { formerGuardianIds: personId }),
  ]);
  const until = new Map<string, EpochMs>([
    ...once.map(({ _id, guardianUntil }) => [_id, guardianUntil?.[personId] ?? 0] as const),
    ...children.map(({ _id }) => [_id, Infinity] as const),
  ]);
  const rows = await openingsOf([...until.keys()]);
  return rows.filter(({ at, childId, childIds = [] }) =>
    [childId, ...childIds].some((id) => at <= (until.get(id) ?? 0)),
  );
};
