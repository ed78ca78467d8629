import { byIds } from '../common/by-ids';
import type { ConsentScope, EpochMs, PaperForm } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { standsAsGuardian } from '../../domain/family/consent';
import { agreeTo } from '../campaign/consent-texts';
import { read, transact, type Transaction, updateWhere } from '../common/database';
import { blankMany, followGuardian } from './publication';
import { endPairsOfGuardian } from '../mother/pairs';
import type { GuardianRecord, ScopeGrant } from '../../domain/family/records';

/** The guardian with this pseudonym, or nothing where this person never consented. */
export const findGuardian = (personId: string): Promise<GuardianRecord | null> =>
  read('guardians', personId);

/** Guardians by their pseudonyms: a child has few. */
export const guardiansOf = async (guardianIds: readonly string[]): Promise<GuardianRecord[]> => [
  ...(await byIds('guardians', guardianIds)).values(),
];

/** The signed form among a child's guardians, where one of them has no WeChat. */
export const formOf = async (guardianIds: readonly string[]): Promise<PaperForm | null> => {
  const guardians = await guardiansOf(guardianIds);
  return guardians.find(({ paper }) => paper)?.paper ?? null;
};

/** What each of these scopes is granted under. */
export const givenUnder = (
  scopes: readonly ConsentScope[],
  grant: ScopeGrant,
): Partial<Record<ConsentScope, ScopeGrant>> =>
  Object.fromEntries(scopes.map((scope) => [scope, grant]));

/** Consent is one document a guardian; what was granted and withdrawn stays in its history. */
export const grantConsent = async (
  transaction: Transaction,
  by: { personId: string; openid: string; now: EpochMs; newSignature: string },
  granted: { version: string; scopes: ConsentScope[] },
): Promise<void> => {
  const { version, hash } = await agreeTo(transaction, granted.version, by);
  const before = await transaction.get('guardians', by.personId);
  const scopes = [...new Set([...(before?.consent.scopes ?? []), ...granted.scopes])];
  const guardian: GuardianRecord = {
    _id: by.personId,
    openid: by.openid,
    paper: null,
    consent: {
      // One more scope under newer words makes no consent to these words of the others.
      version: before && !standsAsGuardian(granted) ? before.consent.version : version,
      scopes,
      grantedAt: by.now,
      given: {
        ...before?.consent.given,
        ...givenUnder(granted.scopes, { version, hash, at: by.now }),
      },
    },
    consentHistory: [
      ...(before?.consentHistory ?? []),
      { at: by.now, event: 'granted', version, scopes: granted.scopes, hash },
    ],
    version: (before?.version ?? 0) + 1,
    signature: before?.signature ?? by.newSignature,
    idleSince: null,
    ...(before?.familyPacks ? { familyPacks: before.familyPacks } : {}),
  };
  await transaction.put('guardians', guardian);
  await followGuardian(transaction, guardian);
};

/** Withdraws some scopes, or all; what is not granted is not withdrawn. */
export const withdrawConsent = async (
  personId: string,
  wanted: readonly ConsentScope[] | undefined,
  now: EpochMs,
): Promise<GuardianRecord & { withdrawn: ConsentScope[] }> => {
  if (wanted?.includes('publicText') ?? true) await blankMany(personId);
  return transact(async (transaction) => {
    const guardian = await transaction.get('guardians', personId);
    if (!guardian) return refuse('PERMISSION_DENIED', '请先阅读并同意个人信息处理规则。');
    const { consent } = guardian;
    const withdrawn = consent.scopes.filter((scope) => wanted?.includes(scope) ?? true);
    const next: GuardianRecord = {
      ...guardian,
      consent: {
        ...consent,
        scopes: consent.scopes.filter((scope) => !withdrawn.includes(scope)),
        given: Object.fromEntries(
          Object.entries(consent.given ?? {}).filter(
            ([scope]) => !withdrawn.includes(scope as ConsentScope),
          ),
        ),
      },
      consentHistory:
        withdrawn.length === 0
          ? guardian.consentHistory
          : [
              ...guardian.consentHistory,
              { at: now, event: 'withdrawn', version: consent.version, scopes: withdrawn },
            ],
      version: guardian.version + 1,
    };
    await transaction.put('guardians', next);
    await followGuardian(transaction, next);
    if (withdrawn.includes('pairing')) {
      await endPairsOfGuardian(transaction, personId, { personId, now });
    }
    return { ...next, withdrawn };
  });
};

const SCOPE_NAME: Record<ConsentScope, string> = {
  review: '心愿审核',
  gift: '礼物发放',
  publicText: '心愿公开',
  photo: '照片',
  pairing: '爱心妈妈结对',
};

/**
 * The guardian, where they agreed to what an act of the family needs. Touches their document, so that
 * the act and a withdrawal of consent cannot both go through side by side.
 * @throws Refusal PERMISSION_DENIED
 */
const touchGuardian = async (
  transaction: Transaction,
  personId: string,
  agrees: (scopes: readonly ConsentScope[]) => boolean,
  asked = '「心愿审核」和「礼物发放」两项',
): Promise<GuardianRecord> => {
  const guardian = await transaction.get('guardians', personId);
  if (!guardian || !agrees(guardian.consent.scopes)) {
    return refuse('PERMISSION_DENIED', `请先同意${asked}个人信息处理。`);
  }
  await transaction.put('guardians', { ...guardian, version: guardian.version + 1 });
  return guardian;
};

/** One scope that an act needs. @throws Refusal PERMISSION_DENIED */
export const requireScope = (
  transaction: Transaction,
  personId: string,
  scope: ConsentScope,
): Promise<GuardianRecord> =>
  touchGuardian(
    transaction,
    personId,
    (scopes) => scopes.includes(scope),
    `「${SCOPE_NAME[scope]}」这项`,
  );

/** One of the consents without which nothing of a family is kept. @throws Refusal PERMISSION_DENIED */
export const requireSomeConsent = (
  transaction: Transaction,
  personId: string,
  accepted: readonly ConsentScope[],
): Promise<GuardianRecord> =>
  touchGuardian(transaction, personId, (scopes) => accepted.some((one) => scopes.includes(one)));

/** All the consents that an act needs. @throws Refusal PERMISSION_DENIED */
export const requireConsent = (
  transaction: Transaction,
  personId: string,
  needed: readonly ConsentScope[],
): Promise<GuardianRecord> =>
  touchGuardian(transaction, personId, (scopes) => needed.every((one) => scopes.includes(one)));

/** Notes since when somebody has had no child here, or that they have one again. */
export const noteIdle = async (personId: string, idleSince: EpochMs | null): Promise<void> => {
  await updateWhere('guardians', { _id: personId }, { idleSince });
};
