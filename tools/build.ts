import { join, resolve } from 'node:path';
import { buildFunctions } from './build/functions';
import { buildNpm } from './build/npm';

/** `npm run build`: what DevTools opens and uploads, the npm packages and the function bundles. */
const main = async (): Promise<void> => {
  const projectDir = resolve(__dirname, '..');
  for (const { dir, files, bytes, packages } of await buildNpm({ projectDir })) {
    console.log(`${dir}: ${packages.join(', ')} (${files} files, ${Math.ceil(bytes / 1024)} KB)`);
  }
  const outDir = join(projectDir, 'dist', 'cloudfunctions');
  const names = await buildFunctions({ sourceDir: join(projectDir, 'cloudfunctions'), outDir });
  console.log(`dist/cloudfunctions: ${names.join(', ')}`);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
