import { ASSIGN_REFUSAL_WORDS, PACK_VERSION_WORDS } from '@micro-wish/vocabulary';
import type { AssignResult, PackCandidate, PackVersion } from '../../../../../../typings/contract';

export interface CandidateLine {
  childId: string;
  alias: string;
  about: string;
  version: PackVersion | '';
  can: boolean;
  chosen: boolean;
}

export const candidateLines = (
  children: readonly PackCandidate[],
  chosen: ReadonlySet<string>,
  version: PackVersion | '',
): CandidateLine[] =>
  children
    .filter((child) => version === '' || child.version === version)
    .map(({ childId, alias, version: own, refused }) => ({
      childId,
      alias,
      about: refused ? ASSIGN_REFUSAL_WORDS[refused] : own ? PACK_VERSION_WORDS[own] : '',
      version: own ?? '',
      can: refused === undefined,
      chosen: chosen.has(childId),
    }));

/** 分配了 12 个，3 个没有：已经有暖心包 2、份数不够 1 */
export const outcomeText = (results: readonly AssignResult[]): string => {
  const reasons = new Map<string, number>();
  for (const { refused } of results) {
    if (!refused) continue;
    const word = ASSIGN_REFUSAL_WORDS[refused];
    reasons.set(word, (reasons.get(word) ?? 0) + 1);
  }
  const given = results.filter(({ cardId }) => cardId !== undefined).length;
  const left = results.length - given;
  const why = [...reasons].map(([word, count]) => `${word} ${count}`).join('、');
  return left === 0 ? `已分配 ${given} 个孩子` : `已分配 ${given} 个，${left} 个没有：${why}`;
};
