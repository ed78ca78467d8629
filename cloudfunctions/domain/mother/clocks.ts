import type { Day } from '../../../typings/contract';
import { addDays, addMonths } from '@micro-wish/vocabulary';
import { earlier, later } from './days';

/** A child is reached within these days, whoever speaks to whom. */
const SILENT_DAYS = 30;
/** And met face to face within these. */
const FACE_DAYS = 90;

/** In the first month the supervisor speaks with each side twice. */
const FIRST_TALK_DAYS = 15;
const FIRST_MONTH_DAYS = 30;

/** What the clocks of a pair are read from. */
export interface Clocked {
  state: string;
  /** The day of the first meeting. */
  startedOn: Day | null;
  /** The day on which both clocks were set: start, handover or resuming. */
  clocksFrom: Day | null;
  /** The last day on which the child was reached, and met. */
  reachedOn: Day | null;
  faceOn: Day | null;
  talks: Record<'mother' | 'guardian', readonly Day[]>;
}

/** The last good days of a pair; none while no clock runs. */
export interface Due {
  silent: Day;
  face: Day;
  talk: Day;
}

/** When the next talk with one side is due, from the days of those before. */
const talkDue = (startedOn: Day, clocksFrom: Day, talks: readonly Day[]): Day => {
  const [last = null, secondLast = null] = [...talks].sort().reverse();
  const firstMonth = addDays(startedOn, FIRST_MONTH_DAYS);
  const inFirst = clocksFrom < firstMonth;
  if (last === null) {
    return inFirst
      ? (later(addDays(startedOn, FIRST_TALK_DAYS), clocksFrom) ?? clocksFrom)
      : addMonths(clocksFrom, 1);
  }
  // One talk is only the first of the two of the first month.
  if (inFirst && secondLast === null && last < firstMonth) return firstMonth;
  return addMonths(later(last, clocksFrom) ?? last, 1);
};

/** The last day on which all is well, for each of the three; `null` where the pair isn't active. */
export const dueOf = (pair: Clocked): Due | null => {
  const { state, startedOn, clocksFrom, reachedOn, faceOn, talks } = pair;
  if (state !== 'active' || startedOn === null || clocksFrom === null) return null;
  const mother = talkDue(startedOn, clocksFrom, talks.mother);
  const guardian = talkDue(startedOn, clocksFrom, talks.guardian);
  return {
    silent: addDays(later(reachedOn, clocksFrom) ?? clocksFrom, SILENT_DAYS),
    face: addDays(later(faceOn, clocksFrom) ?? clocksFrom, FACE_DAYS),
    talk: earlier(mother, guardian) ?? mother,
  };
};

/** Which silences were told, by the last good day before each. */
export interface Alerted {
  silent: Day | null;
  face: Day | null;
}

/** The silences that are to be told on a day: the alert comes on the day after the last good one. */
export const silencesToTell = (
  due: Due | null,
  alerted: Alerted,
  today: Day,
): ('silent' | 'face')[] =>
  due === null
    ? []
    : (['silent', 'face'] as const).filter(
        (clock) => today > due[clock] && alerted[clock] !== due[clock],
      );

/** The day on which the next silence will have to be told; '' where none is on its way. */
export const nextAlertOn = (due: Due | null, alerted: Alerted): Day => {
  if (due === null) return '';
  const days = (['silent', 'face'] as const)
    .filter((clock) => alerted[clock] !== due[clock])
    .map((clock) => addDays(due[clock], 1));
  return days.reduce<Day | null>(earlier, null) ?? '';
};
