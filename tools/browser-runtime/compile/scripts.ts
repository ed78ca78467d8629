import { posix, relative } from 'node:path';
import { build, type BuildFailure, type Plugin } from 'esbuild';
import { slashed } from '../../build/files';
import { NPM_DIR } from '../../build/project';
import { CompileError } from './compile-error';
import type { Part } from './parts';
import type { Sources } from './sources';

/** What a browser has and WeChat has not: to the app they are not there. */
const ABSENT = [
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'XMLHttpRequest',
  'fetch',
  'alert',
];

const ENTRY = 'mini-program-entry';

/** Finds `ordinary` packages and component files where the mini-program would find them. */
const npm = (sources: Sources): Plugin => ({
  name: 'mini-program-npm',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point') return null;
      const bundled = sources.locate(posix.join(NPM_DIR, path, 'index.js'));
      const file = bundled ?? sources.locate(posix.join(NPM_DIR, `${path}.js`));
      return file === null ? null : { path: file };
    });
    builder.onResolve({ filter: /^\// }, ({ path, kind }) => {
      if (kind === 'entry-point') return null;
      const own = ['', '.ts', '.js', '/index.ts', '/index.js']
        .map((end) => sources.locate(path.slice(1) + end))
        .find((file) => file !== null);
      return own === undefined ? null : { path: own };
    });
  },
});

/** The scripts of app and parts as `run` functions, which load their module when called. */
const entryText = (sources: Sources, parts: Part[], bundle: string): string => {
  const script = (path: string): string | null =>
    sources.locate(`${path}.ts`) ?? sources.locate(`${path}.js`);
  const loader = (path: string): string => {
    const file = script(path);
    return file === null ? '() => {}' : `() => void require(${JSON.stringify(file)})`;
  };
  const runs = parts.map(({ path }) => `${JSON.stringify(path)}: ${loader(path)}`);
  return [`const runs = {${runs.join(',\n')}};`, `const runApp = ${loader('app')};`, bundle].join(
    '\n',
  );
};

/**
 * Bundles every script of the app into one ES module. `bundle` is the rest of the module: it sees
 * `runs` (a function per part, by path) and `runApp`, and exports.
 */
export const compileScripts = async (
  sources: Sources,
  parts: Part[],
  bundle: string,
): Promise<string> => {
  try {
    const { outputFiles } = await build({
      stdin: {
        contents: entryText(sources, parts, bundle),
        resolveDir: sources.appDir,
        sourcefile: `${ENTRY}.js`,
        loader: 'js',
      },
      absWorkingDir: sources.appDir,
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'es2022',
      sourcemap: 'inline',
      charset: 'utf8',
      define: Object.fromEntries(ABSENT.map((name) => [name, 'undefined'])),
      plugins: [npm(sources)],
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    const [first] = (error as BuildFailure).errors ?? [];
    if (!first) throw error;
    const file = slashed(
      relative(sources.appDir, `${sources.appDir}/${first.location?.file ?? ''}`),
    );
    throw new CompileError(file, first.location?.line, `${first.text}.`);
  }
};
