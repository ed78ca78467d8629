import { build } from 'esbuild';
import { join } from 'node:path';

/** Files to serve by their address. */
export type Bundles = ReadonlyMap<string, string>;

const bundle = async (entry: string, name: string): Promise<[address: string, text: string][]> => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: name,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    loader: { '.css': 'text' },
    sourcemap: 'linked',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, text }) => [
    path.endsWith('.map') ? `/${name}.map` : `/${name}`,
    text,
  ]);
};

/** The scripts of phone and desk, bundled for a browser, with their source maps. */
export const browserBundles = async (home: string): Promise<Bundles> => {
  const made = await Promise.all([
    bundle(join(home, 'phone', 'main.ts'), 'runtime.js'),
    bundle(join(home, 'desk', 'main.ts'), 'desk.js'),
  ]);
  return new Map(made.flat());
};
