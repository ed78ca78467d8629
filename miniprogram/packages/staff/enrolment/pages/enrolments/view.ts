import {
  AGE_BAND_WORDS,
  CALL_OUTCOME_WORDS,
  ENROLMENT_STATE_WORDS,
  HOUR_MS,
  MINUTE_MS,
  PASSED_WORDS,
  timeText,
} from '@micro-wish/vocabulary';
import type {
  CallOutcome,
  EnrolmentRow,
  EnrolmentState,
  EpochMs,
  StaffProgramme,
} from '../../../../../../typings/contract';
import { lastOf } from '../../../../../utils/last';
import type { Tone } from '../../../../../utils/tones';
import { held, placesText, standingOf } from '../../common/standing';

export type Tab = 'queue' | 'in' | 'all';

/** Which rows a tab shows. */
const TAB_STATES: Record<Tab, readonly EnrolmentState[] | null> = {
  queue: ['waiting', 'offered'],
  in: ['enrolled'],
  all: null,
};

const STATE_TONES: Record<EnrolmentState, Tone> = {
  waiting: 'wait',
  offered: 'warm',
  enrolled: 'good',
  declined: 'quiet',
  lapsed: 'quiet',
  cancelled: 'quiet',
  rejected: 'quiet',
};

/** What a programme's page says above the list, and what can be done with it now. */
export interface ProgrammeHead {
  programmeId: string;
  title: string;
  places: string;
  word: string;
  tone: Tone;
  tabs: { tab: Tab; word: string }[];
  /** Offers by hand, or places at once. */
  mayPromote: boolean;
  /** The last day before the start: people are telephoned. */
  isTelephoneTime: boolean;
  /** While people join. */
  mayJoin: boolean;
  /** At the desk, from half an hour before the start to the end. */
  mayWalkIn: boolean;
  isForChild: boolean;
  hint: string;
}

const TELEPHONE_MS = 24 * HOUR_MS;
const DOORS_MS = 30 * MINUTE_MS;

export const headOf = (programme: StaffProgramme, now: EpochMs): ProgrammeHead => {
  const { places, opensAt, closesAt, cancelled } = programme;
  const sessions = held(programme);
  const starts = Math.min(...sessions.map(({ from }) => from));
  const ends = Math.max(...sessions.map(({ until }) => until));
  const isOn = cancelled === undefined && sessions.length > 0;
  const isTelephoneTime = isOn && now >= starts - TELEPHONE_MS && now < starts;
  const isOffering = isOn && now <= closesAt && now < starts - TELEPHONE_MS;
  return {
    programmeId: programme.programmeId,
    title: programme.title,
    places: placesText(programme),
    ...standingOf(programme, now),
    tabs: [
      { tab: 'queue', word: `排队 ${places.waiting + places.offered}` },
      { tab: 'in', word: `已报名 ${places.enrolled}` },
      { tab: 'all', word: '全部' },
    ],
    mayPromote: places.free > 0 && (isTelephoneTime || isOffering),
    isTelephoneTime,
    mayJoin: isOn && now >= opensAt && now <= closesAt && now < starts,
    mayWalkIn: isOn && now >= starts - DOORS_MS && now <= ends,
    isForChild: programme.for === 'child',
    hint: isTelephoneTime
      ? '离开始不到 24 小时，名额不再自动发出。请从上往下打电话，记下结果。'
      : '',
  };
};

/** Somebody who joined, and what can be done about it. */
export interface EnrolmentLine {
  enrolmentId: string;
  who: string;
  about: string;
  /** Why they are passed over, where the number stands, when an offer ends. */
  notes: string[];
  isFlagged: boolean;
  word: string;
  tone: Tone;
  mayPromote: boolean;
  mayCall: boolean;
  mayPrioritise: boolean;
  mayReject: boolean;
}

const aboutOf = (row: EnrolmentRow, sessions: number): string =>
  [
    row.place === undefined ? '' : `第 ${row.place} 位`,
    row.ageBand === undefined ? '' : AGE_BAND_WORDS[row.ageBand],
    row.communityName ?? '',
    row.priority === 0 ? '' : `优先级 ${row.priority > 0 ? '+' : ''}${row.priority}`,
    row.state === 'enrolled' || row.attended.length > 0
      ? `到场 ${row.attended.length}/${sessions}`
      : `${timeText(row.joinedAt)} 报名`,
  ]
    .filter((part) => part !== '')
    .join(' · ');

const notesOf = (row: EnrolmentRow): string[] => {
  const call = lastOf(row.calls);
  return [
    ...(row.passed === undefined ? [] : [`先跳过：${PASSED_WORDS[row.passed]}`]),
    ...(row.offeredUntil === undefined ? [] : [`名额保留到 ${timeText(row.offeredUntil)}`]),
    ...(call ? [`${timeText(call.at)} ${CALL_OUTCOME_WORDS[call.outcome]}`] : []),
    ...(row.form ? [`电话在纸表 ${row.form.formNo}，存于${row.form.keptAt}`] : []),
    ...(row.flagged ? ['到场时不在名单上，请核对'] : []),
  ];
};

export const enrolmentLines = (
  rows: readonly EnrolmentRow[],
  head: ProgrammeHead,
  sessions: number,
  tab: Tab,
): EnrolmentLine[] => {
  const states = TAB_STATES[tab];
  return rows
    .filter(({ state }) => states === null || states.includes(state))
    .map((row) => {
      const isWaiting = row.state === 'waiting';
      const isOpen = isWaiting || row.state === 'offered';
      return {
        enrolmentId: row.enrolmentId,
        who: row.who || '已删除',
        about: aboutOf(row, sessions),
        notes: notesOf(row),
        isFlagged: row.flagged,
        word: ENROLMENT_STATE_WORDS[row.state],
        tone: STATE_TONES[row.state],
        mayPromote: isWaiting && head.mayPromote && !head.isTelephoneTime,
        mayCall: isOpen && head.isTelephoneTime,
        mayPrioritise: isWaiting,
        mayReject: (isOpen || row.state === 'enrolled') && head.word !== '已结束',
      };
    });
};

export const CALLS: { outcome: CallOutcome; word: string }[] = (
  ['reached_yes', 'reached_no', 'not_reached'] as const
).map((outcome) => ({ outcome, word: CALL_OUTCOME_WORDS[outcome] }));

/** The steps of priority that staff choose from. */
export const PRIORITIES: { priority: number; word: string }[] = [
  { priority: 10, word: '最优先' },
  { priority: 5, word: '优先' },
  { priority: 0, word: '照报名先后' },
  { priority: -5, word: '往后排' },
];
