import {
  dayAt,
  dayText,
  dayWord,
  MOTHER_KIND_WORDS,
  MOTHER_TEAM_WORDS,
  minutesText,
  OUTING_STATE_WORDS,
  PAIR_STATE_WORDS,
  periodText,
  RECORD_KIND_WORDS,
} from '@micro-wish/vocabulary';
import type {
  ChildSays,
  ChildView,
  FamilyPair,
  OutingView,
  PairState,
  RecordView,
} from '../../../../../typings/contract';
import type { Tone } from '../../../../utils/tones';

const TONES: Record<PairState, Tone> = {
  proposed: 'warm',
  consented: 'wait',
  active: 'good',
  suspended: 'quiet',
  ended: 'quiet',
  declined: 'quiet',
  cancelled: 'quiet',
};

/** How the family reads a state: nobody is waited for. */
const STATE_WORDS: Record<PairState, string> = {
  ...PAIR_STATE_WORDS,
  proposed: '请您看看',
  declined: '没有继续',
  cancelled: '没有继续',
};

export interface RecordLine {
  recordId: string;
  title: string;
  about: string;
  note: string;
  more: { key: string; note: string; day: string }[];
}

export interface OutingLine {
  outingId: string;
  place: string;
  when: string;
  stateWord: string;
  asks: boolean;
}

export interface PairCard {
  pairId: string;
  childName: string;
  stateWord: string;
  tone: Tone;
  /** Who comes, in words: no name before they meet. */
  who: string;
  skills: string;
  purpose: string;
  next: string;
  summary: string;
  /** The family is asked, at first or again. */
  asks: boolean;
  askAgain: boolean;
  ownWord: boolean;
  /** It can be ended by the family. */
  mayEnd: boolean;
  outings: OutingLine[];
  records: RecordLine[];
}

export const CHILD_SAYS: { value: ChildSays; word: string }[] = [
  { value: 'yes', word: '孩子愿意' },
  { value: 'no', word: '孩子不愿意' },
  { value: 'cannot_say', word: '孩子还说不清' },
];

const outingLine = (outing: OutingView, now: number): OutingLine => ({
  outingId: outing.outingId,
  place: outing.place,
  when: periodText(outing.from, outing.until),
  stateWord: outing.state === 'planned' ? '等您同意' : OUTING_STATE_WORDS[outing.state],
  asks: outing.state === 'planned' && outing.from > now,
});

const recordLine = (record: RecordView): RecordLine => ({
  recordId: record.recordId,
  title: `${dayWord(record.day)} ${RECORD_KIND_WORDS[record.kind]}`,
  about: record.reached ? `${record.from} 起 ${minutesText(record.minutes)}` : '这次没有联系上',
  note: record.note ?? '',
  more: record.more.map(({ at, note }, place) => ({ key: `${place}`, note, day: dayText(at) })),
});

export const pairCards = (
  pairs: readonly FamilyPair[],
  children: readonly ChildView[],
  now: number,
): PairCard[] =>
  pairs.map((pair) => {
    const isLive = ['proposed', 'consented', 'active', 'suspended'].includes(pair.state);
    return {
      pairId: pair.pairId,
      childName: children.find(({ childId }) => childId === pair.childId)?.nickname ?? '',
      stateWord: STATE_WORDS[pair.state],
      tone: TONES[pair.state],
      who: `${MOTHER_TEAM_WORDS[pair.mother.team]} · ${MOTHER_KIND_WORDS[pair.mother.kind]}`,
      skills: pair.mother.skills.join('、'),
      purpose: [pair.purpose ?? '', pair.until === undefined ? '' : `到${dayWord(pair.until)}为止`]
        .filter((part) => part !== '')
        .join('，'),
      next:
        pair.state === 'active' && pair.next !== undefined && pair.next >= dayAt(now)
          ? `下次 ${dayWord(pair.next)}`
          : '',
      summary: pair.summary ?? '',
      asks: pair.state === 'proposed' || pair.askChild === true,
      askAgain: pair.askChild === true,
      ownWord: pair.ownWord,
      mayEnd: isLive && pair.state !== 'proposed',
      outings:
        pair.state === 'active'
          ? pair.outings
              .filter(({ state, until }) => state === 'agreed' || until > now)
              .map((outing) => outingLine(outing, now))
          : [],
      records: pair.records.map(recordLine),
    };
  });
