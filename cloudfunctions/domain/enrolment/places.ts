import type { EpochMs } from '../../../typings/contract';
import type { Programme, Seat } from './programme';

/** Places as they hold: `enrolled + offered + reserved ≤ capacity`, whatever was wished. */
export interface Places {
  capacity: number;
  reserved: number;
  enrolled: number;
  offered: number;
  waiting: number;
  free: number;
}

const countOf = (seats: readonly Seat[], state: Seat['state']): number =>
  seats.filter((seat) => seat.state === state).length;

/**
 * The places of a programme. A lower capacity throws nobody out: it takes effect as people leave,
 * and what is reserved yields before it does.
 */
export const placesOf = ({
  capacity: wished,
  reserved: wishedReserve,
  seats,
}: Pick<Programme, 'capacity' | 'reserved' | 'seats'>): Places => {
  const enrolled = countOf(seats, 'enrolled');
  const offered = countOf(seats, 'offered');
  const taken = enrolled + offered;
  const capacity = Math.max(wished, taken);
  const reserved = Math.min(wishedReserve, capacity - taken);
  return {
    capacity,
    reserved,
    enrolled,
    offered,
    waiting: countOf(seats, 'waiting'),
    free: capacity - taken - reserved,
  };
};

/**
 * Higher priority first, then who joined this list earlier, by the order in which it was written:
 * so nobody's place gets worse by a call that began before and came later.
 */
const byTurn = (a: Seat, b: Seat): number => b.priority - a.priority || a.joinNo - b.joinNo;

/** Whether somebody waits, has an offer, or is in. */
export const isOpen = ({ state }: Pick<Seat, 'state'>): boolean =>
  state === 'waiting' || state === 'offered' || state === 'enrolled';

/** Those who wait, in the order in which they are served. */
export const queueOf = ({ seats }: Pick<Programme, 'seats'>): Seat[] =>
  seats.filter(({ state }) => state === 'waiting').sort(byTurn);

/** Place in the queue from 1, while waiting. */
export const placeInQueue = (
  programme: Pick<Programme, 'seats'>,
  enrolmentId: string,
): number | undefined => {
  const index = queueOf(programme).findIndex((seat) => seat.enrolmentId === enrolmentId);
  return index === -1 ? undefined : index + 1;
};

/** What a seat was at a moment; nothing before it joined. */
export const stateAt = (seat: Pick<Seat, 'history'>, at: EpochMs): Seat['state'] | undefined =>
  seat.history.findLast((step) => step.at <= at)?.state;
