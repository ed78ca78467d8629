import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from '../support/build';

const USAGE =
  'npm run fuzz -- [--minutes <number, 10>] [--runs <events a round, 40>] ' +
  '[--inputs <hostile inputs a round for each action, 1000>] [--only <part of a file’s name>]';

/**
 * Plays the fuzz tests on and on with new seeds until the time is up or one fails; a failure is
 * printed with the seed that plays it again.
 */
const main = (): void => {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      runs: { type: 'string', default: '40' },
      inputs: { type: 'string', default: '1000' },
      only: { type: 'string', default: '' },
    },
  });
  const [minutes, runs, inputs] = [values.minutes, values.runs, values.inputs].map(Number);
  const isCount = (given = 0): boolean => Number.isInteger(given) && given >= 1;
  if (!minutes || !(minutes > 0) || !isCount(runs) || !isCount(inputs)) {
    throw new Error(`usage: ${USAGE}`);
  }
  const tests = `test/fuzz/${values.only}`;
  const end = Date.now() + minutes * 60_000;
  let rounds = 0;
  while (Date.now() < end) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const settings = {
      FUZZ_RUNS: String(runs),
      FUZZ_INPUTS: String(inputs),
      FUZZ_SEED: String(seed),
    };
    const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', tests], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...settings },
    });
    if (status !== 0) {
      const names = Object.entries(settings).map((pair) => pair.join('='));
      console.log(`Play it again: ${names.join(' ')} npx jest ${tests}`);
      process.exitCode = 1;
      return;
    }
    rounds += 1;
  }
  console.log(`${rounds} rounds, none failed: ${runs} events and ${inputs} inputs an action each`);
};

main();
