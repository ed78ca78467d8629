import { TOPIC_WORDS, dayText, timeText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../../utils/tones';
import type { ComplaintTopic, FamilyComplaint } from '../../../../../typings/contract';

/** Longest complaint, in characters, as the functions accept it. */
export const LONGEST = 500;

/** An appeal is about one wish, and begins there. */
export const TOPICS: { topic: ComplaintTopic; word: string }[] = (
  Object.keys(TOPIC_WORDS) as ComplaintTopic[]
)
  .filter((topic) => topic !== 'appeal')
  .map((topic) => ({ topic, word: TOPIC_WORDS[topic] }));

export interface SentRow {
  complaintId: string;
  title: string;
  words: string;
  stateWord: string;
  tone: Tone;
  answer: string;
  answered: string;
}

/** What the family wrote before, with the answers. */
export const sentRows = (complaints: readonly FamilyComplaint[]): SentRow[] =>
  complaints.map(({ complaintId, topic, words, state, at, dueAt, wishNo, answer }) => ({
    complaintId,
    title: [TOPIC_WORDS[topic], wishNo ? `心愿 ${wishNo}` : '', dayText(at)]
      .filter((part) => part !== '')
      .join(' · '),
    words,
    stateWord: state === 'answered' ? '已答复' : `${dayText(dueAt)} 前答复`,
    tone: state === 'answered' ? 'good' : 'wait',
    answer: answer?.words ?? '',
    answered: answer ? `${timeText(answer.at)} 答复` : '',
  }));

/** What is wrong with it; '' where nothing is. */
export const wordsProblem = (words: string): string => {
  const length = Array.from(words.trim()).length;
  if (length === 0) return '请写下您想说的事。';
  return length > LONGEST ? `最多 ${LONGEST} 个字。` : '';
};
