import { build } from 'esbuild';
import { join } from 'node:path';

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    loader: { '.css': 'text' },
    sourcemap: 'inline',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
};

/** The scripts of phone and desk, bundled for a browser. */
export const browserBundles = async (home: string): Promise<{ phone: string; desk: string }> => {
  const [phone, desk] = await Promise.all([
    bundle(join(home, 'phone', 'main.ts')),
    bundle(join(home, 'desk', 'main.ts')),
  ]);
  return { phone, desk };
};
