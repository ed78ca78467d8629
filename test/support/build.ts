import { join } from 'node:path';
import { buildFunctionsIfStale } from '../../tools/build/functions';

export const root = join(__dirname, '..', '..');
export const functionsDir = join(root, 'dist', 'local');
export const manifestFile = join(root, 'cloudfunctions', 'cloud.json');

/** Once before all tests: the functions as they would be deployed. */
export default async function buildBeforeTests(): Promise<void> {
  await buildFunctionsIfStale({ sourceDir: join(root, 'cloudfunctions'), outDir: functionsDir });
}
