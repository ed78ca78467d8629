import { cpSync } from 'node:fs';
import { startLocalCloud } from '../../tools/local-cloud';
import { functionsDir, manifestFile } from './build';
import { oncePerRun } from './once';

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

/** Lays the demo's data into an empty folder. Seeding takes seconds, so a run does it once. */
export const layDemo = async (dataDir: string): Promise<void> => {
  const seeded = await oncePerRun('demo', seed);
  if (seeded !== undefined) cpSync(seeded, dataDir, { recursive: true });
};
