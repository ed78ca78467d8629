import { DAY_MS, MINUTE_MS } from '@micro-wish/vocabulary';
import type {
  AgeRange,
  Audience,
  EnrolmentState,
  EpochMs,
  PassedReason,
  ProgrammeKind,
} from '../../../typings/contract';

/** An offer holds so long; within as much of the start none goes out by itself. */
export const OFFER_MS = DAY_MS;

/** A pass can be scanned from so long before a session. */
export const DOORS_OPEN_MS = 30 * MINUTE_MS;

export interface Cancellation {
  at: EpochMs;
  reason: string;
}

export interface Session {
  sessionId: string;
  title: string;
  place: string;
  from: EpochMs;
  until: EpochMs;
  /** Children are brought and fetched: scanned in and out. */
  inOut: boolean;
  cancelled: Cancellation | null;
}

/** One person's place in a programme, or in its queue. */
export interface Seat {
  enrolmentId: string;
  /** The child or the adult whose place it is; '' once erased. */
  subjectId: string;
  state: EnrolmentState;
  priority: number;
  /** When this list was joined, the last time. */
  joinedAt: EpochMs;
  /** Order of joining, where two joined at one moment. */
  joinNo: number;
  /** Until when an offer holds. */
  offeredUntil: EpochMs | null;
  passed: PassedReason | null;
  /** Every state it has had, in order: what a scan made without network is judged by. */
  history: { state: EnrolmentState; at: EpochMs }[];
}

/** What an admin sets of a programme. */
export interface ProgrammeRules {
  campaignId: string;
  kind: ProgrammeKind;
  title: string;
  /** What leads to one child says this, never whom the programme serves. */
  neutralTitle: string;
  organiser: string;
  summary: string;
  for: Audience;
  ages: AgeRange | null;
  communityIds: string[] | null;
  /** As wished: never below what is taken, see `placesOf`. */
  capacity: number;
  reserved: number;
  opensAt: EpochMs;
  closesAt: EpochMs;
  sessions: Session[];
  /** How long a certificate is good for; `null` for ever. */
  certificateMonths: number | null;
}

/**
 * 关爱项目 or training. Places, queue and offers stand in this one document, so that a change of
 * them is one conditional update, and two at once give one place.
 */
export interface Programme extends ProgrammeRules {
  _id: string;
  cancelled: Cancellation | null;
  seats: Seat[];
  /** How often somebody joined. */
  joins: number;
  /** When the clock has something to do: an offer lapses, or a free place waits. */
  wakeAt: EpochMs;
  /** Raised by every change. */
  version: number;
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

type Timed = Pick<Programme, 'sessions'>;

const standing = ({ sessions }: Timed): Session[] => {
  const held = sessions.filter(({ cancelled }) => !cancelled);
  return held.length > 0 ? held : sessions;
};

/** When the first session that is held begins. */
export const startOf = (programme: Timed): EpochMs =>
  Math.min(...standing(programme).map(({ from }) => from));

/** When the last session that is held ends. */
export const endOf = (programme: Timed): EpochMs =>
  Math.max(...standing(programme).map(({ until }) => until));

export const hasStarted = (programme: Timed, now: EpochMs): boolean => now >= startOf(programme);

export const isOver = (programme: Timed, now: EpochMs): boolean => now > endOf(programme);

/** The last 24 hours, in which staff telephone instead of offering. */
export const isTelephoneTime = (programme: Timed, now: EpochMs): boolean =>
  now >= startOf(programme) - OFFER_MS && !hasStarted(programme, now);

/** Whether a place may be offered now: open, and early enough for an offer to be read. */
export const mayOffer = (
  programme: Pick<Programme, 'sessions' | 'cancelled' | 'closesAt'>,
  now: EpochMs,
): boolean =>
  programme.cancelled === null && now <= programme.closesAt && now < startOf(programme) - OFFER_MS;

export const sessionOf = (programme: Timed, sessionId: string): Session | undefined =>
  programme.sessions.find((session) => session.sessionId === sessionId);

/** When a pass can be scanned for a session; one that was cancelled closed at that moment. */
export const windowOf = ({
  from,
  until,
  cancelled,
}: Pick<Session, 'from' | 'until' | 'cancelled'>): { from: EpochMs; until: EpochMs } => {
  const opens = from - DOORS_OPEN_MS;
  if (!cancelled) return { from: opens, until };
  return { from: Math.min(opens, cancelled.at), until: Math.min(until, cancelled.at) };
};

/** The session whose doors are open. */
export const runningSession = (programme: Timed, now: EpochMs): Session | undefined =>
  programme.sessions.find((session) => {
    const { from, until } = windowOf(session);
    return !session.cancelled && from <= now && now <= until;
  });

/** Sessions that ended, cancelled ones left out. */
export const heldSessions = (programme: Timed, now: EpochMs): Session[] =>
  programme.sessions.filter(({ cancelled, until }) => !cancelled && until <= now);

/** Whether two programmes have sessions at one time. */
export const clash = (one: Timed, other: Timed): boolean =>
  one.sessions.some(
    (mine) =>
      !mine.cancelled &&
      other.sessions.some(
        (theirs) => !theirs.cancelled && mine.from < theirs.until && theirs.from < mine.until,
      ),
  );
