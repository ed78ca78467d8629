import fc from 'fast-check';
import { openCloud, type TestCloud } from '../support/cloud';
import { HOUR, newRequestId, openWorld, fundId } from '../support/world';
import { layStage, playEvent } from './event';
import { happenings, skews } from './event-plot';
import type { Stage } from './event-stage';
import { Faults } from './faults';

/** A seeded sample; `npm run fuzz` plays on with new seeds. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? '5');
const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

describe('a random event', () => {
  let cloud: TestCloud;
  let stageAnew: () => Stage;
  const faults = new Faults();

  beforeAll(async () => {
    cloud = await openCloud({ faultAt: faults.at, transactionMs: 1000, timers: false });
    const world = await openWorld(cloud, {
      event: { from: Date.now() - HOUR, until: Date.now() + 24 * 365 * HOUR },
    });
    await world.admin.call('staff', 'fund.donate', {
      requestId: newRequestId(),
      fundId,
      donor: '灯塔公司',
      amountFen: 9_000_000_000 as never,
    });
    stageAnew = await layStage(cloud, world);
  });
  afterAll(() => cloud.end());

  it(
    `keeps its books, ${RUNS} times over from seed ${SEED}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(happenings, skews, (plot, clockSkews) => {
          faults.disarm();
          return playEvent(stageAnew(), faults, plot, clockSkews);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 50 },
      );
      expect(faults.kills).toBeGreaterThan(0);
    },
    RUNS * 30_000 + 60_000,
  );
});
