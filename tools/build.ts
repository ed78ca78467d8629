import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildFunctions, functionNames } from './build/functions';
import { buildNpm } from './build/npm';
import { readManifest } from './local-cloud/manifest';

/** `npm run build`: what DevTools opens and uploads, the npm packages and the function bundles. */
const main = async (): Promise<void> => {
  const projectDir = resolve(__dirname, '..');
  for (const { dir, files, bytes, packages } of await buildNpm({ projectDir })) {
    console.log(`${dir}: ${packages.join(', ')} (${files} files, ${Math.ceil(bytes / 1024)} KB)`);
  }
  const outDir = join(projectDir, 'dist', 'cloudfunctions');
  const sourceDir = join(projectDir, 'cloudfunctions');
  // What runs on a developer's machine only must never be uploaded.
  const manifest = readManifest(join(sourceDir, 'cloud.json'));
  const all = await functionNames(sourceDir);
  const only = all.filter((name) => !manifest.functions[name]?.localOnly);
  await rm(outDir, { recursive: true, force: true });
  const names = await buildFunctions({ sourceDir, outDir, only });
  console.log(`dist/cloudfunctions: ${names.join(', ')}`);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
