import { noteOf } from '../../domain/common/audit';
import type { ConsentScope, EpochMs, PaperForm } from '../../../typings/contract';
import { signerOf } from '../../domain/family/paper-form';
import type { Wish } from '../../domain/wish/wish';
import type { Work } from '../common/requests';
import type { AgreedText } from '../campaign/consent-texts';
import { enrolmentsOfChildren } from '../enrolment/enrolments';
import { claimAlias, releaseAlias } from '../wish/aliases';
import { givenUnder } from './guardians';
import { submitWish, type Submission } from '../wish/submissions';
import type { ChildRecord, GuardianRecord } from '../../domain/family/records';

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

/** The guardians of a child. */
export const guardiansIn = async (
  work: Pick<Work, 'get'>,
  { guardianIds }: Pick<ChildRecord, 'guardianIds'>,
): Promise<GuardianRecord[]> => {
  const guardians: GuardianRecord[] = [];
  for (const guardianId of guardianIds) {
    const guardian = await work.get('guardians', guardianId);
    if (guardian) guardians.push(guardian);
  }
  return guardians;
};

/** The same form says more than it was entered for; what was taken back since stays taken back. */
const agreeToMore = (
  guardian: GuardianRecord,
  { version, scopes, grantedAt }: FamilyEntry['consent'],
  agreed: AgreedText,
): GuardianRecord => {
  const { consent, consentHistory } = guardian;
  const before = new Set(consentHistory.flatMap((step) => step.scopes));
  const more = scopes.filter((scope) => !before.has(scope));
  // Written all the same: beside a withdrawal of the consent, one of the two is tried again.
  if (more.length === 0) return { ...guardian, version: guardian.version + 1 };
  return {
    ...guardian,
    consent: {
      ...consent,
      version,
      scopes: [...consent.scopes, ...more],
      given: { ...consent.given, ...givenUnder(more, { ...agreed, at: grantedAt }) },
    },
    consentHistory: [
      ...consentHistory,
      { at: grantedAt, event: 'granted', version, scopes: more, hash: agreed.hash },
    ],
    version: guardian.version + 1,
  };
};

/**
 * Enters a family: guardian with the consent on paper, child, wish, as the family itself would; a
 * child that was entered for something else gets its wish. Answers `known` where this form's wish
 * was entered before, whatever became of it since, and `in_wechat` where the family hands its
 * wishes in itself.
 */
export const enterFamily = async (
  work: Work,
  { childId, guardianId, child, consent, submission, rosterId }: FamilyEntry,
  by: { personId: string; now: EpochMs; agreed: AgreedText },
): Promise<Wish | 'known' | 'in_wechat'> => {
  const { campaign, community } = submission;
  const before = await work.get('children', childId);
  let guardian: GuardianRecord;
  if (before) {
    const guardians = await guardiansIn(work, before);
    const wanted = { campaignId: campaign._id, communityId: community._id };
    const signer = signerOf(before, guardians, wanted);
    if (typeof signer === 'string') return signer;
    guardian = agreeToMore(signer, consent, by.agreed);
    await work.put('guardians', guardian);
  } else guardian = await paperGuardian(work, guardianId, consent, by.agreed);
  const { wish } = await submitWish(
    work,
    before ?? {
      ...child,
      _id: childId,
      guardianIds: [guardianId],
      communityId: community._id,
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

/**
 * Keeps a child that a roster entered for what else there is of it, or takes it out as if it had
 * never been; an enrolment that is being removed is nothing of it any more.
 */
export const keepOrRemove = async (
  work: Work,
  child: ChildRecord,
  campaignId: string,
  removedEnrolmentId = '',
): Promise<void> => {
  const enrolments = await enrolmentsOfChildren([child._id]);
  const isWanted =
    Object.keys(child.wishIds).length > 0 ||
    Object.keys(child.packs ?? {}).length > 0 ||
    child.guardianIds.length > 1 ||
    child.leadPairId ||
    child.transfer ||
    enrolments.some(({ _id }) => _id !== removedEnrolmentId);
  if (isWanted) {
    await work.put('children', { ...child, version: (child.version ?? 0) + 1 });
    return;
  }
  for (const guardianId of child.guardianIds) await work.remove('guardians', guardianId);
  await work.remove('children', child._id);
  await releaseAlias(work, campaignId, child.alias);
};
