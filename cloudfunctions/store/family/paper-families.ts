import { noteOf } from '../../domain/common/audit';
import type { ConsentScope, EpochMs, PaperForm } from '../../../typings/contract';
import type { Wish } from '../../domain/wish/wish';
import type { ChildRecord, GuardianRecord } from '../common/records';
import type { Work } from '../common/requests';
import type { AgreedText } from '../campaign/consent-texts';
import { givenUnder } from './guardians';
import { claimAlias } from '../wish/aliases';
import { submitWish, type Submission } from '../wish/submissions';

/** A family without a phone, as staff write it down from a signed form. */
export interface FamilyEntry {
  /** Follows from the campaign, the child and the form: one form is entered once. */
  childId: string;
  guardianId: string;
  child: Pick<
    ChildRecord,
    'childNo' | 'alias' | 'nickname' | 'nicknameFlagged' | 'birthMonth' | 'twinKey'
  >;
  consent: PaperForm & { version: string; scopes: ConsentScope[]; grantedAt: EpochMs };
  submission: Omit<Submission, 'paper'>;
  rosterId: string | null;
}

/** A guardian whose consent lies on paper. */
const paperGuardian = async (
  work: Work,
  guardianId: string,
  { version, scopes, grantedAt, ...paper }: FamilyEntry['consent'],
  agreed: AgreedText,
): Promise<GuardianRecord> => {
  const guardian: GuardianRecord = {
    _id: guardianId,
    openid: '',
    paper,
    consent: {
      version,
      scopes,
      grantedAt,
      given: givenUnder(scopes, { ...agreed, at: grantedAt }),
    },
    consentHistory: [{ at: grantedAt, event: 'granted', version, scopes, hash: agreed.hash }],
    version: 1,
  };
  await work.put('guardians', guardian);
  return guardian;
};

/**
 * A family that comes without a wish, with an alias that no other child of the campaign has. The
 * child is for the caller to write, with what it comes for.
 */
export const enterChild = async (
  work: Work,
  {
    childId,
    guardianId,
    child,
    consent,
    communityId,
    campaignId,
  }: Omit<FamilyEntry, 'submission' | 'rosterId'> & { communityId: string; campaignId: string },
  by: { now: EpochMs; agreed: AgreedText },
): Promise<{ child: ChildRecord; guardian: GuardianRecord }> => {
  const guardian = await paperGuardian(work, guardianId, consent, by.agreed);
  const alias = await claimAlias(
    work,
    { campaignId, childId },
    [child.alias],
    child.childNo.slice(-4),
  );
  const entered: ChildRecord = {
    ...child,
    _id: childId,
    alias,
    guardianIds: [guardianId],
    communityId,
    wishIds: {},
    savedAt: by.now,
  };
  return { child: entered, guardian };
};

/**
 * Enters a family: guardian with the consent on paper, child, wish, as the family itself would.
 * Answers `null` where this form was entered before, whatever became of it since.
 */
export const enterFamily = async (
  work: Work,
  { childId, guardianId, child, consent, submission, rosterId }: FamilyEntry,
  by: { personId: string; now: EpochMs; agreed: AgreedText },
): Promise<Wish | null> => {
  if (await work.get('children', childId)) return null;
  const guardian = await paperGuardian(work, guardianId, consent, by.agreed);
  const { wish } = await submitWish(
    work,
    {
      ...child,
      _id: childId,
      guardianIds: [guardianId],
      communityId: submission.community._id,
      wishIds: {},
      savedAt: by.now,
    },
    { ...submission, paper: { by: by.personId, rosterId } },
    { ...by, guardians: [guardian] },
  );
  await work.audit({
    action: 'entry.save',
    subject: wish._id,
    note: noteOf({ id: rosterId ?? '' }),
  });
  return wish;
};
