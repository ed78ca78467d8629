import type { EpochMs } from '../../../typings/contract';
import { cancel, settle } from './enrolment';
import { isOpen } from './places';
import type { Programme } from './programme';

/**
 * Takes an enrolment back that was a mistake: its seat goes as if it had never been. What happened
 * to it since stays on record: then it is cancelled.
 */
export const takeBack = (
  before: Programme,
  enrolmentId: string,
  now: EpochMs,
): { programme: Programme; leavesNothing: boolean } => {
  const programme = settle(before, now);
  const seat = programme.seats.find((one) => one.enrolmentId === enrolmentId);
  if (!seat) return { programme, leavesNothing: true };
  if (seat.history.length === 1) {
    const seats = programme.seats.filter((one) => one !== seat);
    return { programme: { ...programme, seats }, leavesNothing: true };
  }
  return {
    programme: isOpen(seat) ? cancel(programme, enrolmentId, now) : programme,
    leavesNothing: false,
  };
};
