import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type { ConsentScope } from '../../../typings/contract';

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
  const standing = new Set<string>();
  for (const { event, version, scopes } of history) {
    if (event === 'granted') standing.add(version);
    else if (NEEDED_SCOPES.some((scope) => scopes.includes(scope))) standing.clear();
  }
  return [...standing];
};
