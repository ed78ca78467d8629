import { byIds } from '../common/by-ids';
import type { ConsentTerm, EpochMs } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { hashOfWords, PACKAGED_TERMS, SCOPE_TERMS } from '../../domain/family/consent-words';
import { findAll, read, type Transaction } from '../common/database';
import type { ConsentTextRecord } from '../../domain/campaign/records';

/** The text of a version; none where the app's own text is meant. */
export const termsOfVersion = async (version: string): Promise<ConsentTerm[]> =>
  (await read('consentTexts', version))?.terms ?? [];

/** The texts of some versions, with the words of each scope. */
export const consentTexts = async (versions: readonly string[]): Promise<ConsentTextRecord[]> => [
  ...(await byIds('consentTexts', versions)).values(),
];

const isSame = (a: readonly ConsentTerm[], b: readonly ConsentTerm[]): boolean =>
  a.length === b.length &&
  a.every(({ title, text }, place) => {
    const other = b[place];
    return title === other?.title && text === other.text;
  });

const textOf = (
  version: string,
  terms: readonly ConsentTerm[],
  by: { personId: string; now: EpochMs },
): ConsentTextRecord => ({
  _id: version,
  terms: [...terms],
  scopeTerms: [...SCOPE_TERMS],
  hash: hashOfWords(version, terms, SCOPE_TERMS),
  publishedAt: by.now,
  publishedBy: by.personId,
  agreedAt: null,
});

/**
 * Keeps the text of a version, once for ever: people agreed to these very words. Only the packaged
 * words, which a campaign begins with, may give way to its own, and only while nobody has agreed.
 * @throws Refusal CONFLICT where the version has another text, in whatever campaign
 */
export const keepTerms = async (
  transaction: Transaction,
  { version, terms }: { version: string; terms: ConsentTerm[] },
  by: { personId: string; now: EpochMs },
): Promise<void> => {
  const before = await transaction.get('consentTexts', version);
  if (before && isSame(before.terms, terms)) return;
  if (before && (before.packaged !== true || before.agreedAt !== null)) {
    refuse('CONFLICT', '这个版本号已经有另一份文字，请换一个版本号。');
  }
  await transaction.put('consentTexts', textOf(version, terms, by));
};

/** Keeps the packaged words under a version that has none: a campaign always has its words. */
export const keepPackagedTerms = async (
  transaction: Transaction,
  version: string,
  by: { personId: string; now: EpochMs },
): Promise<ConsentTextRecord> => {
  const before = await transaction.get('consentTexts', version);
  if (before?.hash !== undefined) return before;
  // What a release before this one published has no hash yet; its words stay.
  const text = before
    ? { ...textOf(version, before.terms, by), ...before, agreedAt: by.now }
    : { ...textOf(version, PACKAGED_TERMS, by), packaged: true };
  const kept = { ...text, hash: hashOfWords(version, text.terms, text.scopeTerms ?? []) };
  await transaction.put('consentTexts', kept);
  return kept;
};

/** What somebody agrees to. */
export interface AgreedText {
  version: string;
  hash: string;
}

/**
 * The words of a version, at the moment in which somebody agrees to them: with the first consent
 * they are closed.
 * @throws Refusal FAILED_PRECONDITION for a version that nobody published
 */
export const agreeTo = async (
  transaction: Transaction,
  version: string,
  by: { personId: string; now: EpochMs },
): Promise<AgreedText> => {
  let text = await transaction.get('consentTexts', version);
  if (text?.hash === undefined) {
    const campaigns = text ? [] : await findAll('campaigns', {});
    if (!text && !campaigns.some(({ consentVersion }) => consentVersion === version)) {
      return refuse('FAILED_PRECONDITION', '没有这个版本的个人信息处理规则，请刷新后重新阅读。');
    }
    text = await keepPackagedTerms(transaction, version, by);
  }
  if (text.agreedAt == null) {
    await transaction.put('consentTexts', { ...text, agreedAt: by.now });
  }
  return { version, hash: text.hash ?? '' };
};
