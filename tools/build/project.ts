import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, isRecord, readJson, stringEntriesOf, stringsOf } from './files';

/** Name of the folder that 构建 npm writes, as DevTools names it. */
export const NPM_DIR = 'miniprogram_npm';

/** One 构建 npm relation: the dependencies of one package.json go to one `miniprogram_npm`. */
export interface NpmRelation {
  /** Absolute path of the package.json. */
  packageJson: string;
  /** Absolute path of the `miniprogram_npm` folder to write. */
  outDir: string;
}

/** A mini-program project as DevTools sees it: `project.config.json` at its root. */
export interface Project {
  dir: string;
  /** Absolute path of the folder that holds `app.json`. */
  appDir: string;
  npm: NpmRelation[];
}

/** Reads `project.config.json`; throws where there is none. */
export const readProject = (dir: string): Project => {
  const config = readJson(join(dir, 'project.config.json'));
  const root = typeof config['miniprogramRoot'] === 'string' ? config['miniprogramRoot'] : '';
  const setting = isRecord(config['setting']) ? config['setting'] : {};
  const relations = setting['packNpmManually'] === true ? setting['packNpmRelationList'] : [];
  return {
    dir,
    appDir: join(dir, root),
    npm: (Array.isArray(relations) ? relations : []).filter(isRecord).map((relation) => ({
      packageJson: join(dir, String(relation['packageJsonPath'])),
      outDir: join(dir, String(relation['miniprogramNpmDistDir']), NPM_DIR),
    })),
  };
};

/** A page or component has all four of these. */
export const PAGE_FILES = ['.ts', '.wxml', '.wxss', '.json'] as const;

/** A page or component: a JSON file that stands for up to three more files of the same name. */
export interface Part {
  /** Path below the app's root without extension, such as `pages/home/home`. */
  path: string;
  kind: 'page' | 'component';
}

export interface Subpackage {
  /** Folder below the app's root, without a slash at its end. */
  root: string;
  /** Another name for it in preload rules. */
  name?: string;
  pages: string[];
}

/** What `app.json` declares. */
export interface App {
  /** Absolute path of the folder that holds `app.json`. */
  dir: string;
  /** Every page, those of subpackages included, as a path below the app's root. */
  pages: string[];
  subpackages: Subpackage[];
  usingComponents: [string, string][];
}

const trimSlashes = (path: string): string => path.replace(/^\/+|\/+$/g, '');

/** Reads `app.json`; null where the app has none yet. */
export const readApp = (appDir: string): App | null => {
  const file = join(appDir, 'app.json');
  if (!existsSync(file)) return null;
  const json = readJson(file);
  const declared = json['subPackages'] ?? json['subpackages'];
  const subpackages = (Array.isArray(declared) ? declared : []).filter(isRecord).map((entry) => {
    const root = trimSlashes(String(entry['root']));
    return {
      root,
      ...(typeof entry['name'] === 'string' ? { name: entry['name'] } : {}),
      pages: stringsOf(entry['pages']).map((page) => `${root}/${trimSlashes(page)}`),
    };
  });
  return {
    dir: appDir,
    pages: [...stringsOf(json['pages']), ...subpackages.flatMap(({ pages }) => pages)],
    subpackages,
    usingComponents: stringEntriesOf(json['usingComponents']),
  };
};

/** The app's own files, relative to its root: what is built from npm is not among them. */
export const appFiles = (appDir: string): string[] => filesBelow(appDir, [NPM_DIR, 'node_modules']);

/**
 * The pages and components the app itself has: declared pages of which any file exists, and every
 * JSON that says `"component": true` and is no page.
 */
export const partsOf = (app: App): Part[] => {
  const files = appFiles(app.dir);
  const pages = app.pages.filter((path) =>
    PAGE_FILES.some((extension) => files.includes(path + extension)),
  );
  const components = files
    .filter((file) => file.endsWith('.json') && file.includes('/'))
    .filter((file) => readJson(join(app.dir, file))['component'] === true)
    .map((file) => file.replace(/\.json$/, ''))
    .filter((path) => !app.pages.includes(path));
  return [
    ...pages.map((path): Part => ({ path, kind: 'page' })),
    ...components.map((path): Part => ({ path, kind: 'component' })),
  ];
};
