import type { EpochMs } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { settle } from './enrolment';
import type { Programme, ProgrammeRules, Session } from './programme';

/** What an admin sets, before what is known of its sessions is added. */
export type GivenRules = Omit<ProgrammeRules, 'sessions'> & {
  sessions: Omit<Session, 'cancelled'>[];
};

/** @throws Refusal INVALID_ARGUMENT */
const requireSound = ({ opensAt, closesAt, sessions, capacity, reserved, ages }: GivenRules) => {
  if (opensAt >= closesAt) refuse('INVALID_ARGUMENT', '报名截止时间应晚于开始时间。');
  if (reserved > capacity) refuse('INVALID_ARGUMENT', '预留名额不能多于总名额。');
  if (ages && ages.from > ages.to) refuse('INVALID_ARGUMENT', '年龄范围写反了。');
  if (new Set(sessions.map(({ sessionId }) => sessionId)).size !== sessions.length) {
    refuse('INVALID_ARGUMENT', '场次编号重复。');
  }
  for (const { title, from, until } of sessions) {
    if (from >= until) refuse('INVALID_ARGUMENT', `「${title}」的结束时间应晚于开始时间。`);
  }
};

/** A programme that nobody has joined. @throws Refusal INVALID_ARGUMENT */
export const newProgramme = (_id: string, given: GivenRules, now: EpochMs): Programme => {
  requireSound(given);
  return {
    ...given,
    _id,
    sessions: given.sessions.map((session) => ({ ...session, cancelled: null })),
    cancelled: null,
    seats: [],
    joins: 0,
    wakeAt: Number.MAX_SAFE_INTEGER,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
};

const hasMoved = (before: Session, { from, inOut }: Omit<Session, 'cancelled'>): boolean =>
  before.from !== from || before.inOut !== inOut;

/**
 * The programme by new rules. Nobody is thrown out by them; a session that began stays where it
 * was, one with people in it goes by being cancelled, so that they are told.
 * @throws Refusal INVALID_ARGUMENT; FAILED_PRECONDITION
 */
export const withRules = (before: Programme, given: GivenRules, now: EpochMs): Programme => {
  requireSound(given);
  const programme = settle(before, now);
  const isJoined = programme.seats.length > 0;
  if (programme.cancelled) refuse('FAILED_PRECONDITION', '项目已取消，请复制成一个新的项目。');
  if (programme.campaignId !== given.campaignId) {
    refuse('CONFLICT', '这个编号的项目属于另一个活动，请换一个编号。');
  }
  if (isJoined && programme.for !== given.for) {
    refuse('FAILED_PRECONDITION', '已经有人报名，不能改变面向的对象。');
  }
  for (const session of programme.sessions) {
    const next = given.sessions.find(({ sessionId }) => sessionId === session.sessionId);
    if (!next && isJoined && !session.cancelled) {
      refuse('FAILED_PRECONDITION', `「${session.title}」已经有人报名，请用取消，大家会收到通知。`);
    }
    if (next && session.from <= now && isJoined && hasMoved(session, next)) {
      refuse('FAILED_PRECONDITION', `「${session.title}」已经开始，不能改时间。`);
    }
  }
  const kept = programme.sessions.filter(
    ({ sessionId, cancelled }) =>
      cancelled && !given.sessions.some((session) => session.sessionId === sessionId),
  );
  const sessions = given.sessions.map((session) => ({
    ...session,
    cancelled:
      programme.sessions.find(({ sessionId }) => sessionId === session.sessionId)?.cancelled ??
      null,
  }));
  return { ...programme, ...given, sessions: [...sessions, ...(isJoined ? kept : [])] };
};
