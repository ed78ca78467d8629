import { DAY_MS } from '@micro-wish/vocabulary';
import type { EpochMs, ProgrammeMessageKind } from '../../../typings/contract';
import type { Programme, Seat } from './programme';

/** What is older is no news any more. */
const NEWS_MS = 2 * DAY_MS;

const KINDS: readonly string[] = [
  'placeOffered',
  'placeGiven',
  'programmeCancelled',
  'programmeTomorrow',
  'certificateIssued',
] satisfies ProgrammeMessageKind[];

/** Whether something that was told is about a programme or its certificate. */
export const isProgrammeNews = (kind: string): boolean => KINDS.includes(kind);

/** What one enrolment is to be told; the key is told once. */
export interface ProgrammeNews {
  enrolmentId: string;
  kind: ProgrammeMessageKind;
  key: string;
}

const isLive = ({ state }: Seat): boolean =>
  state === 'waiting' || state === 'offered' || state === 'enrolled';

const newsOfSeat = (programme: Programme, seat: Seat, now: EpochMs): ProgrammeNews[] => {
  const { enrolmentId, history } = seat;
  const last = history.at(-1);
  if (!last || last.at < now - NEWS_MS) return [];
  const about = (kind: ProgrammeMessageKind, mark: string | number): ProgrammeNews => ({
    enrolmentId,
    kind,
    key: `${enrolmentId}#${mark}`,
  });
  const before = history.at(-2)?.state;
  if (last.state === 'offered') {
    return [about('placeOffered', last.at)];
  }
  // Whoever took an offer, or was enrolled on joining, knows it.
  if (last.state === 'enrolled' && before === 'waiting') {
    return [about('placeGiven', last.at)];
  }
  if (last.state === 'cancelled' && last.at === programme.cancelled?.at) {
    return [about('programmeCancelled', 'all')];
  }
  return [];
};

/** What people are to be told of a programme now: offers, places, cancellations, the waiting too. */
export const newsOf = (programme: Programme, now: EpochMs): ProgrammeNews[] => {
  const seats = programme.seats.flatMap((seat) => newsOfSeat(programme, seat, now));
  const sessions = programme.sessions.flatMap(({ sessionId, cancelled }) =>
    !cancelled || programme.cancelled || cancelled.at < now - NEWS_MS
      ? []
      : programme.seats.filter(isLive).map(({ enrolmentId }) => ({
          enrolmentId,
          kind: 'programmeCancelled' as const,
          key: `${enrolmentId}#${sessionId}`,
        })),
  );
  return [...seats, ...sessions];
};

/** Whoever is enrolled is reminded on the day before a session, in the hours of the day. */
export const remindersOf = (
  programme: Programme,
  { today, dayOf }: { today: number; dayOf(at: EpochMs): number },
): ProgrammeNews[] =>
  programme.sessions
    .filter(({ cancelled, from }) => !cancelled && dayOf(from) === today + 1)
    .flatMap(({ sessionId, from }) =>
      programme.seats
        .filter(({ state }) => state === 'enrolled')
        .map(({ enrolmentId }) => ({
          enrolmentId,
          kind: 'programmeTomorrow' as const,
          key: `${enrolmentId}#${sessionId}#${from}`,
        })),
    );
