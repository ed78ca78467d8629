import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformSync as toEs5, type Options } from '@swc/core';
import { transformSync } from 'esbuild';

/** Blanks that WeChat's own minifier of templates takes out: between tags, and around lines. */
const slimTemplate = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/>\s+</g, '><')
    .replace(/\s*\n\s*/g, ' ');

/** What DevTools does to a script by `es6`, `enhance` and `minified`: ES5 with shared helpers. */
const ES5: Options = {
  configFile: false,
  swcrc: false,
  module: { type: 'commonjs' },
  minify: true,
  jsc: {
    parser: { syntax: 'typescript' },
    target: 'es5',
    externalHelpers: true,
    minify: { compress: true, mangle: true },
  },
};

const HELPER = /@swc\/helpers\/_\/(\w+)/g;
const FURTHER_HELPER = /from "\.\/(\w+)\.js"/g;

const HELPERS = join(
  dirname(createRequire(__filename).resolve('@swc/helpers/package.json')),
  'esm',
);

/** A helper's own code and the names of those it needs. */
const helper = (name: string): { code: string; needs: string[] } => {
  const text = readFileSync(join(HELPERS, `${name}.js`), 'utf8');
  return {
    code: toEs5(text, ES5).code,
    needs: [...text.matchAll(FURTHER_HELPER)].flatMap(([, needed]) => needed ?? []),
  };
};

/** What a file comes to when it is uploaded. */
export interface Uploaded {
  bytes: number;
  /** Helpers that its ES5 needs; the app carries each once. */
  helpers: string[];
}

/** A file as WeChat uploads it: types and comments gone, scripts in ES5, all of it minified. */
export const uploaded = (file: string): Uploaded => {
  const content = readFileSync(file);
  const text = content.toString('utf8');
  const plain = (slim: string): Uploaded => ({ bytes: Buffer.byteLength(slim), helpers: [] });
  if (/\.(ts|js)$/.test(file)) {
    const { code } = toEs5(text, ES5);
    const helpers = [...code.matchAll(HELPER)].flatMap(([, name]) => name ?? []);
    return { bytes: Buffer.byteLength(code), helpers };
  }
  if (file.endsWith('.wxs')) return plain(transformSync(text, { minify: true }).code);
  if (file.endsWith('.wxss')) {
    return plain(transformSync(text, { loader: 'css', minify: true }).code);
  }
  if (file.endsWith('.json')) return plain(JSON.stringify(JSON.parse(text)));
  if (file.endsWith('.wxml')) return plain(slimTemplate(text));
  return { bytes: content.length, helpers: [] };
};

/** Bytes of helpers and of all that they need, each counted once. */
export const helperBytes = (names: Iterable<string>): number => {
  const known = new Set(names);
  let bytes = 0;
  // A set that grows while it is walked is walked to its new end.
  for (const name of known) {
    const { code, needs } = helper(name);
    bytes += Buffer.byteLength(code);
    for (const needed of needs) known.add(needed);
  }
  return bytes;
};
