import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, posix, relative } from 'node:path';
import { build } from 'esbuild';
import { textsWithIcons, withNamedIcons } from './icons';
import { filesBelow, isRecord, readJson, readText, slashed } from './files';
import { namesAsked } from './npm-names';
import { NPM_DIR, appFiles, readApp, readProject, type NpmRelation } from './project';
import { referencesOf, type Reference } from './references';
import { localised } from './vant';

/** Oldest syntax that every base library in use runs. */
const TARGET = 'es2017';

/** Files of a mini-program component; a component path stands for those of them that exist. */
const COMPONENT_FILES = ['.json', '.js', '.wxml', '.wxss'];

const COPIED_AS_TEXT = new Set(['.json', '.js', '.wxml', '.wxss', '.wxs']);

type Output = Map<string, Buffer>;

/** A package that the app uses and that 构建 npm can take. */
interface Package {
  name: string;
  dir: string;
  /** It says of itself that it does nothing but export: two copies of it are as good as one. */
  isPure: boolean;
  /** Folder of a mini-program package's files, from its `miniprogram` field. */
  componentsDir?: string;
}

/** What the app asks of npm: a package, and which file of it ('' for its entry). */
interface Wanted extends Reference {
  name: string;
  subpath: string;
  /** The file of the app that asks. */
  by: string;
  /** The names that are imported; null where it may be any. */
  names: string[] | null;
}

const splitPackageName = (specifier: string): { name: string; subpath: string } => {
  const parts = specifier.split('/');
  const size = specifier.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, size).join('/'), subpath: parts.slice(size).join('/') };
};

/** The package a reference means, or null where it means a file of the app. */
const wantedFromNpm = (
  appDir: string,
  by: string,
  text: string,
  reference: Reference,
): Wanted | null => {
  const { specifier } = reference;
  const inNpm = specifier.split(`${NPM_DIR}/`)[1];
  const isStyleOrTemplate = /\.(wxss|wxml|wxs)$/.test(by);
  if (inNpm === undefined) {
    if (/^[./]|^plugin(-private)?:\/\//.test(specifier) || isStyleOrTemplate) return null;
    const beside = join(appDir, dirname(by), specifier);
    if (by.endsWith('.json') && existsSync(`${beside}.json`)) return null;
  }
  const names = /\.[jt]s$/.test(by) ? namesAsked(text, by, specifier) : null;
  return { ...reference, ...splitPackageName(inNpm ?? specifier), by, names };
};

const wantedByApp = (appDir: string): Wanted[] =>
  appFiles(appDir).flatMap((by) => {
    if (!/\.(json|[jt]s|wxml|wxss|wxs)$/.test(by)) return [];
    const text = readText(join(appDir, by));
    return referencesOf(by, text).flatMap(
      (reference) => wantedFromNpm(appDir, by, text, reference) ?? [],
    );
  });

const findPackage = (relation: NpmRelation, name: string): Package | null => {
  const dependencies = readJson(relation.packageJson)['dependencies'];
  if (!isRecord(dependencies) || !(name in dependencies)) return null;
  const dir = join(dirname(relation.packageJson), 'node_modules', name);
  if (!existsSync(dir)) throw new Error(`${name} is not installed: run npm install.`);
  const { miniprogram, sideEffects } = readJson(join(dir, 'package.json'));
  const found = { name, dir, isPure: sideEffects === false };
  return typeof miniprogram === 'string'
    ? { ...found, componentsDir: join(dir, miniprogram) }
    : found;
};

/** The files a path of a mini-program package stands for: itself, or those of a component. */
const filesAt = (dir: string, path: string): string[] => {
  if (COPIED_AS_TEXT.has(extname(path)) && existsSync(join(dir, path))) return [path];
  for (const base of [path, posix.join(path, 'index')]) {
    const found = COMPONENT_FILES.map((ext) => base + ext).filter((file) =>
      existsSync(join(dir, file)),
    );
    if (found.length > 0) return found;
  }
  return [];
};

/** Copies the wanted components and everything they reach, and nothing else. */
const copyReachable = (from: Package & { componentsDir: string }, wanted: Wanted[]): Output => {
  const { name, componentsDir } = from;
  const { resolve } = createRequire(join(from.dir, 'package.json'));
  const output: Output = new Map();
  const take = (path: string, askedBy: string): void => {
    const files = filesAt(componentsDir, path);
    if (files.length === 0) throw new Error(`${askedBy} asks for ${name}/${path}: no such file.`);
    for (const file of files) {
      if (output.has(`${name}/${file}`)) continue;
      const text = readText(join(componentsDir, file));
      output.set(`${name}/${file}`, Buffer.from(localised(name, file, text, resolve)));
      for (const { specifier } of referencesOf(file, text)) {
        if (specifier.startsWith('.')) {
          take(posix.join(posix.dirname(file), specifier), `${name}/${file}`);
        } else {
          throw new Error(`${name}/${file} needs ${specifier}: packages within are not supported.`);
        }
      }
    }
  };
  for (const { subpath, by, line } of wanted) take(subpath, `${by}:${line}`);
  return output;
};

/** The names that all who ask import between them; null where it may be any. */
const namesOf = (wanted: readonly Wanted[]): string[] | null => {
  const names = new Set<string>();
  for (const each of wanted) {
    if (!each.names) return null;
    for (const name of each.names) names.add(name);
  }
  return [...names].sort();
};

/**
 * Bundles an ordinary package into one `index.js`, as DevTools would; of a package without side
 * effects it holds only what is imported.
 */
const bundle = async (from: Package, wanted: Wanted[]): Promise<Output> => {
  const deep = wanted.find(({ subpath }) => subpath !== '');
  if (deep) {
    throw new Error(
      `${deep.by}:${deep.line} imports ${deep.specifier}, but 构建 npm makes a package's entry ` +
        `only: import ${from.name}.`,
    );
  }
  const names = from.isPure ? namesOf(wanted) : null;
  const absWorkingDir = dirname(from.dir).replace(/[\\/]node_modules.*$/, '');
  const { outputFiles } = await build({
    ...(names
      ? {
          stdin: {
            contents: `export { ${names.join(', ')} } from '${from.name}';`,
            resolveDir: absWorkingDir,
            // A name may be a type's, which is nothing at all.
            loader: 'ts',
          },
        }
      : { entryPoints: [from.name] }),
    absWorkingDir,
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: TARGET,
    legalComments: 'inline',
    charset: 'utf8',
    write: false,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild made nothing of ${from.name}.`);
  return new Map([[`${from.name}/index.js`, Buffer.from(file.contents)]]);
};

/** Where text of the app or of a component may name an icon. */
const NAMES_ICONS = /\.(wxml|wxs|[jt]s|json)$/;

/** Cuts icon fonts down to the icons that the app and the packages in the output name. */
const slimIcons = async (appDir: string, output: Output): Promise<void> => {
  const styles = [...output].filter(([file]) => file.endsWith('/icon/index.wxss'));
  if (styles.length === 0) return;
  const own = appFiles(appDir).filter((file) => NAMES_ICONS.test(file));
  const read = (files: string[]): string[] => files.map((file) => readText(join(appDir, file)));
  const texts = [
    ...textsWithIcons(
      read(own.filter((file) => file.endsWith('.wxml'))),
      read(own.filter((file) => !file.endsWith('.wxml'))),
    ),
    ...[...output].flatMap(([file, text]) => (NAMES_ICONS.test(file) ? [text.toString()] : [])),
  ];
  for (const [file, style] of styles) {
    output.set(file, Buffer.from(await withNamedIcons(style.toString(), texts)));
  }
};

const sameOnDisk = (dir: string, output: Output): boolean => {
  const present = filesBelow(dir);
  return (
    present.length === output.size &&
    present.every((file) => output.get(file)?.equals(readFileSync(join(dir, file))) === true)
  );
};

/** Puts the whole folder in place at once; what watches it never sees half of it. */
const replaceFolder = (dir: string, output: Output, scratch: string): void => {
  const fresh = join(scratch, `npm-new-${process.pid}`);
  const old = join(scratch, `npm-old-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  for (const [file, content] of output) {
    mkdirSync(dirname(join(fresh, file)), { recursive: true });
    writeFileSync(join(fresh, file), content);
  }
  mkdirSync(dirname(dir), { recursive: true });
  if (existsSync(dir)) renameSync(dir, old);
  if (output.size > 0) renameSync(fresh, dir);
  rmSync(old, { recursive: true, force: true });
};

/** The subpackage that a file of the app belongs to; '' for the main package. */
const homeOf = (by: string, roots: readonly string[]): string =>
  roots.find((root) => by.startsWith(`${root}/`)) ?? '';

/**
 * Which `miniprogram_npm` a package goes to, and for whom, by subpackage ('' for main). A file finds
 * the nearest, so a subpackage has its own copy of what the main package has no use for: a whole
 * package, or the rest of one that may be cut.
 */
const placesOf = (
  from: Package,
  asked: readonly Wanted[],
  roots: readonly string[],
): Map<string, Wanted[]> => {
  const byRoot = new Map<string, Wanted[]>();
  for (const each of asked) {
    const home = homeOf(each.by, roots);
    byRoot.set(home, [...(byRoot.get(home) ?? []), each]);
  }
  const inMain = byRoot.get('') ?? [];
  const main = namesOf(inMain);
  const mayStandApart = (names: string[] | null): boolean =>
    from.isPure
      ? main !== null && names !== null && names.some((name) => !main.includes(name))
      : inMain.length === 0 && byRoot.size === 1;
  const places = new Map<string, Wanted[]>();
  for (const [root, wanted] of byRoot) {
    const place =
      from.componentsDir === undefined && root !== '' && mayStandApart(namesOf(wanted)) ? root : '';
    places.set(place, [...(places.get(place) ?? []), ...wanted]);
  }
  return places;
};

/** What each `miniprogram_npm` of a relation is to hold, by subpackage ('' for the relation's own). */
const outputsOf = async (
  appDir: string,
  relation: NpmRelation,
  roots: readonly string[],
): Promise<Map<string, Output>> => {
  const wanted = wantedByApp(appDir);
  const outputs = new Map<string, Output>(['', ...roots].map((root) => [root, new Map()]));
  for (const name of [...new Set(wanted.map((each) => each.name))].sort()) {
    const asked = wanted.filter((each) => each.name === name);
    const found = findPackage(relation, name);
    if (!found) {
      const [first] = asked;
      const at = first ? `${first.by}:${first.line}` : '';
      throw new Error(`${at} needs ${name}, which is not among the dependencies in package.json.`);
    }
    const { componentsDir } = found;
    for (const [root, some] of placesOf(found, asked, roots)) {
      const made =
        componentsDir === undefined
          ? await bundle(found, some)
          : copyReachable({ ...found, componentsDir }, some);
      for (const [file, content] of made) outputs.get(root)?.set(file, content);
    }
  }
  return outputs;
};

const buildRelation = async (
  projectDir: string,
  appDir: string,
  relation: NpmRelation,
): Promise<NpmBuild[]> => {
  const roots = readApp(appDir)?.subpackages.map(({ root }) => root) ?? [];
  const builds: NpmBuild[] = [];
  for (const [root, output] of await outputsOf(appDir, relation, roots)) {
    await slimIcons(appDir, output);
    const outDir = root === '' ? relation.outDir : join(appDir, root, NPM_DIR);
    const changed = !sameOnDisk(outDir, output);
    if (output.size === 0 && !changed && root !== '') continue;
    // Beside the other builds, on the same disk: a folder can only be renamed within one.
    const scratch = join(projectDir, 'dist');
    if (changed) {
      mkdirSync(scratch, { recursive: true });
      replaceFolder(outDir, output, scratch);
    }
    builds.push({
      dir: slashed(relative(projectDir, outDir)),
      packages: [...new Set([...output.keys()].map((file) => splitPackageName(file).name))],
      files: output.size,
      bytes: [...output.values()].reduce((sum, content) => sum + content.length, 0),
      changed,
    });
  }
  return builds;
};

/** What one `miniprogram_npm` came to. */
export interface NpmBuild {
  /** The folder, relative to the project. */
  dir: string;
  packages: string[];
  files: number;
  bytes: number;
  /** Whether anything was written: an up-to-date folder is left alone. */
  changed: boolean;
}

/**
 * 构建 npm in DevTools' own layout, as `packNpmRelationList` of project.config.json asks for: the
 * components of mini-program packages that the app reaches, and each ordinary package it imports as
 * one `index.js`, in the subpackage that alone has a use for it. Throws in a sentence, with file and line, where the app asks for what is not there.
 */
export const buildNpm = async ({ projectDir }: { projectDir: string }): Promise<NpmBuild[]> => {
  const project = readProject(projectDir);
  const builds: NpmBuild[] = [];
  for (const relation of project.npm) {
    builds.push(...(await buildRelation(projectDir, project.appDir, relation)));
  }
  return builds;
};
