import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from '../support/build';

const USAGE = 'npm run fuzz -- [--minutes <number, 10>] [--runs <number, 40 a round>]';

/**
 * Plays every fuzz test on and on with new seeds until the time is up or one fails; a failure is
 * printed with the seed that plays it again.
 */
const main = (): void => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      runs: { type: 'string', default: '40' },
    },
  });
  const minutes = Number(values.minutes);
  const runs = Number(values.runs);
  if (!(minutes > 0) || !Number.isInteger(runs) || runs < 1) throw new Error(`usage: ${USAGE}`);
  const end = Date.now() + minutes * 60_000;
  let rounds = 0;
  while (Date.now() < end) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'test/fuzz'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) },
    });
    if (status !== 0) {
      console.log(`Play it again: FUZZ_RUNS=${runs} FUZZ_SEED=${seed} npx jest test/fuzz`);
      process.exitCode = 1;
      return;
    }
    rounds += 1;
  }
  console.log(`${rounds * runs} runs of each fuzz test, none failed`);
};

main();
