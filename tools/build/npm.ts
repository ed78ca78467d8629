import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, posix, relative } from 'node:path';
import { build } from 'esbuild';
import { withNamedIcons } from './icons';
import { filesBelow, isRecord, readJson, readText, slashed } from './files';
import { NPM_DIR, appFiles, readProject, type NpmRelation } from './project';
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
  /** Folder of a mini-program package's files, from its `miniprogram` field. */
  componentsDir?: string;
}

/** What the app asks of npm: a package, and which file of it ('' for its entry). */
interface Wanted extends Reference {
  name: string;
  subpath: string;
  /** The file of the app that asks. */
  by: string;
}

const splitPackageName = (specifier: string): { name: string; subpath: string } => {
  const parts = specifier.split('/');
  const size = specifier.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, size).join('/'), subpath: parts.slice(size).join('/') };
};

/** The package a reference means, or null where it means a file of the app. */
const wantedFromNpm = (appDir: string, by: string, reference: Reference): Wanted | null => {
  const { specifier } = reference;
  const inNpm = specifier.split(`${NPM_DIR}/`)[1];
  const isStyleOrTemplate = /\.(wxss|wxml|wxs)$/.test(by);
  if (inNpm === undefined) {
    if (/^[./]|^plugin(-private)?:\/\//.test(specifier) || isStyleOrTemplate) return null;
    const beside = join(appDir, dirname(by), specifier);
    if (by.endsWith('.json') && existsSync(`${beside}.json`)) return null;
  }
  return { ...reference, ...splitPackageName(inNpm ?? specifier), by };
};

const wantedByApp = (appDir: string): Wanted[] =>
  appFiles(appDir).flatMap((by) =>
    /\.(json|[jt]s|wxml|wxss|wxs)$/.test(by)
      ? referencesOf(by, readText(join(appDir, by))).flatMap(
          (reference) => wantedFromNpm(appDir, by, reference) ?? [],
        )
      : [],
  );

const findPackage = (relation: NpmRelation, name: string): Package | null => {
  const dependencies = readJson(relation.packageJson)['dependencies'];
  if (!isRecord(dependencies) || !(name in dependencies)) return null;
  const dir = join(dirname(relation.packageJson), 'node_modules', name);
  if (!existsSync(dir)) throw new Error(`${name} is not installed: run npm install.`);
  const { miniprogram } = readJson(join(dir, 'package.json'));
  return typeof miniprogram === 'string'
    ? { name, dir, componentsDir: join(dir, miniprogram) }
    : { name, dir };
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

/** Bundles an ordinary package into the one `index.js` that DevTools would make of it. */
const bundle = async (from: Package, wanted: Wanted[]): Promise<Output> => {
  const deep = wanted.find(({ subpath }) => subpath !== '');
  if (deep) {
    throw new Error(
      `${deep.by}:${deep.line} imports ${deep.specifier}, but 构建 npm makes a package's entry ` +
        `only: import ${from.name}.`,
    );
  }
  const { outputFiles } = await build({
    entryPoints: [from.name],
    absWorkingDir: dirname(from.dir).replace(/[\\/]node_modules.*$/, ''),
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
  const texts = [
    ...appFiles(appDir)
      .filter((file) => NAMES_ICONS.test(file))
      .map((file) => readText(join(appDir, file))),
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

const buildRelation = async (projectDir: string, appDir: string, relation: NpmRelation) => {
  const wanted = wantedByApp(appDir);
  const output: Output = new Map();
  for (const name of [...new Set(wanted.map((each) => each.name))].sort()) {
    const asked = wanted.filter((each) => each.name === name);
    const found = findPackage(relation, name);
    if (!found) {
      const [first] = asked;
      const at = first ? `${first.by}:${first.line}` : '';
      throw new Error(`${at} needs ${name}, which is not among the dependencies in package.json.`);
    }
    const { componentsDir } = found;
    const made =
      componentsDir === undefined
        ? await bundle(found, asked)
        : copyReachable({ ...found, componentsDir }, asked);
    for (const [file, content] of made) output.set(file, content);
  }
  await slimIcons(appDir, output);
  const changed = !sameOnDisk(relation.outDir, output);
  // Beside the other builds, on the same disk: a folder can only be renamed within one.
  const scratch = join(projectDir, 'dist');
  if (changed) {
    mkdirSync(scratch, { recursive: true });
    replaceFolder(relation.outDir, output, scratch);
  }
  return {
    dir: slashed(relative(projectDir, relation.outDir)),
    packages: [...new Set([...output.keys()].map((file) => splitPackageName(file).name))],
    files: output.size,
    bytes: [...output.values()].reduce((sum, content) => sum + content.length, 0),
    changed,
  };
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
 * one `index.js`. Throws in a sentence, with file and line, where the app asks for what is not there.
 */
export const buildNpm = async ({ projectDir }: { projectDir: string }): Promise<NpmBuild[]> => {
  const project = readProject(projectDir);
  const builds: NpmBuild[] = [];
  for (const relation of project.npm) {
    builds.push(await buildRelation(projectDir, project.appDir, relation));
  }
  return builds;
};
