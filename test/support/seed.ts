import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startLocalCloud } from '../../tools/local-cloud';
import { functionsDir, manifestFile } from './build';

/** Names the folder that the test files of one run share; where it is not set, nothing is shared. */
const SHARED = 'DEMO_SEED_FOLDER';

const POLL_MS = 100;

/** Gives the test files of this run a folder to keep one seeded demo in. */
export const shareSeed = (): void => {
  process.env[SHARED] = mkdtempSync(join(tmpdir(), 'micro-wish-seed-'));
};

export const dropSeed = (): void => {
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

const seed = async (dataDir: string): Promise<void> => {
  const cloud = await startLocalCloud({
    functionsDir,
    manifestFile,
    dataDir,
    port: 0,
    demo: true,
  });
  await cloud.close();
};

/**
 * Lays the demo's data into an empty folder. Seeding takes seconds, so the first test file of a run
 * does it for all; the others wait for it, or do it themselves should it fail.
 */
export const layDemo = async (dataDir: string): Promise<void> => {
  const folder = process.env[SHARED];
  if (folder === undefined) return;
  const seeded = join(folder, 'data');
  const ready = join(folder, 'ready');
  const lock = join(folder, 'lock');
  while (!existsSync(ready)) {
    if (!enter(lock)) {
      await pause(POLL_MS);
      continue;
    }
    try {
      if (existsSync(ready)) break;
      rmSync(seeded, { recursive: true, force: true });
      mkdirSync(seeded);
      await seed(seeded);
      writeFileSync(ready, '');
    } finally {
      rmdirSync(lock);
    }
  }
  cpSync(seeded, dataDir, { recursive: true });
};
