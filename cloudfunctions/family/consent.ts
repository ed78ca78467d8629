import { standingVersions } from '../domain/family/consent';
import { refuse } from '../domain/common/refusal';
import * as calls from '../calls/family';
import { newId, sha256 } from '../shared/identity';
import { takeConsentBack } from '../shared/consent';
import type { Handlers } from '../shared/serve';
import { getCampaign } from '../store/campaign/campaigns';
import { childrenOf, viewOfChild } from '../store/family/children';
import { transact, type Transaction } from '../store/common/database';
import { once } from '../store/common/requests';
import { grantsOf } from '../store/people/grants';
import { findGuardian, grantConsent } from '../store/family/guardians';
import { isActive, isHolder, isStaff, staffRightsOf } from '../domain/common/access';
import { isFirstAdmin } from '../shared/identity';
import { isMember } from '../domain/referral/referral';
import { hasReferralsOf, specialistsOf } from '../store/referral/referrals';

export const consentIdOf = (personId: string): string => `consent_${sha256(personId).slice(0, 24)}`;

/** @throws Refusal where the campaign's words are others than those that were read */
const requireCurrent = async (
  transaction: Transaction,
  campaignId: string,
  version: string,
): Promise<void> => {
  const campaign = await transaction.get('campaigns', campaignId);
  if (!campaign) return refuse('NOT_FOUND', '没有找到这个活动。');
  if (campaign.consentVersion !== version) {
    refuse('FAILED_PRECONDITION', '个人信息处理规则刚刚更新，请重新阅读后再同意。');
  }
};

export const consentHandlers: Pick<
  Handlers<'family'>,
  'me' | 'consent.grant' | 'consent.withdraw'
> = {
  me: {
    who: 'signedIn',
    input: calls.me,
    run: async ({ openid, personId, now }, { campaignId }) => {
      const own = childrenOf(personId);
      const [guardian, children, grants, campaign, specialists, hasReferrals] = await Promise.all([
        findGuardian(personId),
        own,
        grantsOf(personId),
        campaignId === undefined ? undefined : getCampaign(campaignId),
        specialistsOf(personId),
        own.then((all) => hasReferralsOf(all.map(({ _id }) => _id))),
      ]);
      const rights = staffRightsOf(grants, now, isFirstAdmin(openid));
      const versions = standingVersions(guardian?.consentHistory ?? []);
      const consent = guardian && {
        consentId: consentIdOf(personId),
        version: guardian.consent.version,
        scopes: guardian.consent.scopes,
        grantedAt: guardian.consent.grantedAt,
        versions,
        ...(campaign ? { current: versions.includes(campaign.consentVersion) } : {}),
      };
      return {
        ...(consent && consent.scopes.length > 0 ? { consent } : {}),
        children: children.map(viewOfChild),
        isVolunteer: grants.some((grant) => grant.kind === 'scanner' && isActive(grant, now)),
        isUnitMember: grants.some(
          (grant) => grant.kind === 'scanner' && grant.ofBatch === true && isActive(grant, now),
        ),
        isStaff: isStaff(rights),
        isAuditor: rights.auditor,
        isHolder: isHolder(grants, now),
        isSpecialist: specialists.some((one) => isMember(one, now)),
        hasReferrals,
      };
    },
  },
  'consent.grant': {
    who: 'signedIn',
    input: calls.consentGrant,
    run: async (context, { version, scopes, campaignId, requestId }) => {
      const { personId } = context;
      const by = { ...context, newSignature: newId('p') };
      if (scopes.length === 0) refuse('INVALID_ARGUMENT', '请至少选择一项同意事项。');
      const grant = async (transaction: Transaction) => {
        if (campaignId !== undefined) await requireCurrent(transaction, campaignId, version);
        await grantConsent(transaction, by, { version, scopes });
        return { consentId: consentIdOf(personId) };
      };
      // With an id of its own a late repetition consents to nothing anew.
      return requestId === undefined ? transact(grant) : once(context, grant);
    },
  },
  'consent.withdraw': {
    who: 'guardian',
    input: calls.consentWithdraw,
    run: async ({ personId, now }, { scopes }) => {
      const { withdrawn } = await takeConsentBack(personId, scopes, now);
      return { withdrawn };
    },
  },
};
