import type { EpochMs } from '../../typings/contract';
import { stateOf } from '../domain/referral/referral';
import { transact } from '../store/common/database';
import { firstAfter } from '../store/common/job-progress';
import { notify } from '../store/message/notices';
import { lapsedReferrals } from '../store/referral/referrals';

/** A referral that nobody answered for three days is back with its sender, who is told once. */
export const followReferrals = async (now: EpochMs): Promise<EpochMs> => {
  for (const { _id } of await lapsedReferrals(now)) {
    await transact(async (transaction) => {
      const referral = await transaction.get('referrals', _id);
      if (!referral || referral.lapsesAt === 0) return;
      await transaction.put('referrals', { ...referral, lapsesAt: 0 });
      if (stateOf(referral, now) !== 'lapsed') return;
      const telling = { box: 'staff', kind: 'referralLapsed', personIds: [referral.by] } as const;
      await notify(transaction, telling, { ref: _id }, now);
    });
  }
  return firstAfter('referrals', 'lapsesAt', now);
};
