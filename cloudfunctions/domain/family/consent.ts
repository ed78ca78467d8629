import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type { ConsentScope } from '../../../typings/contract';

interface Agreed {
  scopes: readonly ConsentScope[];
}

/** Whoever takes back what nothing can be done without is leaving, and decides nothing any more. */
export const standsAsGuardian = ({ scopes }: Agreed): boolean =>
  NEEDED_SCOPES.every((scope) => scopes.includes(scope));

/** A child's text may be public exactly while all its guardians of now allow it. */
export const mayPublish = (consents: readonly Agreed[]): boolean => {
  const standing = consents.filter(standsAsGuardian);
  return standing.length > 0 && standing.every(({ scopes }) => scopes.includes('publicText'));
};

interface ConsentStep {
  event: 'granted' | 'withdrawn';
  version: string;
  scopes: readonly ConsentScope[];
}

/**
 * The versions of the rules to which a guardian stands by: campaigns with other versions run
 * beside each other, and agreeing to one takes nothing from another. Whoever withdraws what is
 * needed is asked again by all of them.
 */
export const standingVersions = (history: readonly ConsentStep[]): string[] => {
  const standing = new Map<string, Set<ConsentScope>>();
  for (const { event, version, scopes } of history) {
    if (event === 'granted') {
      standing.set(version, new Set([...(standing.get(version) ?? []), ...scopes]));
    } else if (NEEDED_SCOPES.some((scope) => scopes.includes(scope))) standing.clear();
  }
  return [...standing.keys()].filter((version) =>
    NEEDED_SCOPES.every((scope) => standing.get(version)?.has(scope)),
  );
};
