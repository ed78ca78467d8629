import type { EpochMs, OutingState } from '../../../typings/contract';
import { DAY_MS, dayAt, HOUR_MS } from '@micro-wish/vocabulary';
import { refuse } from '../common/refusal';

/** 外出: planned, agreed to by the guardian, and marked when they are back. */
export interface Outing {
  _id: string;
  pairId: string;
  motherId: string;
  childId: string;
  /** '' once the child's data is erased. */
  place: string;
  from: EpochMs;
  until: EpochMs;
  state: OutingState;
  plannedAt: EpochMs;
  answeredAt: EpochMs | null;
  backAt: EpochMs | null;
  /** When the supervisor is told that nobody marked their return; 0 where nothing is to be told. */
  alertAt: EpochMs;
}

/** So long after the planned return somebody should have marked it. */
const RETURN_MS = HOUR_MS;

/** How far ahead an outing is planned. */
const AHEAD_MS = 90 * DAY_MS;

/** @throws Refusal INVALID_ARGUMENT for what lies behind, runs backwards or goes past the day */
export const requireOutingTime = (from: EpochMs, until: EpochMs, now: EpochMs): void => {
  if (from <= now) refuse('INVALID_ARGUMENT', '外出要提前计划，开始时间应晚于现在。');
  if (from > now + AHEAD_MS) refuse('INVALID_ARGUMENT', '外出最多提前 90 天计划。');
  if (until <= from) refuse('INVALID_ARGUMENT', '返回时间应晚于出发时间。');
  if (dayAt(from) !== dayAt(until)) {
    refuse('INVALID_ARGUMENT', '外出要当天返回，请重新安排时间。');
  }
};

/**
 * The guardian's yes or no.
 * @throws Refusal FAILED_PRECONDITION where it is answered already, or should have begun
 */
export const answerOuting = (outing: Outing, answer: 'yes' | 'no', now: EpochMs): Outing => {
  if (outing.state !== 'planned') {
    refuse('FAILED_PRECONDITION', '这次外出已经答复过了。');
  }
  if (answer === 'no') return { ...outing, state: 'declined', answeredAt: now };
  if (now > outing.from) {
    refuse('FAILED_PRECONDITION', '已过出发时间，这次外出不能再同意，请另约时间。');
  }
  return { ...outing, state: 'agreed', answeredAt: now, alertAt: outing.until + RETURN_MS };
};

/** @throws Refusal FAILED_PRECONDITION where the guardian did not agree, or they are back */
export const markBack = (outing: Outing, now: EpochMs): Outing => {
  if (outing.state === 'back') refuse('FAILED_PRECONDITION', '已经登记过平安返回了。');
  if (outing.state !== 'agreed') {
    refuse('FAILED_PRECONDITION', '监护人同意的外出才能登记返回。');
  }
  return { ...outing, state: 'back', backAt: now, alertAt: 0 };
};

/** Whether nobody has marked the return an hour after it was planned. */
export const isUnmarked = ({ state, alertAt }: Outing, now: EpochMs): boolean =>
  state === 'agreed' && alertAt > 0 && now >= alertAt;
