import { resolve } from 'node:path';
import { runSteps } from './check/run';
import { allSteps, sizeLine } from './check/steps';

/** `npm run check`: types, lint, boundaries, format, and what WeChat would refuse. */
const main = async (): Promise<void> => {
  const dir = resolve(__dirname, '..');
  const failed = await runSteps(allSteps(dir));
  console.log(`Package sizes: ${sizeLine(dir)}`);
  if (failed > 0) {
    console.log(`${failed} ${failed === 1 ? 'check' : 'checks'} failed.`);
    process.exitCode = 1;
  }
};

void main();
