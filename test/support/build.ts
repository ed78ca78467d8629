import { join } from 'node:path';
import { buildFunctionsIfStale } from '../../tools/build/functions';

export const root = join(__dirname, '..', '..');
export const functionsDir = join(root, 'dist', 'local');
export const manifestFile = join(root, 'cloudfunctions', 'cloud.json');

/** The functions as they would be deployed. */
export const buildFunctions = (): Promise<void> =>
  buildFunctionsIfStale({ sourceDir: join(root, 'cloudfunctions'), outDir: functionsDir });
