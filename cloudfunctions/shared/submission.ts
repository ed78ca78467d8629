import { dayNumber } from '@micro-wish/vocabulary';
import { randomInt } from 'node:crypto';
import type { EntryWords } from '../../typings/contract';
import { freeAlias } from '../domain/family/alias';
import { refuse } from '../domain/common/refusal';
import { nicknameProblem } from '../domain/wish/words';
import type { WishWords } from '../domain/wish/wish';
import { aliasesIn, isAliasTaken } from '../store/wish/aliases';
import { childrenIn } from '../store/family/children';
import { newId, newNumber } from './identity';
import type { Visit } from './serve';
import type { ChildRecord } from '../domain/family/records';

/** What the fields of an input say, with `null` for what was left out. */
export const wordsOf = ({ category, title, details, reason }: EntryWords): WishWords => ({
  category,
  title,
  details: details ?? null,
  reason: reason ?? null,
});

/** All that moderation looks at in a wish. */
export const wordsToCheck = ({ title, details: more, reason }: WishWords): string => {
  const parts = typeof more === 'string' ? [more] : Object.values(more ?? {});
  return [title, ...parts, reason ?? ''].join('\n');
};

/**
 * Whether a nickname waits for somebody to look at it.
 * @throws Refusal INVALID_ARGUMENT, CONTENT_REJECTED
 */
export const judgeNickname = async (
  { moderate }: Pick<Visit, 'moderate'>,
  nickname: string,
): Promise<boolean> => {
  const problem = nicknameProblem(nickname);
  if (problem !== '') refuse('INVALID_ARGUMENT', problem);
  const moderation = await moderate(nickname);
  if (moderation === 'risky') refuse('CONTENT_REJECTED', '这个小名不合适，请换一个。');
  return moderation !== 'pass';
};

/**
 * Whether a wish waits for somebody to look at its words.
 * @throws Refusal CONTENT_REJECTED
 */
export const judgeWords = async (
  { moderate }: Pick<Visit, 'moderate'>,
  words: WishWords,
): Promise<boolean> => {
  const moderation = await moderate(wordsToCheck(words));
  if (moderation === 'risky') {
    refuse('CONTENT_REJECTED', '内容里有不合适的文字，请修改后再提交。');
  }
  return moderation !== 'pass';
};

/** What a child is called by everybody but its family. */
export interface Names {
  childNo: string;
  alias: string;
}

/** Gives names to one new child after another, each by its nickname. */
export type Naming = (nickname: string) => Names;

const namesBeside =
  (taken: Set<string>): Naming =>
  (nickname) => {
    const alias = freeAlias(taken, randomInt, nickname);
    taken.add(alias);
    return { childNo: newNumber('N'), alias };
  };

/** Gives names to new children of a community: a number, and an alias that no child there has. */
export const namesIn = async (communityId: string): Promise<Naming> => {
  const children = await childrenIn(communityId);
  return namesBeside(new Set(Array.from(children.values(), ({ alias }) => alias)));
};

/**
 * Gives names to children who come with a wish, with an alias that is free in the campaign. Whoever
 * is entered at the very same moment is given another one as the wish is handed in.
 */
export const namesInCampaign = async (campaignId: string): Promise<Naming> =>
  namesBeside(await aliasesIn(campaignId));

const SPARES = 3;

/** A few aliases for a child whose own is another's in this campaign; none where it is not. */
export const spareAliases = async (
  campaignId: string,
  { _id, alias, nickname }: Pick<ChildRecord, '_id' | 'alias' | 'nickname'>,
): Promise<string[]> => {
  if (!(await isAliasTaken(campaignId, alias, _id))) return [];
  const next = await namesInCampaign(campaignId);
  return Array.from({ length: SPARES }, () => next(nickname).alias);
};

/** The ids of a new wish. The wall's key is the time and a random tail that tells nothing. */
export const newWish = (
  now: number,
): { wishId: string; wishNo: string; wallKey: string; wallPlace: string } => ({
  wishId: newId('wish'),
  wishNo: newNumber('W'),
  wallKey: `${String(now).padStart(15, '0')}-${newId('w').slice(2, 10)}`,
  wallPlace: `${String(dayNumber(now)).padStart(6, '0')}-${newId('w').slice(2, 14)}`,
});
