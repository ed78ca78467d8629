import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildFunctions, functionNames } from './build/functions';
import { noticesOf } from './build/notices';
import { buildNpm } from './build/npm';
import { readManifest } from './local-cloud/manifest';

/** `npm run build`: what DevTools opens and uploads, the npm packages and the function bundles. */
const main = async (): Promise<void> => {
  const projectDir = resolve(__dirname, '..');
  const inApp: string[] = [];
  for (const { dir, files, bytes, packages } of await buildNpm({ projectDir })) {
    inApp.push(...packages.map((name) => join('node_modules', name)));
    console.log(`${dir}: ${packages.join(', ')} (${files} files, ${Math.ceil(bytes / 1024)} KB)`);
  }
  const outDir = join(projectDir, 'dist', 'cloudfunctions');
  const sourceDir = join(projectDir, 'cloudfunctions');
  // What runs on a developer's machine only must never be uploaded.
  const manifest = readManifest(join(sourceDir, 'cloud.json'));
  const all = await functionNames(sourceDir);
  const only = all.filter((name) => !manifest.functions[name]?.localOnly);
  await rm(outDir, { recursive: true, force: true });
  const { names, packages } = await buildFunctions({ sourceDir, outDir, only });
  console.log(`dist/cloudfunctions: ${names.join(', ')}`);
  const dirs = [...new Set([...inApp, ...packages])].sort();
  await writeFile(join(projectDir, 'dist', 'THIRD-PARTY.txt'), noticesOf(dirs));
  console.log(`dist/THIRD-PARTY.txt: the licences of ${dirs.length} packages`);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
