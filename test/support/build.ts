import { join } from 'node:path';
import { buildFunctionsIfStale } from '../../tools/build/functions';
import { buildNpm } from '../../tools/build/npm';
import { oncePerRun } from './once';

export const root = join(__dirname, '..', '..');
export const functionsDir = join(root, 'dist', 'local');
export const manifestFile = join(root, 'cloudfunctions', 'cloud.json');

/** The functions as they would be deployed. */
export const buildFunctions = (): Promise<void> =>
  buildFunctionsIfStale({ sourceDir: join(root, 'cloudfunctions'), outDir: functionsDir });

/** What a browser test needs to be built, once in a run of tests. */
export const buildAll = async (): Promise<void> => {
  const build = () => Promise.all([buildNpm({ projectDir: root }), buildFunctions()]);
  if ((await oncePerRun('build', build)) === undefined) await build();
};
