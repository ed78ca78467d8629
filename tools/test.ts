import { readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const dir = resolve(__dirname, '..');

/** Runs a program by Node in the project's folder, its output shown as it comes. */
const run = (...args: string[]): boolean =>
  spawnSync(process.execPath, args, { cwd: dir, stdio: 'inherit' }).status === 0;

interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that did not even start, so that none of their tests counts. */
  numRuntimeErrorTestSuites: number;
}

/** The tests, and how many passed and failed; whatever is given on the command line goes to jest. */
const runTests = (args: readonly string[]): { passed: number; failed: number } => {
  const file = join(dir, 'node_modules', '.cache', `jest-${process.pid}.json`);
  const passedAll = run('node_modules/jest/bin/jest.js', '--json', `--outputFile=${file}`, ...args);
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as JestResult;
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: passedAll ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(file, { force: true });
  }
};

/** `npm test`: every check, the build, every test; what is red early does not hide what comes later. */
const main = (): void => {
  const checked = run('--import', 'tsx', 'tools/check.ts');
  const built = run('--import', 'tsx', 'tools/build.ts');
  const { passed, failed } = runTests(process.argv.slice(2));
  if (!checked) console.log('The checks failed; see above.');
  if (!built) console.log('The build failed; see above.');
  console.log(`${passed} passed, ${failed} failed`);
  if (!checked || !built || failed > 0) process.exitCode = 1;
};

main();
