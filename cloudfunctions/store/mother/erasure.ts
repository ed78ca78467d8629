import { erased, isCurrent } from '../../domain/mother/mother';
import type { By } from '../../domain/mother/pair';
import type { Transaction } from '../common/database';
import { mothersOf } from './mothers';
import { leavePairs } from './pairs';

/** One of them. Her pairs are suspended in the same step. */
export const eraseMother = async (
  transaction: Transaction,
  motherId: string,
  by: By,
): Promise<void> => {
  const mother = await transaction.get('mothers', motherId);
  if (!mother) return;
  if (isCurrent(mother.state)) await leavePairs(transaction, motherId, by, true);
  const after = (await transaction.get('mothers', motherId)) ?? mother;
  await transaction.put('mothers', erased(after, by.now));
};

/**
 * Erases what is known of a person as 爱心妈妈: name, skills, proofs and who she is. What was written
 * about a child stays with the child.
 */
export const eraseMothers = async (transaction: Transaction, by: By): Promise<string[]> => {
  const mothers = await mothersOf(by.personId);
  for (const { _id } of mothers) await eraseMother(transaction, _id, by);
  return mothers.map(({ _id }) => _id);
};
