import { AGE_BAND_WORDS, TALK_WITH_WORDS, timeText } from '@micro-wish/vocabulary';
import type { Tone } from '../../../../utils/tones';
import type {
  ConcernFile,
  ConcernReporter,
  ConcernRow,
  ConcernState,
  ReportedTo,
} from '../../../../../typings/contract';

const STATES: Record<ConcernState, { word: string; tone: Tone }> = {
  open: { word: '待处理', tone: 'alert' },
  reported: { word: '已对外报告', tone: 'good' },
  waits_for_second: { word: '等第二人同意', tone: 'wait' },
  closed: { word: '已办结', tone: 'quiet' },
};

/** Whom an outside report can go to. */
export const RECEIVERS: { to: ReportedTo; word: string }[] = [
  { to: 'police', word: '公安' },
  { to: 'civilAffairs', word: '民政' },
  { to: 'education', word: '教育' },
  { to: 'other', word: '其他' },
];

const REPORTERS: Record<ConcernReporter, string> = {
  guardian: TALK_WITH_WORDS.guardian,
  staff: '工作人员',
  volunteer: '志愿者',
  mother: TALK_WITH_WORDS.mother,
  member: '岗位成员',
  specialist: '专家',
};

export interface ConcernLine {
  concernId: string;
  title: string;
  about: string;
  urgent: boolean;
  stateWord: string;
  tone: Tone;
}

export const concernLines = (rows: readonly ConcernRow[]): ConcernLine[] =>
  rows.map(({ concernId, at, situation, urgent, state, openedAt }) => ({
    concernId,
    title: situation === 'other' ? '其他情形' : `第 ${situation} 种情形`,
    about: `${timeText(at)} 收到${openedAt === undefined ? ' · 还没有人打开' : ''}`,
    urgent,
    stateWord: STATES[state].word,
    tone: STATES[state].tone,
  }));

const receiverWord = (to: ReportedTo): string =>
  RECEIVERS.find((receiver) => receiver.to === to)?.word ?? to;

export interface OpenConcern extends ConcernLine {
  words: string;
  reporter: string;
  child: string;
  pairId: string;
  reports: { key: string; text: string; answer: string }[];
  reason: string;
  /** Whether an outside report, or the wish not to make one, can still be written down. */
  open: boolean;
  reported: boolean;
}

export const openConcern = (file: ConcernFile): OpenConcern => {
  const [line] = concernLines([file]) as [ConcernLine];
  const { child, reports, notReported } = file;
  return {
    ...line,
    words: file.words,
    reporter: `${REPORTERS[file.reporter]}报告`,
    child: child
      ? [child.alias, AGE_BAND_WORDS[child.ageBand], child.communityName].join(' · ')
      : '',
    pairId: file.about.pairId ?? '',
    reports: reports.map(({ to, at, number, answer }, place) => ({
      key: String(place),
      text: [`报告${receiverWord(to)}`, timeText(at), number ?? ''].filter(Boolean).join(' · '),
      answer: answer ? `${timeText(answer.at)} 答复：${answer.words}` : '',
    })),
    reason: notReported?.reason ?? '',
    open: file.state !== 'closed',
    reported: reports.length > 0,
  };
};
