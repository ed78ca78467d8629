import type { EpochMs } from '../../../typings/contract';
import type { Sealed } from '../../domain/concern/concern';
import { findAll, type Transaction } from '../common/database';

/** A specialist's note, sealed: for its author and safeguarding, and for nobody else. */
export interface ReferralNoteRecord {
  _id: string;
  referralId: string;
  at: EpochMs;
  sealed: Sealed;
}

export const notesOf = async (referralId: string): Promise<ReferralNoteRecord[]> => {
  const notes = await findAll('referralNotes', { referralId });
  return notes.sort((a, b) => a.at - b.at);
};

export const putNote = (transaction: Transaction, note: ReferralNoteRecord): Promise<void> =>
  transaction.put('referralNotes', note);
