import { existsSync, mkdirSync, mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Names the folder that the test files of one run share; where it is not set, nothing is shared. */
const SHARED = 'TEST_RUN_FOLDER';

const POLL_MS = 100;

/** Gives the test files of this run a folder to share what was made once. */
export const openRun = (): void => {
  process.env[SHARED] = mkdtempSync(join(tmpdir(), 'micro-wish-run-'));
};

export const closeRun = (): void => {
  const folder = process.env[SHARED];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
};

/** True for the one of several processes that may enter. */
const enter = (lock: string): boolean => {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
};

/**
 * Makes something in a folder of its own once in a run: the first test file that needs it does it,
 * the others wait for it, or do it themselves should it fail. Resolves to the folder, or to
 * undefined outside a run, where nothing is made.
 */
export const oncePerRun = async (
  name: string,
  make: (folder: string) => Promise<unknown>,
): Promise<string | undefined> => {
  const run = process.env[SHARED];
  if (run === undefined) return undefined;
  const folder = join(run, name);
  const ready = join(run, `${name}.ready`);
  const lock = join(run, `${name}.lock`);
  while (!existsSync(ready)) {
    if (!enter(lock)) {
      await pause(POLL_MS);
      continue;
    }
    try {
      if (existsSync(ready)) break;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      await make(folder);
      writeFileSync(ready, '');
    } finally {
      rmdirSync(lock);
    }
  }
  return folder;
};
