import type { ComplaintTopic } from '../../../typings/contract';
import { TOPIC_WORDS } from '../../utils/words';

/** Longest complaint, in characters, as the functions accept it. */
export const LONGEST = 500;

export const TOPICS: { topic: ComplaintTopic; word: string }[] = (
  Object.keys(TOPIC_WORDS) as ComplaintTopic[]
).map((topic) => ({ topic, word: TOPIC_WORDS[topic] }));

/** What is wrong with it; '' where nothing is. */
export const wordsProblem = (words: string): string => {
  const length = Array.from(words.trim()).length;
  if (length === 0) return '请写下您想说的事。';
  return length > LONGEST ? `最多 ${LONGEST} 个字。` : '';
};
