import { join } from 'node:path';
import { oncePerRun } from './once';

export const root = join(__dirname, '..', '..');
export const functionsDir = join(root, 'dist', 'local');
export const manifestFile = join(root, 'cloudfunctions', 'cloud.json');

/** The functions as they would be deployed. Compilers are loaded by whoever builds, not by each test. */
export const buildFunctions = async (): Promise<void> => {
  const { buildFunctionsIfStale } = await import('../../tools/build/functions');
  await buildFunctionsIfStale({ sourceDir: join(root, 'cloudfunctions'), outDir: functionsDir });
};

/** What a browser test needs to be built, once in a run of tests. */
export const buildAll = async (): Promise<void> => {
  const build = async () => {
    const { buildNpm } = await import('../../tools/build/npm');
    await Promise.all([buildNpm({ projectDir: root }), buildFunctions()]);
  };
  if ((await oncePerRun('build', build)) === undefined) await build();
};
