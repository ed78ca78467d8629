import { AGE_BAND_WORDS } from '@micro-wish/vocabulary';
import type { ChildToMatch } from '../../../../../../typings/contract';

export interface ChildLine {
  childId: string;
  alias: string;
  about: string;
}

/** Children of a community by alias; those whose alias has what is typed. */
export const childLines = (children: readonly ChildToMatch[], typed: string): ChildLine[] =>
  children
    .filter(({ alias }) => alias.includes(typed.trim()))
    .map(({ childId, alias, ageBand, communityName }) => ({
      childId,
      alias,
      about: [AGE_BAND_WORDS[ageBand], communityName].join(' · '),
    }));
