import { mayPublish } from '../../domain/family/consent';
import { followPublication } from '../../domain/wish/wish';
import { transact, type Transaction } from '../common/database';
import { wishesOf, wishesOfChild } from '../wish/wishes';
import { everyChildOf } from './children';
import type { GuardianRecord } from '../../domain/family/records';

/**
 * Whether the text of a child with these guardians may be public, by what each of them agrees to in
 * this transaction. `known` are those who are being written in it.
 */
export const publicationAllowed = async (
  transaction: Pick<Transaction, 'get'>,
  guardianIds: readonly string[],
  known: readonly GuardianRecord[] = [],
): Promise<boolean> => {
  const guardians: GuardianRecord[] = [];
  for (const guardianId of guardianIds) {
    const guardian =
      known.find(({ _id }) => _id === guardianId) ??
      (await transaction.get('guardians', guardianId));
    if (guardian) guardians.push(guardian);
  }
  return mayPublish(guardians.map(({ consent }) => consent));
};

/** Wishes that one transaction may bring in line; a family has fewer. */
const AT_ONCE = 25;

/**
 * Brings the texts of a guardian's children in line with a consent that is being written in this
 * transaction. A child of two guardians is written too: so of two consents that change side by
 * side, or of one and a submission, the later one knows of the earlier.
 */
export const followGuardian = async (
  transaction: Transaction,
  guardian: GuardianRecord,
): Promise<void> => {
  let left = AT_ONCE;
  for (const { _id: childId } of await everyChildOf(guardian._id)) {
    const child = await transaction.get('children', childId);
    if (!child?.guardianIds.includes(guardian._id) || child.nickname === '') continue;
    const allowed = await publicationAllowed(transaction, child.guardianIds, [guardian]);
    if (child.guardianIds.length > 1) {
      await transaction.put('children', { ...child, version: (child.version ?? 0) + 1 });
    }
    for (const seen of await wishesOfChild(childId)) {
      if (followPublication(seen, allowed) === seen || left === 0) continue;
      left -= 1;
      const wish = await transaction.get('wishes', seen._id);
      if (wish) await transaction.put('wishes', followPublication(wish, allowed));
    }
  }
};

/** Takes texts off the wall beforehand where there are more than one transaction can take. */
export const blankMany = async (personId: string): Promise<void> => {
  const shown = (await wishesOf(personId)).filter((wish) => wish.publicTextAllowed);
  for (const { _id } of shown.slice(AT_ONCE)) {
    await transact(async (transaction) => {
      const wish = await transaction.get('wishes', _id);
      if (wish) await transaction.put('wishes', followPublication(wish, false));
    });
  }
};
