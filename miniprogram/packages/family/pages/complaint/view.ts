import { TOPIC_WORDS, dayText, timeText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../../utils/tones';
import type { ComplaintTopic, FamilyComplaint } from '../../../../../typings/contract';

/** Longest complaint, in characters, as the functions accept it. */
export const LONGEST = 500;

/** What stands above the form, and what is written in it to begin with. */
export interface Opening {
  title: string;
  hint: string;
  words: string;
  /** The topic is known, and is not asked for. */
  fixed: boolean;
}

const READ_BY = '由区妇联查看，7 天内答复，不会转给当事人。提意见不影响心愿和礼物。';

export const OPENINGS: Record<'appeal' | 'reissue' | 'other', Opening> = {
  appeal: {
    title: '请再看看这个心愿',
    hint: READ_BY,
    words: '',
    fixed: true,
  },
  reissue: {
    title: '申请补发兑换卡',
    hint: '社区工作人员会核对后补发，答复在这一页。补发后旧卡作废，手机上的卡自动换成新的。',
    words: '卡找不到了，请补发。',
    fixed: true,
  },
  other: {
    title: '请告诉我们',
    hint: READ_BY,
    words: '',
    fixed: false,
  },
};

/** An appeal and a card that is asked for again are about one wish, and begin there. */
export const TOPICS: { topic: ComplaintTopic; word: string }[] = (
  Object.keys(TOPIC_WORDS) as ComplaintTopic[]
)
  .filter((topic) => topic !== 'appeal' && topic !== 'reissue')
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
