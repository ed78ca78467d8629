import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** Runs a program of this project's packages in a folder; resolves to what it prints. */
export const node = (cwd: string, script: string, args: string[]): Promise<string> =>
  new Promise((done) => {
    // A check that finds something ends with a status; what it found is in its output.
    execFile(
      process.execPath,
      [resolve('node_modules', script), ...args],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout) => done(stdout),
    );
  });
