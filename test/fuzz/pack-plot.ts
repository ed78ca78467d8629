import fc from 'fast-check';
import type { Disposition } from '../../typings/contract';
import { cutOnce, killWithin, type Kill } from './faults';

type Version = '7-12' | 'family';

/** Everything that staff, units and families do about a few packs. */
export type PackEvent =
  | { kind: 'send'; batch: number; version: Version; count: number }
  | { kind: 'assign'; batch: number; child: number; family: boolean; second: boolean }
  | { kind: 'swap'; card: number; version: Version }
  | { kind: 'acknowledge'; batch: number; less: number }
  | { kind: 'settle'; batch: number; which: number; outcome: 'found' | 'returned' | 'lost' }
  | { kind: 'return' | 'lose'; batch: number; version: Version; count: number }
  | { kind: 'confirm'; which: number }
  | { kind: 'deliver' | 'offline' | 'void'; card: number }
  | { kind: 'upload'; which: number }
  | { kind: 'annul'; card: number; disposition: Disposition }
  | { kind: 'race'; card: number; batch: number; against: 'return' | 'swap' | 'void' | 'deliver' }
  | { kind: 'close'; batch: number }
  | Kill;

export const CHILDREN = 5;
export const BATCHES = 2;

const batch = fc.nat(BATCHES - 1);
const card = fc.nat(20);
const which = fc.nat(20);
const version = fc.constantFrom<Version>('7-12', '7-12', 'family');
const count = fc.integer({ min: 1, max: 3 });
const just = <Kind extends string>(kind: Kind) => fc.constant(kind);

const kill = killWithin(6);

const steps: fc.Arbitrary<PackEvent[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: just('send'), batch, version, count }) },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: just('assign'),
        batch,
        child: fc.nat(CHILDREN - 1),
        family: fc.boolean(),
        second: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: just('swap'), card, version }) },
    { weight: 3, arbitrary: fc.record({ kind: just('acknowledge'), batch, less: fc.nat(1) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: just('settle'),
        batch,
        which,
        outcome: fc.constantFrom('found' as const, 'returned' as const, 'lost' as const),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('return' as const, 'lose' as const),
        batch,
        version,
        count,
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: just('confirm'), which }) },
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          'deliver' as const,
          'deliver' as const,
          'offline' as const,
          'offline' as const,
          'void' as const,
        ),
        card,
      }),
    },
    { weight: 5, arbitrary: fc.record({ kind: just('upload'), which }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: just('annul'),
        card,
        disposition: fc.constantFrom<Disposition>('returned', 'kept', 'damaged'),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: just('race'),
        card,
        batch,
        against: fc.constantFrom(
          'return' as const,
          'swap' as const,
          'void' as const,
          'deliver' as const,
        ),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: just('close'), batch }) },
    { weight: 4, arbitrary: kill },
  ),
  { minLength: 25, maxLength: 50 },
);

export const packEvents = cutOnce(steps, kill, 20);
