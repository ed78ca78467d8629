import { cpSync } from 'node:fs';
import { functionsDir, manifestFile } from './build';
import { oncePerRun } from './once';
import { startCloud } from './start-cloud';

const seed = async (dataDir: string): Promise<void> => {
  const cloud = await startCloud({
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
