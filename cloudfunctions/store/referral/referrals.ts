import type { EpochMs } from '../../../typings/contract';
import { withoutWords, type Referral, type Specialist } from '../../domain/referral/referral';
import { command, find, findAll, transact } from '../common/database';

const PAGE = 50;

/** Everybody who is a specialist of a person's. */
export const specialistsOf = (personId: string): Promise<Specialist[]> =>
  findAll('specialists', { personId });

export const everySpecialist = (): Promise<Specialist[]> =>
  findAll('specialists', { savedAt: command.gt(0) });

export const referralsOfChildren = (childIds: readonly string[]): Promise<Referral[]> =>
  childIds.length === 0
    ? Promise.resolve([])
    : findAll('referrals', { childId: command.in([...new Set(childIds)]) });

/** Whether anybody was ever proposed for one of these children. */
export const hasReferralsOf = async (childIds: readonly string[]): Promise<boolean> =>
  childIds.length > 0 &&
  (await find('referrals', { childId: command.in([...childIds]) }, { limit: 1 })).length > 0;

/** What was sent to a person. */
export const referralsTo = (toId: string): Promise<Referral[]> => findAll('referrals', { toId });

/** One page of what was sent from some areas, the newest first; '' is everywhere. */
export const referralPage = async (
  areaIds: readonly string[] | null,
  cursor: string | undefined,
): Promise<{ referrals: Referral[]; next?: string }> => {
  const where = areaIds === null ? {} : { areaPath: command.in([...areaIds]) };
  const referrals = await find(
    'referrals',
    { ...where, key: command.lt(cursor ?? '9') },
    { orderBy: ['key', 'desc'], limit: PAGE },
  );
  const last = referrals.at(-1);
  return { referrals, ...(last && referrals.length === PAGE ? { next: last.key } : {}) };
};

/** Consented referrals whose three days are over, and whose sender was not told. */
export const lapsedReferrals = (now: EpochMs): Promise<Referral[]> =>
  findAll('referrals', { lapsesAt: command.gt(0).and(command.lte(now)) });

/** Ends a child's referrals and takes the words from them; doing it again changes nothing. */
export const eraseReferralsOf = async (childId: string): Promise<void> => {
  for (const { _id } of await referralsOfChildren([childId])) {
    await transact(async (transaction) => {
      const referral = await transaction.get('referrals', _id);
      if (referral) await transaction.put('referrals', withoutWords(referral));
    });
  }
};
