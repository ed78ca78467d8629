import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { CompileError } from './compile-error';
import { isJson, text, type Json } from './json';

/** Folder into which 构建 npm puts packages, and under which their components are named. */
const NPM = 'miniprogram_npm';

/** Name and rest of a package path: `@vant/weapp/button/index` is `@vant/weapp` and its rest. */
const splitPackage = (path: string): { name: string; rest: string } => {
  const parts = path.split('/');
  const size = path.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, size).join('/'), rest: parts.slice(size).join('/') };
};

/** Where a package is installed for a project: in its folder or one above; null where it is not. */
export const packageDir = (name: string, projectDir: string): string | null => {
  for (let at = projectDir; ; at = dirname(at)) {
    const dir = join(at, 'node_modules', name);
    if (existsSync(join(dir, 'package.json'))) return dir;
    if (dirname(at) === at) return null;
  }
};

/**
 * The files of a mini-program by the names it uses for them. A component of an npm package is
 * named `miniprogram_npm/<package>/…`, whether npm was built or its files are still in
 * `node_modules`.
 */
export class AppFiles {
  /** Files that were read, for whoever watches them. */
  readonly seen = new Set<string>();

  constructor(
    readonly projectDir: string,
    readonly appDir: string,
  ) {}

  /** Where a file named from the app's root lies on disk. */
  pathOf(name: string): string {
    const path = join(this.appDir, name);
    if (!name.startsWith(`${NPM}/`) || existsSync(path)) return path;
    const { name: packageName, rest } = splitPackage(name.slice(NPM.length + 1));
    if (existsSync(join(this.appDir, NPM, packageName))) return path;
    const dir = packageDir(packageName, this.projectDir);
    if (dir === null) return path;
    const { miniprogram } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Json;
    return join(dir, text(miniprogram) ?? 'miniprogram_dist', rest);
  }

  exists(name: string): boolean {
    return existsSync(this.pathOf(name));
  }

  read(name: string): string {
    const path = this.pathOf(name);
    this.seen.add(path);
    if (!existsSync(path)) throw new CompileError(this.shown(name), undefined, 'no such file.');
    return readFileSync(path, 'utf8');
  }

  /** A name as a person of the project knows the file. */
  shown(name: string): string {
    return relative(this.projectDir, this.pathOf(name)).split(sep).join('/');
  }

  readJson(name: string): Json {
    const source = this.read(name);
    try {
      const value: unknown = JSON.parse(source);
      if (isJson(value)) return value;
      throw new SyntaxError('an object is expected');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const at = /position (\d+)/.exec(reason)?.[1];
      const line = at === undefined ? 1 : source.slice(0, Number(at)).split('\n').length;
      throw new CompileError(this.shown(name), line, `${reason}.`);
    }
  }

  /** The script of a page or component: TypeScript before JavaScript; null where there is none. */
  scriptOf(name: string): string | null {
    const found = ['.ts', '.js'].find((ext) => this.exists(name + ext));
    return found === undefined ? null : this.pathOf(name + found);
  }

  /**
   * The component a path means in `from`: beside it, from the root, or in an npm package; a folder
   * stands for its `index`. Null where there is none.
   */
  resolveComponent(path: string, from: string): string | null {
    const beside = posix.join(posix.dirname(from), path);
    const candidates = path.startsWith('/')
      ? [path.slice(1)]
      : path.startsWith('.')
        ? [beside]
        : [beside, path, `${NPM}/${path}`];
    for (const candidate of candidates) {
      for (const name of [candidate, `${candidate}/index`]) {
        if (!name.startsWith('..') && this.exists(`${name}.json`)) return name;
      }
    }
    return null;
  }

  /** A file that another names, such as an imported WXSS. */
  resolveFile(path: string, from: string): string {
    if (path.startsWith('/')) return path.slice(1);
    const beside = posix.join(posix.dirname(from), path);
    if (this.exists(beside) || path.startsWith('.')) return beside;
    return this.exists(`${NPM}/${path}`) ? `${NPM}/${path}` : beside;
  }
}
