import { existsSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { build, type Message, type Plugin } from 'esbuild';
import type { App } from './read-app';
import { CompileError } from './compile-error';

/** What a mini-program finds in its scope, given by the phone. */
const APP_GLOBALS = [
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
  'wx',
] as const;

/** What a browser has and the logic layer of WeChat has not. */
const ABSENT = [
  'window',
  'document',
  'location',
  'history',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'alert',
  'confirm',
  'prompt',
];

const ENTRY = 'the-app';

/** The folders of the app around one of its files, the innermost first, named from its root. */
const foldersAround = (file: string, appDir: string): string[] => {
  const inApp = relative(appDir, dirname(file)).split(sep);
  const parts = inApp[0] === '..' || inApp[0] === '' ? [] : inApp;
  return [...parts.map((_, cut) => parts.slice(0, parts.length - cut).join('/')), ''];
};

/** `/utils/a` is a file of the app; a package is taken from the nearest miniprogram_npm, where npm was built. */
const appImports = ({ files }: App): Plugin => ({
  name: 'app-imports',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^\// }, ({ path, kind, pluginData }) => {
      if (kind === 'entry-point' || pluginData === 'resolved') return undefined;
      const inApp = join(files.appDir, path);
      if (path.startsWith(files.projectDir + sep) || !existsSync(dirname(inApp))) return undefined;
      return resolve(`.${path}`, { kind, resolveDir: files.appDir, pluginData: 'resolved' });
    });
    onResolve({ filter: /^[^./]/ }, ({ path, importer, kind, pluginData }) => {
      if (kind === 'entry-point' || path === ENTRY || pluginData === 'resolved') return undefined;
      const built = foldersAround(importer, files.appDir)
        .map((folder) => files.pathOf(posix.join(folder, 'miniprogram_npm', path)))
        .find((each) => existsSync(each) || existsSync(`${each}.js`));
      if (built === undefined) return undefined;
      return resolve(built, {
        kind,
        resolveDir: files.appDir,
        pluginData: 'resolved',
      });
    });
  },
});

const asCompileError = (app: App, { text, location }: Message): CompileError => {
  const file = location
    ? relative(app.files.projectDir, join(process.cwd(), location.file)).split(sep).join('/')
    : app.files.shown('app.json');
  return new CompileError(file, location?.line, `${text}.`);
};

/**
 * One script of all modules of the app. Evaluated, it is a function: given the platform's globals
 * it answers `{ runApp, modules }`, and runs a module when that is called for the first time.
 */
export const bundleScripts = async (app: App): Promise<string> => {
  const required = (path: string): string => `() => require(${JSON.stringify(path)})`;
  const modules = [...app.components.keys()].flatMap((name) => {
    const script = app.files.scriptOf(name);
    return script === null ? [] : [`${JSON.stringify(name)}: ${required(script)}`];
  });
  const appScript = app.files.scriptOf('app');
  const result = await build({
    stdin: {
      contents: `export const runApp = ${appScript === null ? 'null' : required(appScript)};
export const modules = {\n${modules.join(',\n')}\n};`,
      resolveDir: app.files.appDir,
      sourcefile: ENTRY,
    },
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    globalName: 'compiled',
    platform: 'neutral',
    mainFields: ['miniprogram', 'module', 'main'],
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
    banner: {
      js: `(function ({ ${APP_GLOBALS.join(', ')} }) {\nvar ${ABSENT.join(', ')};`,
    },
    footer: { js: 'return compiled;\n})' },
    plugins: [appImports(app)],
  }).catch((error: unknown) => {
    const [message] = (error as { errors?: Message[] }).errors ?? [];
    throw message ? asCompileError(app, message) : error;
  });
  for (const input of Object.keys(result.metafile.inputs)) {
    app.files.seen.add(join(process.cwd(), input));
  }
  return result.outputFiles[0]?.text ?? '';
};
