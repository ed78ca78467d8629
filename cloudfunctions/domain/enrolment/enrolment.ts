import { HOUR_MS, MINUTE_MS } from '@micro-wish/vocabulary';
import type { CallOutcome, EnrolmentState, EpochMs, PassedReason } from '../../../typings/contract';
import { refuse } from '../common/refusal';
import { isOpen, placesOf, queueOf } from './places';
import {
  hasStarted,
  isOver,
  isTelephoneTime,
  mayOffer,
  OFFER_MS,
  runningSession,
  startOf,
  DOORS_OPEN_MS,
  type Programme,
  type Seat,
} from './programme';

/** Everybody who ever joined keeps a seat in the one document, which has to stay small. */
const MAX_SEATS = 2000;

/** Why somebody is passed over, in the words of a refusal. */
const MISFIT_WORDS: Record<PassedReason, string> = {
  age: '年龄不在这个项目的范围内。',
  area: '这个项目只面向部分社区。',
  clash: '同一时间已经报了另一个项目，请先取消其中一个。',
  not_reached: '电话没有打通。',
};

const isIn = (state: EnrolmentState): boolean => state === 'offered' || state === 'enrolled';

const moved = (seat: Seat, state: EnrolmentState, at: EpochMs): Seat => ({
  ...seat,
  state,
  offeredUntil: state === 'offered' ? at + OFFER_MS : null,
  passed: null,
  history: [...seat.history, { state, at }],
});

const withSeat = (programme: Programme, changed: Seat): Programme => ({
  ...programme,
  seats: programme.seats.map((seat) => (seat.enrolmentId === changed.enrolmentId ? changed : seat)),
});

export const seatOf = (programme: Programme, enrolmentId: string): Seat =>
  programme.seats.find((seat) => seat.enrolmentId === enrolmentId) ??
  refuse('NOT_FOUND', '没有找到这个报名。');

/** When an offer is over: after 24 hours, and in any case when the programme begins. */
const offerEnds = (programme: Programme, { offeredUntil }: Seat): EpochMs =>
  Math.min(offeredUntil ?? 0, startOf(programme));

/**
 * The programme as the clock has it: what was offered and not answered in time is lapsed, whether
 * or not a job came by. Every decision begins with it.
 */
export const settle = (programme: Programme, now: EpochMs): Programme => {
  const isLate = (seat: Seat): boolean =>
    seat.state === 'offered' && (now > offerEnds(programme, seat) || hasStarted(programme, now));
  if (!programme.seats.some(isLate)) return programme;
  return {
    ...programme,
    seats: programme.seats.map((seat) =>
      isLate(seat) ? moved(seat, 'lapsed', offerEnds(programme, seat)) : seat,
    ),
  };
};

const requireHeld = ({ cancelled }: Programme): void => {
  if (cancelled) refuse('FAILED_PRECONDITION', '这个项目已取消。');
};

/** Whether anybody waits for whom a place may still come: who was passed over keeps nobody back. */
const someoneWaits = (programme: Programme): boolean =>
  queueOf(programme).some(({ passed }) => passed === null);

/** Who joins: `misfit` by age or area, `clash` with another session of theirs. */
export interface Joiner {
  enrolmentId: string;
  subjectId: string;
  unfit: PassedReason | null;
}

/**
 * Joins: enrolled at once where a place is free and nobody waits, else at the end of the queue.
 * @throws Refusal FAILED_PRECONDITION outside the enrolment period, for whoever does not fit, has
 *   joined already, or was rejected
 */
export const join = (
  before: Programme,
  { enrolmentId, subjectId, unfit }: Joiner,
  now: EpochMs,
): Programme => {
  const programme = settle(before, now);
  requireHeld(programme);
  if (now < programme.opensAt) refuse('FAILED_PRECONDITION', '报名还没有开始。');
  if (now > programme.closesAt) refuse('FAILED_PRECONDITION', '报名已经截止。');
  if (hasStarted(programme, now)) refuse('FAILED_PRECONDITION', '项目已经开始，不能再报名。');
  if (unfit === 'age' || unfit === 'area') refuse('FAILED_PRECONDITION', MISFIT_WORDS[unfit]);
  const known = programme.seats.find((seat) => seat.enrolmentId === enrolmentId);
  if (known?.state === 'rejected') {
    refuse('FAILED_PRECONDITION', '这个项目不能再次报名，请联系工作人员。');
  }
  if (known && isOpen(known)) {
    refuse('FAILED_PRECONDITION', '已经报过名了，请在「我的项目」里查看。');
  }
  if (!known && programme.seats.length >= MAX_SEATS) {
    refuse('FAILED_PRECONDITION', '排队的人太多，暂时不能报名。');
  }
  const atOnce = placesOf(programme).free > 0 && !someoneWaits(programme);
  if (atOnce && unfit === 'clash') refuse('FAILED_PRECONDITION', MISFIT_WORDS.clash);
  const state = atOnce ? 'enrolled' : 'waiting';
  const joinNo = programme.joins + 1;
  const seat: Seat = {
    enrolmentId,
    subjectId,
    state,
    priority: 0,
    joinedAt: now,
    joinNo,
    offeredUntil: null,
    passed: null,
    history: [...(known?.history ?? []), { state, at: now }],
  };
  const others = programme.seats.filter((other) => other.enrolmentId !== enrolmentId);
  return { ...programme, seats: [...others, seat], joins: joinNo };
};

/**
 * Takes the place that is offered. @throws Refusal FAILED_PRECONDITION nothing is offered any more,
 *   or another session of theirs is at that time
 */
export const accept = (
  before: Programme,
  enrolmentId: string,
  unfit: PassedReason | null,
  now: EpochMs,
): Programme => {
  const programme = settle(before, now);
  requireHeld(programme);
  const seat = seatOf(programme, enrolmentId);
  if (seat.state === 'lapsed') {
    refuse('FAILED_PRECONDITION', '名额保留的时间已过，可以重新报名排队。');
  }
  if (seat.state !== 'offered') refuse('FAILED_PRECONDITION', '现在没有为您保留的名额。');
  if (unfit) refuse('FAILED_PRECONDITION', MISFIT_WORDS[unfit]);
  return withSeat(programme, moved(seat, 'enrolled', now));
};

/** Gives an offer back. @throws Refusal FAILED_PRECONDITION nothing is offered */
export const decline = (before: Programme, enrolmentId: string, now: EpochMs): Programme => {
  const programme = settle(before, now);
  const seat = seatOf(programme, enrolmentId);
  if (seat.state !== 'offered') refuse('FAILED_PRECONDITION', '现在没有为您保留的名额。');
  return withSeat(programme, moved(seat, 'declined', now));
};

const requireLeavable = (programme: Programme, seat: Seat): void => {
  if (!isOpen(seat)) {
    refuse('FAILED_PRECONDITION', '这个报名已经结束了。');
  }
  requireHeld(programme);
};

/** Leaves, whatever was reached so far. @throws Refusal FAILED_PRECONDITION there is nothing to leave */
export const cancel = (before: Programme, enrolmentId: string, now: EpochMs): Programme => {
  const programme = settle(before, now);
  const seat = seatOf(programme, enrolmentId);
  requireLeavable(programme, seat);
  if (isOver(programme, now)) refuse('FAILED_PRECONDITION', '项目已经结束，不用取消了。');
  return withSeat(programme, moved(seat, 'cancelled', now));
};

/** Takes somebody out for good. @throws Refusal FAILED_PRECONDITION there is nothing to take out of */
export const reject = (before: Programme, enrolmentId: string, now: EpochMs): Programme => {
  const programme = settle(before, now);
  const seat = seatOf(programme, enrolmentId);
  requireLeavable(programme, seat);
  return withSeat(programme, moved(seat, 'rejected', now));
};

/** @throws Refusal FAILED_PRECONDITION nobody waits there any more */
export const prioritise = (
  before: Programme,
  enrolmentId: string,
  priority: number,
  now: EpochMs,
): Programme => {
  const programme = settle(before, now);
  requireHeld(programme);
  const seat = seatOf(programme, enrolmentId);
  if (seat.state !== 'waiting') {
    refuse('FAILED_PRECONDITION', '只有排队中的报名可以调整优先级。');
  }
  return withSeat(programme, { ...seat, priority });
};

const passOver = (programme: Programme, seat: Seat, passed: PassedReason): Programme =>
  seat.passed === passed ? programme : withSeat(programme, { ...seat, passed });

/** Who could get a free place, in turn; whom a call did not reach is left to a call. */
export const candidatesOf = (programme: Programme): Seat[] =>
  queueOf(programme).filter(({ passed }) => passed !== 'not_reached');

/**
 * Offers every free place down the queue, by itself: the one path that promotes by the clock, by a
 * cancellation and by a higher capacity. Whoever does not fit is passed over with the reason.
 */
export const offerPlaces = (
  before: Programme,
  unfitOf: (seat: Seat) => PassedReason | null,
  now: EpochMs,
): Programme => {
  let programme = settle(before, now);
  if (!mayOffer(programme, now)) return programme;
  for (const seat of candidatesOf(programme)) {
    if (placesOf(programme).free <= 0) break;
    const reason = unfitOf(seat);
    programme = reason
      ? passOver(programme, seat, reason)
      : withSeat(programme, moved(seat, 'offered', now));
  }
  return programme;
};

/** A place for one who waits, taken at once. */
const enrolNow = (programme: Programme, seat: Seat, now: EpochMs): Programme => {
  if (seat.state === 'waiting' && placesOf(programme).free <= 0) {
    refuse('FAILED_PRECONDITION', '现在没有空名额。');
  }
  return withSeat(programme, moved(seat, 'enrolled', now));
};

const requireBeforeStart = (programme: Programme, now: EpochMs): void => {
  requireHeld(programme);
  if (hasStarted(programme, now)) {
    refuse('FAILED_PRECONDITION', '项目已经开始，只能在现场登记。');
  }
};

/**
 * Promotes one who waits by hand: an offer, and within 24 hours of the start a place at once.
 * @throws Refusal FAILED_PRECONDITION no place is free, nobody waits there, closed, or begun
 */
export const promote = (
  before: Programme,
  enrolmentId: string,
  unfit: PassedReason | null,
  now: EpochMs,
): Programme => {
  const programme = settle(before, now);
  const seat = seatOf(programme, enrolmentId);
  requireBeforeStart(programme, now);
  const byTelephone = isTelephoneTime(programme, now);
  if (seat.state !== 'waiting' && !(byTelephone && seat.state === 'offered')) {
    refuse('FAILED_PRECONDITION', '这个报名不在排队中。');
  }
  if (!byTelephone && !mayOffer(programme, now)) {
    refuse('FAILED_PRECONDITION', '报名已经截止，不再递补名额。');
  }
  if (seat.state === 'waiting' && placesOf(programme).free <= 0) {
    refuse('FAILED_PRECONDITION', '现在没有空名额。');
  }
  if (unfit) return passOver(programme, seat, unfit);
  return byTelephone
    ? enrolNow(programme, seat, now)
    : withSeat(programme, moved(seat, 'offered', now));
};

/**
 * Notes what a call on the telephone list came to.
 * @throws Refusal FAILED_PRECONDITION begun, nobody waits there, or no place is free for a yes
 */
export const call = (
  before: Programme,
  enrolmentId: string,
  outcome: CallOutcome,
  unfit: PassedReason | null,
  now: EpochMs,
): Programme => {
  const programme = settle(before, now);
  const seat = seatOf(programme, enrolmentId);
  requireBeforeStart(programme, now);
  if (seat.state !== 'waiting' && seat.state !== 'offered') {
    refuse('FAILED_PRECONDITION', '这个报名不在排队中。');
  }
  if (outcome === 'reached_no') return withSeat(programme, moved(seat, 'declined', now));
  if (outcome === 'not_reached') {
    // An offer that is out holds its 24 hours, reached or not.
    return seat.state === 'waiting' ? passOver(programme, seat, 'not_reached') : programme;
  }
  if (unfit) refuse('FAILED_PRECONDITION', MISFIT_WORDS[unfit]);
  return enrolNow(programme, seat, now);
};

/**
 * Takes somebody in at the desk while places are left, before those who wait; and who is enrolled
 * and has no phone to show a pass on.
 * @throws Refusal FAILED_PRECONDITION too early or over, no place is free, rejected, or enrolled
 */
export const walkIn = (
  before: Programme,
  { enrolmentId, subjectId, unfit, hasNoPhone = false }: Joiner & { hasNoPhone?: boolean },
  now: EpochMs,
): Programme => {
  const programme = settle(before, now);
  requireHeld(programme);
  if (now < startOf(programme) - DOORS_OPEN_MS) {
    refuse('FAILED_PRECONDITION', '还没有到现场登记的时间，请先报名。');
  }
  if (isOver(programme, now)) refuse('FAILED_PRECONDITION', '项目已经结束。');
  if (unfit === 'age') refuse('FAILED_PRECONDITION', MISFIT_WORDS.age);
  const known = programme.seats.find((seat) => seat.enrolmentId === enrolmentId);
  if (known?.state === 'rejected') refuse('FAILED_PRECONDITION', '这个报名已被取消资格。');
  if (known?.state === 'enrolled') {
    if (hasNoPhone && runningSession(programme, now)) return programme;
    refuse('FAILED_PRECONDITION', '已经在名单里，请扫入场码。');
  }
  if (known?.state !== 'offered' && placesOf(programme).free <= 0) {
    refuse('FAILED_PRECONDITION', '现在没有空名额。');
  }
  if (known) return withSeat(programme, moved(known, 'enrolled', now));
  if (programme.seats.length >= MAX_SEATS) refuse('FAILED_PRECONDITION', '名单已满。');
  const joinNo = programme.joins + 1;
  const seat: Seat = {
    enrolmentId,
    subjectId,
    state: 'enrolled',
    priority: 0,
    joinedAt: now,
    joinNo,
    offeredUntil: null,
    passed: null,
    history: [{ state: 'enrolled', at: now }],
  };
  return { ...programme, seats: [...programme.seats, seat], joins: joinNo };
};

/**
 * Cancels one session, or all that is still to come.
 * @throws Refusal NOT_FOUND no such session; FAILED_PRECONDITION cancelled or over already
 */
export const cancelProgramme = (
  before: Programme,
  sessionId: string | undefined,
  cancelled: { at: EpochMs; reason: string },
): Programme => {
  const { at } = cancelled;
  const programme = settle(before, at);
  requireHeld(programme);
  if (sessionId !== undefined) {
    const session = programme.sessions.find((one) => one.sessionId === sessionId);
    if (!session) return refuse('NOT_FOUND', '没有找到这一场。');
    if (session.cancelled) refuse('FAILED_PRECONDITION', '这一场已经取消了。');
    if (session.until <= at) refuse('FAILED_PRECONDITION', '这一场已经结束，不能取消。');
    return {
      ...programme,
      sessions: programme.sessions.map((one) => (one === session ? { ...one, cancelled } : one)),
    };
  }
  if (isOver(programme, at)) refuse('FAILED_PRECONDITION', '项目已经结束，不能取消。');
  return {
    ...programme,
    cancelled,
    sessions: programme.sessions.map((one) =>
      one.cancelled || one.until <= at ? one : { ...one, cancelled },
    ),
    seats: programme.seats.map((seat) =>
      seat.state === 'waiting' || isIn(seat.state) ? moved(seat, 'cancelled', at) : seat,
    ),
  };
};

/** Takes a person out whose data is erased: the place is free, and nobody's. */
export const forget = (before: Programme, enrolmentId: string, now: EpochMs): Programme => {
  const programme = settle(before, now);
  const seat = programme.seats.find((one) => one.enrolmentId === enrolmentId);
  if (!seat) return programme;
  const left = isOpen(seat) && !isOver(programme, now) ? moved(seat, 'cancelled', now) : seat;
  return withSeat(programme, { ...left, subjectId: '' });
};

const NEVER = Number.MAX_SAFE_INTEGER;
/** A place that a call died over goes on in a minute; who did not fit may fit again in an hour. */
const SOON_MS = MINUTE_MS;
const LATER_MS = HOUR_MS;

/** When the clock has to come by: an offer ends, or a free place still has somebody to go to. */
export const wakeAt = (programme: Programme, now: EpochMs): EpochMs => {
  const offers = programme.seats
    .filter(({ state }) => state === 'offered')
    .map((seat) => offerEnds(programme, seat) + 1);
  const isOpen = mayOffer(programme, now) && placesOf(programme).free > 0;
  const looksAgain = candidatesOf(programme).map(
    ({ passed }) => now + (passed === null ? SOON_MS : LATER_MS),
  );
  return Math.min(NEVER, ...offers, ...(isOpen ? looksAgain : []));
};
