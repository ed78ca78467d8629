import { erased, isCurrent } from '../../domain/mother/mother';
import type { By } from '../../domain/mother/pair';
import type { Transaction } from '../common/database';
import { mothersOf } from './mothers';
import { leavePairs } from './pairs';

/**
 * Erases what is known of a person as 爱心妈妈: name, skills, proofs and who she is. Her pairs are
 * suspended in the same step; what was written about a child stays with the child.
 */
export const eraseMothers = async (transaction: Transaction, by: By): Promise<string[]> => {
  const mothers = await mothersOf(by.personId);
  for (const { _id } of mothers) {
    const mother = await transaction.get('mothers', _id);
    if (!mother) continue;
    if (isCurrent(mother.state)) await leavePairs(transaction, _id, by, true);
    const after = (await transaction.get('mothers', _id)) ?? mother;
    await transaction.put('mothers', erased(after, by.now));
  }
  return mothers.map(({ _id }) => _id);
};
