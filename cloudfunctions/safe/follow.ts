import { dueTelling, told } from '../domain/concern/concern';
import { transact } from '../store/common/database';
import { dueConcerns, tellHolders } from '../store/concern/concerns';
import { safeguardingGrants } from '../store/people/grants';

/** Tells the holders of what waits too long; each telling once, also where a night was missed. */
export const followConcerns = async (now: number): Promise<void> => {
  const due = await dueConcerns(now);
  if (due.length === 0) return;
  const holderIds = (await safeguardingGrants()).map(({ personId }) => personId);
  for (const { _id } of due) {
    await transact(async (transaction) => {
      const concern = await transaction.get('concerns', _id);
      const telling = concern && dueTelling(concern, now);
      if (!telling) return;
      await tellHolders(transaction, concern, { ...telling, holderIds }, now);
      await transaction.put('concerns', told(concern));
    });
  }
};
