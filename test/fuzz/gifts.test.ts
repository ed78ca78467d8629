import fc from 'fast-check';
import { openCloud, type TestCloud } from '../support/cloud';
import { fundId, newRequestId, openWorld, type World } from '../support/world';
import { Faults } from './faults';
import { moments, playBuying } from './gifts';

/** A seeded sample; `npm run fuzz` plays on with new seeds. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? '3');
const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

describe('orders, arrivals, withdrawals, stock and substitution in any order', () => {
  let cloud: TestCloud;
  let world: World;
  const faults = new Faults();

  beforeAll(async () => {
    cloud = await openCloud({ faultAt: faults.at, transactionMs: 4000 });
    world = await openWorld(cloud);
    await world.admin.call('staff', 'fund.donate', {
      requestId: newRequestId(),
      fundId,
      donor: '灯塔公司',
      amountFen: 9_000_000_000 as never,
    });
  });
  afterAll(() => cloud.end());

  it(
    `give no gift to two wishes and spend nothing twice, ${RUNS} times over from seed ${SEED}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(moments, (plot) => playBuying(cloud, world, faults, plot)),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      expect(faults.kills).toBeGreaterThan(0);
    },
    RUNS * 60_000 + 60_000,
  );
});
