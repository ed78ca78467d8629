import type { ConsentTerm, EpochMs } from '../../../typings/contract';
import { refuse } from '../../domain/common/refusal';
import { read, type Transaction } from '../common/database';

/** The text of a version; none where the app's own text is meant. */
export const termsOfVersion = async (version: string): Promise<ConsentTerm[]> =>
  (await read('consentTexts', version))?.terms ?? [];

const isSame = (a: readonly ConsentTerm[], b: readonly ConsentTerm[]): boolean =>
  a.length === b.length &&
  a.every(({ title, text }, place) => {
    const other = b[place];
    return title === other?.title && text === other.text;
  });

/**
 * Keeps the text of a version, once for ever: people agreed to these very words.
 * @throws Refusal CONFLICT where the version has another text, in whatever campaign
 */
export const keepTerms = async (
  transaction: Transaction,
  { version, terms }: { version: string; terms: ConsentTerm[] },
  by: { personId: string; now: EpochMs },
): Promise<void> => {
  const before = await transaction.get('consentTexts', version);
  if (before && isSame(before.terms, terms)) return;
  if (before) refuse('CONFLICT', '这个版本号已经有另一份文字，请换一个版本号。');
  await transaction.put('consentTexts', {
    _id: version,
    terms,
    publishedAt: by.now,
    publishedBy: by.personId,
  });
};
