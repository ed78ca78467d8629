import fc from 'fast-check';
import type { Reply } from '../../typings/contract';
import { openCloud, untilAnswered, type TestCloud } from '../support/cloud';
import { openWorld, type World } from '../support/world';
import { Faults } from './faults';

/** How long a killed function holds its documents, for which all that follows must wait. */
const HELD_MS = 1000;

/** What plots are played on: a real backend in which whatever is under way may be killed. */
export interface Setting {
  cloud: TestCloud;
  world: World;
  faults: Faults;
  /** Asks until there is an answer. A refusal is a good answer to a random step: it has no data. */
  tried<T>(ask: () => Promise<Reply<T>>): Promise<T | undefined>;
}

interface Plays<Plot> {
  /** What must hold through all of them. */
  holds: string;
  /** A seeded sample; `npm run fuzz` plays on with new seeds. */
  runs: number;
  /** How long one may take on a slow machine. */
  seconds: number;
  plot: fc.Arbitrary<Plot>;
  event?: { from: number; until: number };
  /** Lays what is there before the first play, and answers how one is played. */
  begin(setting: Setting): Promise<(plot: Plot) => Promise<void>>;
}

const SEED = Number(process.env['FUZZ_SEED'] ?? '20250601');

/** Plays random plots on a cloud of their own. */
export const describePlays = <Plot>(
  what: string,
  { holds, runs, seconds, plot, event, begin }: Plays<Plot>,
): void => {
  const numRuns = Number(process.env['FUZZ_RUNS'] ?? runs);

  describe(what, () => {
    const faults = new Faults();
    let cloud: TestCloud;
    let play: (plot: Plot) => Promise<void>;
    let asked = 0;
    let granted = 0;

    const tried: Setting['tried'] = async (ask) => {
      const reply = await untilAnswered(ask);
      asked += 1;
      if (!reply.ok) return undefined;
      granted += 1;
      return reply.data;
    };

    beforeAll(async () => {
      cloud = await openCloud({ faultAt: faults.at, transactionMs: HELD_MS });
      const world = await openWorld(cloud, event ? { event } : {});
      play = await begin({ cloud, world, faults, tried });
    });
    afterAll(() => cloud.end());

    it(
      `${holds}, ${numRuns} times over from seed ${SEED}`,
      async () => {
        await fc.assert(
          fc.asyncProperty(plot, async (one) => {
            faults.disarm();
            await play(one);
          }),
          // The seed plays it again; to make it smaller takes longer than a test may.
          { numRuns, seed: SEED, endOnFailure: true },
        );
        expect(faults.kills).toBeGreaterThan(0);
        // Plays in which all is refused show nothing.
        expect(granted).toBeGreaterThan(asked / 3);
      },
      numRuns * seconds * 1000 + 60_000,
    );
  });
};

/** Plays step by step and looks after each, but for a kill, which only comes with the next one. */
export const playSteps = async <Step extends { kind: string }>(
  steps: readonly Step[],
  happen: (step: Step) => Promise<void>,
  check: () => void | Promise<void>,
): Promise<void> => {
  for (const step of steps) {
    try {
      await happen(step);
      if (step.kind !== 'kill') await check();
    } catch (error) {
      throw new Error(`at ${JSON.stringify(step)}`, { cause: error });
    }
  }
};
