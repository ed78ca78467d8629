import fc from 'fast-check';
import { openCloud, type TestCloud } from '../support/cloud';
import { openWorld, type World } from '../support/world';
import { enrolmentEvents } from './enrolment-plot';
import { playEnrolments } from './enrolments';
import { Faults } from './faults';

/** A seeded sample; `npm run fuzz` plays on with new seeds. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? '2');
const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

describe('joins, cancellations, places, promotions, passes and kills in any order', () => {
  let cloud: TestCloud;
  let world: World;
  let steps = 0;
  const faults = new Faults();

  beforeAll(async () => {
    cloud = await openCloud({ faultAt: faults.at, transactionMs: 4000 });
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it(
    `give each place once and count each session once, ${RUNS} times over from seed ${SEED}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(enrolmentEvents, async (events) => {
          steps += events.length;
          await playEnrolments(cloud, world, faults, events);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      expect(faults.kills).toBeGreaterThan(0);
      expect(steps).toBeGreaterThan(RUNS * 25);
    },
    RUNS * 90_000 + 60_000,
  );
});
