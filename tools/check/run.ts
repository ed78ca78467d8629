import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** What a step found: '' is nothing, anything else is shown and fails the check. */
export type Step = { name: string; run(): Promise<string> };

/** Runs a program of this project's packages by Node; resolves to what it says if it fails. */
export const runNode =
  (cwd: string, script: string, args: readonly string[]): (() => Promise<string>) =>
  () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [script, ...args], {
        cwd,
        env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      });
      const said: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
      child.on('error', reject);
      child.on('close', (status) => {
        const output = Buffer.concat(said).toString().trim();
        resolve(status === 0 ? '' : output || `ended with ${status ?? 'a signal'}`);
      });
    });

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const runStep = async ({ name, run }: Step): Promise<boolean> => {
  const started = Date.now();
  const found = await run().catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  const time = seconds(started).padStart(7);
  console.log(`${found === '' ? 'ok    ' : 'FAILED'} ${time}  ${name}`);
  if (found !== '') console.log(`${found.replace(/^/gm, '    ')}\n`);
  return found === '';
};

/**
 * Runs every step, as many at once as the machine has cores, in the order given; one line each as it
 * ends, with what it found below. Resolves to the number that failed.
 */
export const runSteps = async (steps: readonly Step[]): Promise<number> => {
  const waiting = [...steps];
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (!(await runStep(step))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return failed;
};
