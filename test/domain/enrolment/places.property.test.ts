import fc from 'fast-check';
import * as enrolment from '../../../cloudfunctions/domain/enrolment/enrolment';
import { placesOf, queueOf } from '../../../cloudfunctions/domain/enrolment/places';
import type { Programme } from '../../../cloudfunctions/domain/enrolment/programme';
import type { CallOutcome, PassedReason } from '../../../typings/contract';
import { DAY, HOUR, NOW, programme, session, START } from './sample';

type Step = (before: Programme, now: number) => Programme;

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const who = fc.constantFrom(...names);
const reason = fc.option(fc.constantFrom<PassedReason>('age', 'area', 'clash'), { nil: null });
const outcome = fc.constantFrom<CallOutcome>('reached_yes', 'reached_no', 'not_reached');

const joiner = (enrolmentId: string, unfit: PassedReason | null) => ({
  enrolmentId,
  subjectId: enrolmentId,
  unfit,
});

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(who, reason).map(
    ([name, unfit]): Step =>
      (all, now) =>
        enrolment.join(all, joiner(name, unfit), now),
  ),
  fc.tuple(who, reason).map(
    ([name, unfit]): Step =>
      (all, now) =>
        enrolment.walkIn(all, joiner(name, unfit), now),
  ),
  who.map(
    (name): Step =>
      (all, now) =>
        enrolment.cancel(all, name, now),
  ),
  who.map(
    (name): Step =>
      (all, now) =>
        enrolment.decline(all, name, now),
  ),
  who.map(
    (name): Step =>
      (all, now) =>
        enrolment.reject(all, name, now),
  ),
  who.map(
    (name): Step =>
      (all, now) =>
        enrolment.forget(all, name, now),
  ),
  fc.tuple(who, reason).map(
    ([name, unfit]): Step =>
      (all, now) =>
        enrolment.accept(all, name, unfit, now),
  ),
  fc.tuple(who, reason).map(
    ([name, unfit]): Step =>
      (all, now) =>
        enrolment.promote(all, name, unfit, now),
  ),
  fc.tuple(who, outcome, reason).map(
    ([name, said, unfit]): Step =>
      (all, now) =>
        enrolment.call(all, name, said, unfit, now),
  ),
  fc.tuple(who, fc.integer({ min: -3, max: 3 })).map(
    ([name, priority]): Step =>
      (all, now) =>
        enrolment.prioritise(all, name, priority, now),
  ),
  fc.array(who).map(
    (misfits): Step =>
      (all, now) =>
        enrolment.offerPlaces(
          all,
          ({ enrolmentId }) => (misfits.includes(enrolmentId) ? 'area' : null),
          now,
        ),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }))
    .map(([capacity, reserved]): Step => (all) => ({
      ...all,
      capacity: Math.max(capacity, reserved),
      reserved,
    })),
  fc.constant<Step>((all, now) =>
    enrolment.cancelProgramme(all, 's-1', { at: now, reason: '停电' }),
  ),
);

const play = (
  steps: readonly (readonly [Step, number])[],
  check: (before: Programme, after: Programme, now: number) => void,
): void => {
  let all = programme({
    capacity: 3,
    closesAt: START,
    sessions: [
      session(),
      session({ sessionId: 's-2', from: START + DAY, until: START + DAY + HOUR }),
    ],
  });
  let now = NOW;
  for (const [act, later] of steps) {
    now += later;
    let after = all;
    try {
      after = act(all, now);
    } catch {
      // A refusal changes nothing: the programme is as it was.
    }
    check(all, after, now);
    all = after;
  }
};

const plays = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 9 * HOUR })), { maxLength: 60 });

describe('whatever happens in whatever order', () => {
  it('enrolled + offered + reserved ≤ capacity after every step', () => {
    fc.assert(
      fc.property(plays, (steps) => {
        play(steps, (_, after) => {
          const { enrolled, offered, reserved, capacity, free } = placesOf(after);
          expect(enrolled + offered + reserved).toBeLessThanOrEqual(capacity);
          expect(free).toBe(capacity - enrolled - offered - reserved);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('nobody is given a place beyond the wished capacity', () => {
    fc.assert(
      fc.property(plays, (steps) => {
        play(steps, (before, after) => {
          const [was, is] = [placesOf(before), placesOf(after)];
          const grew = is.enrolled + is.offered > was.enrolled + was.offered;
          if (grew) {
            expect(is.enrolled + is.offered).toBeLessThanOrEqual(after.capacity - after.reserved);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('one person has one seat, and what it was stays known', () => {
    fc.assert(
      fc.property(plays, (steps) => {
        play(steps, (before, after) => {
          const ids = after.seats.map(({ enrolmentId }) => enrolmentId);
          expect(new Set(ids).size).toBe(ids.length);
          for (const seat of after.seats) {
            expect(seat.history.at(-1)?.state).toBe(seat.state);
            const was = before.seats.find((one) => one.enrolmentId === seat.enrolmentId);
            expect(seat.history.slice(0, was?.history.length ?? 0)).toEqual(was?.history ?? []);
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('an offer by itself never goes past somebody of higher turn who fits', () => {
    fc.assert(
      fc.property(plays, (steps) => {
        play(steps, (_, after, now) => {
          const turn = queueOf(after)
            .filter(({ passed }) => passed !== 'not_reached')
            .map(({ enrolmentId }) => enrolmentId);
          const offered = enrolment
            .offerPlaces(after, () => null, now)
            .seats.filter(
              ({ state, enrolmentId }) => state === 'offered' && turn.includes(enrolmentId),
            )
            .map(({ enrolmentId }) => enrolmentId);
          expect(new Set(offered)).toEqual(new Set(turn.slice(0, offered.length)));
        });
      }),
      { numRuns: 100 },
    );
  });
});
