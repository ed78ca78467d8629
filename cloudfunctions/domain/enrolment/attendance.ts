import { MINUTE_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { unionMinutes, windowOf } from '../mother/hours';
import { heldSessions, type Programme, type Session } from './programme';

/** One scan of a pass, as far as attendance goes; `sessionId` is the desk of the scan. */
export interface PassScan {
  sessionId: string;
  direction: 'in' | 'out';
  at: EpochMs;
  /** Let in though no longer enrolled, then or when the server learned of it. */
  flagged: boolean;
}

const firstOf = (
  scans: readonly PassScan[],
  sessionId: string,
  direction: PassScan['direction'],
): PassScan | undefined =>
  scans.find((scan) => scan.sessionId === sessionId && scan.direction === direction);

/** The sessions that a person was at, each once, however often and wherever scanned. */
export const attendedOf = (scans: readonly PassScan[]): string[] => [
  ...new Set(scans.map(({ sessionId }) => sessionId)),
];

/** Since when a child is inside; nothing where it never came or was fetched. */
export const insideSince = (scans: readonly PassScan[], sessionId: string): EpochMs | undefined =>
  firstOf(scans, sessionId, 'out') ? undefined : firstOf(scans, sessionId, 'in')?.at;

export const isFlagged = (scans: readonly PassScan[]): boolean =>
  scans.some(({ flagged }) => flagged);

/** All sessions were attended; cancelled ones are owed by nobody, and none at all is no attendance. */
export const attendedAll = (
  { sessions }: Pick<Programme, 'sessions'>,
  attended: readonly string[],
): boolean => {
  const owed = sessions.filter(({ cancelled }) => !cancelled);
  return owed.length > 0 && owed.every(({ sessionId }) => attended.includes(sessionId));
};

/** A stretch of time, its end outside. */
export interface Interval {
  from: EpochMs;
  until: EpochMs;
}

/** The whole minutes of a union of intervals: two at one time count once. */
export const minutesOf = (intervals: readonly Interval[]): number =>
  Math.floor(
    unionMinutes(
      intervals.map(({ from, until }) => ({ from: from / MINUTE_MS, until: until / MINUTE_MS })),
      windowOf(undefined, undefined),
    ),
  );

/** Minutes as hours with one decimal, as a certificate says them. */
export const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10;

/** The sessions that ended and were attended: what training hours are counted from. */
export const trainingOf = (
  programme: Pick<Programme, 'sessions'>,
  attended: readonly string[],
  now: EpochMs,
): Session[] =>
  heldSessions(programme, now).filter(({ sessionId }) => attended.includes(sessionId));
