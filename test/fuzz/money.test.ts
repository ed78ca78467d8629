import fc from 'fast-check';
import { openCloud, type TestCloud } from '../support/cloud';
import { newRequestId, openWorld, type World } from '../support/world';
import { Faults } from './faults';
import { deals, playDeals } from './money';

/** A seeded sample; `npm run fuzz` plays on with new seeds. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? '4');
const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

describe('several admins at one fund', () => {
  let cloud: TestCloud;
  let world: World;
  const faults = new Faults();

  beforeAll(async () => {
    cloud = await openCloud({ faultAt: faults.at, transactionMs: 4000 });
    world = await openWorld(cloud);
    for (const openid of ['second-admin', 'third-admin']) {
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid,
        level: 'admin',
        areaId: 'd-1',
      });
    }
  });
  afterAll(() => cloud.end());

  it(
    `keep its books, ${RUNS} times over from seed ${SEED}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(deals, (plot) => playDeals(cloud, world, faults, plot)),
        { numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 50 },
      );
      expect(faults.kills).toBeGreaterThan(0);
    },
    RUNS * 30_000 + 60_000,
  );
});
