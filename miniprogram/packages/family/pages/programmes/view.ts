import {
  ENROLMENT_STATE_WORDS,
  periodText,
  PROGRAMME_KIND_WORDS,
  timeText,
} from '@micro-wish/vocabulary';
import type {
  EnrolmentState,
  EnrolmentView,
  PublicProgramme,
} from '../../../../../typings/contract';
import type { Tone } from '../../../../utils/tones';

const STATE_TONES: Record<EnrolmentState, Tone> = {
  waiting: 'wait',
  offered: 'warm',
  enrolled: 'good',
  declined: 'quiet',
  lapsed: 'quiet',
  cancelled: 'quiet',
  rejected: 'alert',
};

interface SessionRow {
  sessionId: string;
  title: string;
  about: string;
}

const sessionRows = (sessions: EnrolmentView['sessions'], attended: string[] = []): SessionRow[] =>
  sessions.map(({ sessionId, title, place, from, until, inOut, cancelled }) => ({
    sessionId,
    title: cancelled ? `${title}（已取消）` : title,
    about: [
      periodText(from, until),
      place,
      ...(inOut ? ['需接送'] : []),
      ...(attended.includes(sessionId) ? ['已到'] : []),
    ].join(' · '),
  }));

/** An own enrolment, or that of an own child, with what can be done about it. */
export interface MineRow {
  enrolmentId: string;
  side: 'family' | 'helper';
  who: string;
  title: string;
  state: string;
  tone: string;
  note: string;
  sessions: SessionRow[];
  isOffered: boolean;
  mayLeave: boolean;
  hasPass: boolean;
  mayFeedback: boolean;
  certificateNumber: string;
  /** The next session, for the phone's calendar. */
  next: { title: string; place: string; from: number; until: number } | null;
}

const noteOf = ({ state, place, offeredUntil, cancelled }: EnrolmentView): string => {
  if (cancelled) return `项目已取消：${cancelled.reason}`;
  if (state === 'waiting' && place !== undefined) return `排在第 ${place} 位，有名额会告诉您。`;
  if (state === 'offered' && offeredUntil !== undefined) {
    return `名额为您保留到 ${timeText(offeredUntil)}，请在这之前确认。`;
  }
  return state === 'lapsed' ? '没有在时间内确认，可以重新报名排队。' : '';
};

export const mineRows = (
  items: readonly EnrolmentView[],
  side: MineRow['side'],
  names: ReadonlyMap<string, string>,
  now: number,
): MineRow[] =>
  items.map((item) => {
    const { state, sessions, attended, cancelled } = item;
    const next = sessions.find((session) => !session.cancelled && session.from > now) ?? null;
    return {
      enrolmentId: item.enrolmentId,
      side,
      who: side === 'helper' ? '我' : (names.get(item.childId ?? '') ?? '孩子'),
      title: item.title,
      state: ENROLMENT_STATE_WORDS[state],
      tone: STATE_TONES[state],
      note: noteOf(item),
      sessions: sessionRows(sessions, attended),
      isOffered: state === 'offered' && !cancelled,
      mayLeave: (state === 'waiting' || state === 'enrolled') && next !== null && !cancelled,
      hasPass: item.pass,
      mayFeedback: item.mayFeedback,
      certificateNumber: item.certificateNumber ?? '',
      next: state === 'enrolled' && next ? next : null,
    };
  });

/** A programme of the catalogue. */
export interface OpenRow {
  programmeId: string;
  title: string;
  kind: string;
  about: string;
  summary: string;
  places: string;
  isForChild: boolean;
  mayJoin: boolean;
  sessions: SessionRow[];
  figures: string;
}

const agesText = ({ ages }: PublicProgramme): string =>
  ages === undefined ? '' : `${ages.from}–${ages.to} 岁`;

const figuresText = ({ figures }: PublicProgramme): string =>
  figures.sessionsHeld === 0
    ? ''
    : [
        `已办 ${figures.sessionsHeld} 场`,
        `${figures.attendances} 人次参加`,
        ...(figures.satisfaction === undefined ? [] : [`满意度 ${figures.satisfaction} 分`]),
      ].join(' · ');

const placesText = (programme: PublicProgramme, now: number): string => {
  if (programme.cancelled) return '已取消';
  if (now < programme.opensAt) return `${timeText(programme.opensAt)} 开始报名`;
  if (now > programme.closesAt) return '报名已截止';
  return programme.places.free > 0 ? `还有 ${programme.places.free} 个名额` : '已满，可以排队';
};

export const openRows = (items: readonly PublicProgramme[], now: number): OpenRow[] =>
  items.map((programme) => {
    const starts = Math.min(
      ...programme.sessions.filter(({ cancelled }) => !cancelled).map(({ from }) => from),
    );
    return {
      programmeId: programme.programmeId,
      title: programme.title,
      kind: PROGRAMME_KIND_WORDS[programme.kind],
      about: [programme.organiser, agesText(programme)].filter(Boolean).join(' · '),
      summary: programme.summary,
      places: placesText(programme, now),
      isForChild: programme.for === 'child',
      mayJoin:
        !programme.cancelled &&
        now >= programme.opensAt &&
        now <= programme.closesAt &&
        now < starts,
      sessions: sessionRows(programme.sessions),
      figures: figuresText(programme),
    };
  });
