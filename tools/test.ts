import { readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';

const dir = resolve(__dirname, '..');

/** Runs a program by Node in the project's folder, its output shown as it comes. */
const run = (...args: string[]): boolean =>
  spawnSync(process.execPath, args, { cwd: dir, stdio: 'inherit' }).status === 0;

interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that did not even start, so that none of their tests counts. */
  numRuntimeErrorTestSuites: number;
  testResults: { name: string; startTime: number; endTime: number }[];
}

interface Outcome {
  passed: number;
  failed: number;
  files: JestResult['testResults'];
}

/** The tests, and how many passed and failed; whatever is given on the command line goes to jest. */
const runTests = (args: readonly string[]): Outcome => {
  const file = join(dir, 'node_modules', '.cache', `jest-${process.pid}.json`);
  const passedAll = run('node_modules/jest/bin/jest.js', '--json', `--outputFile=${file}`, ...args);
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as JestResult;
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return {
      passed: result.numPassedTests,
      failed: passedAll ? failed : Math.max(1, failed),
      files: result.testResults,
    };
  } catch {
    return { passed: 0, failed: 1, files: [] };
  } finally {
    rmSync(file, { force: true });
  }
};

/** What a step answered, and the seconds it took. */
const timed = <T>(step: () => T): [answer: T, seconds: number] => {
  const started = Date.now();
  const answer = step();
  return [answer, Math.round((Date.now() - started) / 1000)];
};

/** The seconds that the files of each part of test/parts.json took, all workers together. */
const secondsOfParts = (files: Outcome['files']): string => {
  const parts = JSON.parse(readFileSync(join(dir, 'test', 'parts.json'), 'utf8')) as Record<
    string,
    string[]
  >;
  const folderOf = (name: string): string =>
    relative(join(dir, 'test'), name).split(/[\\/]/)[0] ?? '';
  return Object.entries(parts)
    .map(([part, folders]) => {
      const own = files.filter(({ name }) => folders.includes(folderOf(name)));
      const ms = own.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
      return `${part} ${Math.round(ms / 1000)}`;
    })
    .join(', ');
};

/** `npm test`: every check, the build, every test; what is red early does not hide what comes later. */
const main = (): void => {
  const [checked, checking] = timed(() => run('--import', 'tsx', 'tools/check.ts'));
  const [built, building] = timed(() => run('--import', 'tsx', 'tools/build.ts'));
  const [{ passed, failed, files }, testing] = timed(() => runTests(process.argv.slice(2)));
  if (!checked) console.log('The checks failed; see above.');
  if (!built) console.log('The build failed; see above.');
  console.log(`Seconds: check ${checking}, build ${building}, tests ${testing}`);
  console.log(`Seconds of the tests, all workers together: ${secondsOfParts(files)}`);
  console.log(`${passed} passed, ${failed} failed`);
  if (!checked || !built || failed > 0) process.exitCode = 1;
};

main();
