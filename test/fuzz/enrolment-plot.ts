import fc from 'fast-check';
import type { CallOutcome } from '../../typings/contract';
import { cutOnce, killWithin, type Kill } from './faults';

/** Everything that people, staff, the desk and the clock do about a few places. */
export type EnrolmentEvent =
  | { kind: 'join' | 'cancel' | 'accept' | 'decline'; person: number }
  | { kind: 'promote' | 'reject'; person: number }
  | { kind: 'priority'; person: number; priority: number }
  | { kind: 'call'; person: number; outcome: CallOutcome }
  | { kind: 'walkIn' }
  | { kind: 'places'; capacity: number; reserved: number }
  | { kind: 'scan' | 'offline'; person: number; session: number }
  | { kind: 'upload'; which: number; device: number }
  | { kind: 'wait'; hours: number }
  | {
      kind: 'race';
      person: number;
      other: number;
      against: 'promote' | 'join' | 'cancel' | 'clock';
    }
  | { kind: 'cancelSession'; session: number }
  | Kill;

export const PEOPLE = 8;
export const SESSIONS = 3;

const person = fc.nat(PEOPLE - 1);
const session = fc.nat(SESSIONS - 1);
const just = <Kind extends string>(kind: Kind) => fc.constant(kind);

const kill = killWithin(6);

const steps: fc.Arbitrary<EnrolmentEvent[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: fc.record({ kind: just('join'), person }) },
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constantFrom('cancel' as const, 'accept' as const, 'decline' as const),
        person,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constantFrom('promote' as const, 'promote' as const, 'reject' as const),
        person,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: just('priority'),
        person,
        priority: fc.integer({ min: -3, max: 3 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: just('call'),
        person,
        outcome: fc.constantFrom<CallOutcome>('reached_yes', 'reached_no', 'not_reached'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: just('walkIn') }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: just('places'),
        capacity: fc.integer({ min: 1, max: 5 }),
        reserved: fc.nat(1),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constantFrom('scan' as const, 'offline' as const),
        person,
        session,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ kind: just('upload'), which: fc.nat(20), device: fc.nat(1) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ kind: just('wait'), hours: fc.integer({ min: 1, max: 14 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: just('race'),
        person,
        other: person,
        against: fc.constantFrom(
          'promote' as const,
          'join' as const,
          'cancel' as const,
          'clock' as const,
        ),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: just('cancelSession'), session }) },
    { weight: 4, arbitrary: kill },
  ),
  { minLength: 25, maxLength: 50 },
);

export const enrolmentEvents = cutOnce(steps, kill, 20);
