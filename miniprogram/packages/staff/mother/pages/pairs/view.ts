import {
  addDays,
  dayAt,
  dayWord,
  noticeWord,
  PAIR_ROLE_WORDS,
  PAIR_STATE_WORDS,
  timeText,
} from '@micro-wish/vocabulary';
import type { PairRow, PairState, StaffAlert } from '../../../../../../typings/contract';
import type { Tone } from '../../../../../utils/tones';

export const PAIR_TONES: Record<PairState, Tone> = {
  proposed: 'wait',
  consented: 'warm',
  active: 'good',
  suspended: 'alert',
  ended: 'quiet',
  declined: 'quiet',
  cancelled: 'quiet',
};

export type Tab = 'week' | 'talk' | 'all' | 'alerts';

export const TABS: { tab: Tab; word: string }[] = [
  { tab: 'week', word: '本周要看' },
  { tab: 'talk', word: '该谈话的' },
  { tab: 'all', word: '全部' },
  { tab: 'alerts', word: '提醒' },
];

export interface PairLine {
  pairId: string;
  alias: string;
  about: string;
  stateWord: string;
  tone: Tone;
  clocks: { key: string; word: string; isLate: boolean }[];
  mine: boolean;
}

const clocksOf = (row: PairRow, today: string): PairLine['clocks'] =>
  (
    [
      ['silent', '联系', row.silentDueOn],
      ['face', '见面', row.faceDueOn],
      ['talk', '谈话', row.talkDueOn],
    ] as const
  ).flatMap(([key, name, dueOn]) =>
    dueOn === undefined
      ? []
      : [
          {
            key,
            word: `${name} ${dayWord(dueOn)}前`,
            isLate: key === 'talk' ? dueOn <= today : dueOn < today,
          },
        ],
  );

export const pairLines = (rows: readonly PairRow[], now: number): PairLine[] =>
  rows.map((row) => ({
    pairId: row.pairId,
    alias: row.alias || '资料已删除',
    about: [row.communityName, row.motherName, PAIR_ROLE_WORDS[row.role]]
      .filter((part) => part !== '')
      .join(' · '),
    stateWord: PAIR_STATE_WORDS[row.state],
    tone: PAIR_TONES[row.state],
    clocks: clocksOf(row, dayAt(now)),
    mine: row.as !== undefined,
  }));

/** So far ahead the Monday list looks. */
const WEEK_DAYS = 7;

/** Pairs of which a clock has run out or will within the week, the longest first; what waits for a meeting too. */
export const thisWeek = (rows: readonly PairRow[], now: number): PairRow[] => {
  const end = addDays(dayAt(now), WEEK_DAYS);
  return rows
    .filter(({ state, dueOn }) => state === 'consented' || (dueOn !== '' && dueOn <= end))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
};

export interface AlertLine {
  alertId: string;
  pairId: string;
  title: string;
  about: string;
  isOpen: boolean;
}

export const alertLines = (alerts: readonly StaffAlert[]): AlertLine[] =>
  alerts.map((alert) => ({
    alertId: alert.alertId,
    pairId: alert.pairId ?? '',
    title: [alert.alias ?? '', noticeWord(alert.kind)].filter((part) => part !== '').join(' · '),
    about: `${timeText(alert.at)}${alert.openedAt === undefined ? '' : ' · 已看'}`,
    isOpen: alert.to !== undefined && alert.openedAt === undefined,
  }));
