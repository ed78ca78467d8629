import {
  dayAt,
  dayWord,
  minutesText,
  noticeWord,
  OUTING_STATE_WORDS,
  PAIR_ROLE_WORDS,
  PAIR_STATE_WORDS,
  periodText,
  PROOF_WORDS,
  RECORD_KIND_WORDS,
  TALK_WITH_WORDS,
  timeText,
} from '@micro-wish/vocabulary';
import type { PairFile, TalkWith } from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';

export const TALK_SIDES = (Object.keys(TALK_WITH_WORDS) as TalkWith[]).map((side) => ({
  side,
  word: TALK_WITH_WORDS[side],
}));

export const PURPOSES = ['看记录', '每月回访', '处理提醒', '准备谈话'];

const ALERT_TO = { supervisor: '督导', deputy: '副督导', above: '区' } as const;

const EVENT_WORDS: Readonly<Record<string, string>> = {
  proposed: '提出结对',
  consented: '家庭答复愿意',
  declined: '家庭没有同意',
  cancelled: '取消',
  started: '第一次见面，开始陪伴',
  suspended: '暂停',
  resumed: '恢复',
  ended: '结束',
  assigned: '换了督导',
};

export type StepName = 'suspend' | 'resume' | 'end';

export interface FileView {
  title: string;
  about: string;
  stateWord: string;
  tone: Tone;
  /** Whether she may visit and call, in words. */
  mother: string;
  motherIsLate: boolean;
  dates: string[];
  askChild: boolean;
  summary: string;
  mayStart: boolean;
  /** The family is on paper, and asked. */
  takesAnswer: boolean;
  ownWord: boolean;
  takesTalks: boolean;
  steps: { step: StepName; word: string }[];
  toConfirm: string[];
  records: {
    recordId: string;
    title: string;
    about: string;
    note: string;
    more: { key: string; note: string; at: string }[];
    confirmed: boolean;
    held: boolean;
    keptBack: boolean;
    /** What is held is read here, so it can be let go. */
    mayJudge: boolean;
  }[];
  outings: { outingId: string; place: string; about: string; takesAnswer: boolean }[];
  talks: { talkId: string; title: string; note: string }[];
  alerts: { alertId: string; title: string; about: string }[];
  history: { key: string; title: string; reason: string }[];
}

const STEPS: Partial<Record<PairFile['state'], FileView['steps']>> = {
  proposed: [{ step: 'end', word: '取消提议' }],
  consented: [{ step: 'end', word: '取消提议' }],
  active: [
    { step: 'suspend', word: '暂停' },
    { step: 'end', word: '结束' },
  ],
  suspended: [
    { step: 'resume', word: '恢复' },
    { step: 'end', word: '结束' },
  ],
};

const TONES: Record<PairFile['state'], Tone> = {
  proposed: 'wait',
  consented: 'warm',
  active: 'good',
  suspended: 'alert',
  ended: 'quiet',
  declined: 'quiet',
  cancelled: 'quiet',
};

const motherText = ({ mother }: PairFile): string => {
  if (mother.mayVisit) return '可以见面和通话';
  const missing = mother.missing.map((proof) => PROOF_WORDS[proof]).join('、');
  const may = mother.mayCall ? '只能通话' : '现在不能陪伴';
  return missing === '' ? may : `${may}，还缺 ${missing}`;
};

export const fileView = (file: PairFile): FileView => ({
  title: file.alias || '资料已删除',
  about: [
    `${file.ageBand} 岁`,
    file.communityName,
    file.motherName,
    PAIR_ROLE_WORDS[file.role],
    file.purpose ?? '',
    file.until === undefined ? '' : `到${dayWord(file.until)}`,
  ]
    .filter((part) => part !== '')
    .join(' · '),
  stateWord: PAIR_STATE_WORDS[file.state],
  tone: TONES[file.state],
  mother: motherText(file),
  motherIsLate: !file.mother.mayVisit,
  dates: [
    file.startedOn === undefined ? '' : `${dayWord(file.startedOn)}开始`,
    file.silentDueOn === undefined ? '' : `${dayWord(file.silentDueOn)}前联系`,
    file.faceDueOn === undefined ? '' : `${dayWord(file.faceDueOn)}前见面`,
    file.talkDueOn === undefined ? '' : `${dayWord(file.talkDueOn)}前谈话`,
  ].filter((part) => part !== ''),
  askChild: file.askChild === true,
  summary: file.summary ?? '',
  mayStart: file.state === 'consented' && file.as === 'supervisor',
  takesAnswer: file.onPaper === true && (file.state === 'proposed' || file.askChild === true),
  ownWord: file.ownWord,
  takesTalks: file.state === 'active' || file.state === 'suspended',
  steps: STEPS[file.state] ?? [],
  toConfirm: file.records.filter(({ confirmed }) => !confirmed).map(({ recordId }) => recordId),
  records: file.records.map((record) => ({
    recordId: record.recordId,
    title: `${dayWord(record.day)} ${RECORD_KIND_WORDS[record.kind]}`,
    about: `${record.from} 起 ${minutesText(record.minutes)}${record.reached ? '' : ' · 没有联系上'}`,
    note: record.note ?? '',
    more: record.more.map(({ at, note }, place) => ({ key: `${place}`, note, at: timeText(at) })),
    confirmed: record.confirmed,
    held: record.held,
    keptBack: record.keptBack === true,
    mayJudge: file.readsHeld,
  })),
  outings: file.outings.map((outing) => ({
    outingId: outing.outingId,
    place: outing.place,
    about: `${periodText(outing.from, outing.until)} · ${OUTING_STATE_WORDS[outing.state]}`,
    takesAnswer: file.onPaper === true && outing.state === 'planned',
  })),
  talks: file.talks.map(({ talkId, with: side, day, note }) => ({
    talkId,
    title: `${dayWord(day)} 和${TALK_WITH_WORDS[side]}`,
    note,
  })),
  alerts: file.alerts.map(({ alertId, kind, at, to }) => ({
    alertId,
    title: noticeWord(kind),
    about: `${timeText(at)} 给${ALERT_TO[to]}`,
  })),
  history: file.history.map(({ at, event, reason = '' }, place) => ({
    key: `${place}`,
    title: `${timeText(at)} ${EVENT_WORDS[event] ?? event}`,
    reason,
  })),
});

/** The days that a first meeting or a talk can be noted for. */
export const today = (now: number): string => dayAt(now);
