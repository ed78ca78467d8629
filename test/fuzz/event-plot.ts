import fc from 'fast-check';
import type { Disposition } from '../../typings/contract';
import { cutOnce, killWithin, type Kill } from './faults';

/** Everything that can happen at an event to a few cards and devices. */
export type Happening =
  | { kind: 'scan'; device: number; card: number; lost: boolean }
  | { kind: 'retry'; device: number; which: number }
  | { kind: 'offlineScan'; device: number; card: number }
  | { kind: 'upload'; device: number; twice: boolean; reversed: boolean }
  | { kind: 'annul'; card: number; byStaff: boolean; disposition: Disposition }
  | { kind: 'reissue' | 'freeze' | 'unfreeze' | 'withdraw' | 'void' | 'issue'; card: number }
  /** To another desk, or to another event and back. */
  | { kind: 'move'; card: number; to: number }
  /** The approval is taken back; the wish goes on by one step towards its next gift. */
  | { kind: 'unapprove' | 'goOn'; card: number }
  /** The grant of a device's volunteer ends, or she gets another one. */
  | { kind: 'endGrant' | 'grant'; device: number }
  | { kind: 'decide'; which: number; accept: boolean }
  /** The event that gifts are moved to: put off, cancelled, without its desk, or as it was. */
  | { kind: 'event'; to: 'later' | 'cancelled' | 'deskless' | 'open' }
  | { kind: 'crowd'; card: number }
  | Kill;

export const CARDS = 3;
export const DEVICES = 3;
const MINUTE = 60_000;

const card = fc.nat(CARDS - 1);
const device = fc.nat(DEVICES - 1);

const kill = killWithin(12);

const steps: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('scan' as const),
        device,
        card,
        lost: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('retry' as const), device, which: fc.nat(20) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('offlineScan' as const), device, card }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('upload' as const),
        device,
        twice: fc.boolean(),
        reversed: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('annul' as const),
        card,
        byStaff: fc.boolean(),
        disposition: fc.constantFrom<Disposition>('returned', 'kept', 'damaged'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'reissue' as const,
          'freeze' as const,
          'unfreeze' as const,
          'withdraw' as const,
          'void' as const,
          'issue' as const,
        ),
        card,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('move' as const), card, to: fc.nat(2) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('unapprove' as const, 'goOn' as const, 'goOn' as const),
        card,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('endGrant' as const, 'grant' as const),
        device,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('decide' as const),
        which: fc.nat(20),
        accept: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('event' as const),
        to: fc.constantFrom(
          'later' as const,
          'cancelled' as const,
          'deskless' as const,
          'open' as const,
        ),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crowd' as const), card }) },
    { weight: 4, arbitrary: kill },
  ),
  { minLength: 5, maxLength: 40 },
);

const clockSkews: fc.Arbitrary<number[]> = fc.array(
  fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
  { minLength: DEVICES, maxLength: DEVICES },
);

/** What happens, and how wrong the clock of each device is. */
export interface EventPlot {
  happenings: Happening[];
  clockSkews: number[];
}

export const eventPlots: fc.Arbitrary<EventPlot> = fc.record({
  happenings: cutOnce(steps, kill, 10),
  clockSkews,
});
