import fc from 'fast-check';
import { openCloud, type TestCloud } from '../support/cloud';
import { openWorld, type World } from '../support/world';
import { Faults } from './faults';
import { packEvents } from './pack-plot';
import { playPacks } from './packs';

/** A seeded sample; `npm run fuzz` plays on with new seeds. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? '2');
const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

describe('batches, swaps, acknowledgements, returns, losses and late deliveries in any order', () => {
  let cloud: TestCloud;
  let world: World;
  const faults = new Faults();

  beforeAll(async () => {
    cloud = await openCloud({ faultAt: faults.at, transactionMs: 4000 });
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it(
    `leave every version's sum whole and deliver once, ${RUNS} times over from seed ${SEED}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(packEvents, (events) => playPacks(cloud, world, faults, events)),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      expect(faults.kills).toBeGreaterThan(0);
    },
    RUNS * 90_000 + 60_000,
  );
});
