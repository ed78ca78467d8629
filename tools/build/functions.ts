import { build, type BuildOptions } from 'esbuild';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readJson } from './files';
import { wholeFont } from './font';
import { lazyParts } from './lazy';
import { packagesOf } from './notices';

/** Node 18 is what the platform offers; the bundle is one step older, to be safe. */
const TARGET = 'node16';

/** `import.meta.url` for packages that are written as modules and find their files by it. */
const MODULE_URL = '__moduleUrl';

const BUNDLE = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: TARGET,
  legalComments: 'none',
  logLevel: 'silent',
  // Optional peers of the SDK's dependencies: asked for in a try, and not needed.
  external: ['bufferutil', 'utf-8-validate'],
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': MODULE_URL },
  banner: {
    js: `'use strict';\nconst ${MODULE_URL} = require('node:url').pathToFileURL(__filename).href;`,
  },
  // The bundle stays readable: whoever debugs in the cloud console reads this file.
  minify: false,
} satisfies BuildOptions;

/** The folders of a project's functions: those with an `index.ts`. */
export const functionNames = async (sourceDir: string): Promise<string[]> => {
  const entries = await readdir(sourceDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(sourceDir, entry.name, 'index.ts')))
    .map(({ name }) => name)
    .sort();
};

/**
 * Puts beside a bundle the fonts that its function prints with: `fonts.json` in the function's
 * folder says which, as `{ "<file name>": "<npm package>/<path of a .ttf>" }`.
 */
const addFonts = async (functionDir: string, outDir: string): Promise<void> => {
  const file = join(functionDir, 'fonts.json');
  if (!existsSync(file)) return;
  for (const [name, specifier] of Object.entries(readJson(file))) {
    await writeFile(join(outDir, name), await wholeFont(String(specifier)));
  }
};

/** What was built: the functions, and the folders of the npm packages inside them. */
export interface BuiltFunctions {
  names: string[];
  packages: string[];
}

/**
 * Bundles each function to `<outDir>/<function>/index.js` with the SDK inside, beside its
 * `config.json`, `package.json`, fonts and lazy parts: what DevTools uploads as it is.
 * `only` names the functions to build. A function is replaced whole or not at all, so that a
 * running server never loads half of one.
 * @throws the compiler's message, with file and line
 */
export const buildFunctions = async ({
  sourceDir,
  outDir,
  only,
}: {
  sourceDir: string;
  outDir: string;
  only?: readonly string[];
}): Promise<BuiltFunctions> => {
  const names = only ?? (await functionNames(sourceDir));
  const inputs: string[] = [];
  await mkdir(outDir, { recursive: true });
  const making = await mkdtemp(join(resolve(outDir), '.making-'));
  try {
    const lazy = lazyParts(sourceDir);
    const { metafile } = await build({
      ...BUNDLE,
      entryPoints: names.map((name) => ({
        in: join(sourceDir, name, 'index.ts'),
        out: `${name}/index`,
      })),
      outdir: making,
      metafile: true,
      plugins: [lazy.plugin],
    });
    const parts = Object.entries(metafile.outputs).flatMap(([file, output]) =>
      lazy.of(output).map(({ name, source }) => ({
        in: source,
        out: `${basename(dirname(file))}/${name}`,
      })),
    );
    inputs.push(...Object.keys(metafile.inputs));
    if (parts.length > 0) {
      const lazily = await build({ ...BUNDLE, entryPoints: parts, outdir: making, metafile: true });
      inputs.push(...Object.keys(lazily.metafile.inputs));
    }
    for (const name of names) {
      for (const file of ['config.json', 'package.json']) {
        const from = join(sourceDir, name, file);
        if (existsSync(from)) await cp(from, join(making, name, file));
      }
      await addFonts(join(sourceDir, name), join(making, name));
      const target = join(outDir, name);
      await rm(target, { recursive: true, force: true });
      await rename(join(making, name), target);
    }
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return { names: [...names], packages: packagesOf(inputs) };
};

const newestIn = async (folder: string): Promise<number> => {
  let newest = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const { mtimeMs } = await stat(join(entry.parentPath, entry.name));
    newest = Math.max(newest, mtimeMs);
  }
  return newest;
};

/** Builds only where a source is newer than the last build: a start costs nothing twice. */
export const buildFunctionsIfStale = async (folders: {
  sourceDir: string;
  outDir: string;
}): Promise<void> => {
  const names = await functionNames(folders.sourceDir);
  const built = await Promise.all(
    names.map(async (name) => {
      const file = join(folders.outDir, name, 'index.js');
      return existsSync(file) ? (await stat(file)).mtimeMs : 0;
    }),
  );
  if (Math.min(...built) < (await newestIn(folders.sourceDir))) await buildFunctions(folders);
};
