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
