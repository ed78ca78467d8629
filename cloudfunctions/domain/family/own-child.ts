import type { EpochMs } from '../../../typings/contract';

/** A child, wish or card with those who look after the child, and those who once did. */
interface OfAFamily {
  guardianIds: readonly string[];
  formerGuardianIds?: readonly string[];
}

/**
 * Nobody decides for their own child: neither who is its guardian now, nor who ever was. Whoever
 * leaves the child to a second phone does not become a stranger to it.
 */
export const isOwnChild = (
  { guardianIds, formerGuardianIds = [] }: OfAFamily,
  personId: string,
): boolean => guardianIds.includes(personId) || formerGuardianIds.includes(personId);

/** Those who once were guardians, when the guardians become others. */
export const formerAfter = (
  { guardianIds, formerGuardianIds = [] }: OfAFamily,
  next: readonly string[],
): string[] =>
  [...new Set([...formerGuardianIds, ...guardianIds])].filter((id) => !next.includes(id));

/** A child with until when somebody who is its guardian no more may read its log, by pseudonym. */
interface WithLog extends OfAFamily {
  guardianUntil?: Readonly<Record<string, EpochMs>>;
}

/**
 * Nobody takes a child over unseen: whoever is its guardian when staff put another one in their
 * place may read the log up to that moment. Whoever left by themself may not.
 */
export const logAfterTakeover = (
  { guardianIds, guardianUntil }: WithLog,
  next: readonly string[],
  now: EpochMs,
): Record<string, EpochMs> => ({
  ...guardianUntil,
  ...Object.fromEntries(guardianIds.filter((id) => !next.includes(id)).map((id) => [id, now])),
});

/** The same when somebody is a guardian again: they read the log as such. */
export const logAfterReturn = (
  { guardianUntil = {} }: WithLog,
  next: readonly string[],
): Record<string, EpochMs> =>
  Object.fromEntries(Object.entries(guardianUntil).filter(([id]) => !next.includes(id)));
