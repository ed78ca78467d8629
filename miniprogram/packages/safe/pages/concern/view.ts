import type { ConcernInput, ConcernSituation } from '../../../../../typings/contract';

/** Longest account, in characters, as the functions accept it. */
export const LONGEST = 2000;

/** The nine situations of the 强制报告意见（2020）第四条 in its order, as plain questions. */
export const SITUATIONS: { situation: ConcernSituation; question: string }[] = [
  { situation: '1', question: '隐私部位有伤，或有不正常的损伤？' },
  { situation: '2', question: '不满十四岁的女孩，可能受到性侵害、怀孕或流产？' },
  { situation: '3', question: '十四岁以上的女孩，可能因性侵害怀孕或流产？' },
  { situation: '4', question: '身上多处有伤、严重营养不良、神志不清，可能挨打、受欺凌或虐待？' },
  { situation: '5', question: '自伤、中毒、受伤，或其他不正常的伤残？' },
  { situation: '6', question: '被遗弃，或长期没有人照料？' },
  { situation: '7', question: '来历不明、失踪，或可能被拐卖？' },
  { situation: '8', question: '被人组织乞讨？' },
  { situation: '9', question: '正面临别的严重伤害？' },
  { situation: 'other', question: '都不像，但放心不下' },
];

/** From which function it is raised, by who is writing. */
export type RaisedFrom = 'family' | 'helper' | 'staff' | 'station';

const FROM: readonly RaisedFrom[] = ['family', 'helper', 'staff', 'station'];

/** Where the page was opened from; whoever is not named may still be known to `helper`. */
export const raisedFrom = (from: string | undefined): RaisedFrom =>
  FROM.find((each) => each === from) ?? 'helper';

type About = NonNullable<ConcernInput['about']>;

/** What the page was opened on, without what was not named. */
export const aboutOf = ({ pairId, cardId, childId }: About): { about?: About } => {
  const about = {
    ...(pairId ? { pairId } : {}),
    ...(cardId ? { cardId } : {}),
    ...(childId ? { childId } : {}),
  };
  return Object.keys(about).length === 0 ? {} : { about };
};

/** What is missing; '' where nothing is. */
export const concernProblem = (situation: string, words: string): string => {
  if (situation === '') return '请先选一种情形。';
  const length = Array.from(words.trim()).length;
  if (length === 0) return '请写下你看到或听到的。';
  return length > LONGEST ? `最多 ${LONGEST} 个字。` : '';
};
