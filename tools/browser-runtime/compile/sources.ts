import { createRequire } from 'node:module';
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isRecord, lineOfKey, readJson, readText } from '../../build/files';
import { NPM_DIR, readProject } from '../../build/project';
import { localised } from '../../build/vant';
import { CompileError } from './compile-error';

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** A package below `miniprogram_npm/` and what stands after its name. */
const splitNpmPath = (path: string): { name: string; rest: string } => {
  const parts = path.slice(NPM_DIR.length + 1).split('/');
  const size = parts[0]?.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, size).join('/'), rest: parts.slice(size).join('/') };
};

/**
 * The mini-program's files by their path below its root, slashed, as the app itself names them.
 * `miniprogram_npm/…` is read from disk where 构建 npm has run, and else from `node_modules`.
 */
export class Sources {
  readonly appDir: string;
  private readonly projectDir: string;

  constructor(projectDir: string) {
    this.projectDir = projectDir;
    this.appDir = readProject(projectDir).appDir;
  }

  /** Where a file lies on disk; null where it does not exist. */
  locate(path: string): string | null {
    const own = join(this.appDir, path);
    if (isFile(own)) return own;
    if (!path.startsWith(`${NPM_DIR}/`)) return null;
    const { name, rest } = splitNpmPath(path);
    const dir = this.packageDir(name);
    if (dir === null) return null;
    const manifest = readJson(join(dir, 'package.json'));
    const root = typeof manifest['miniprogram'] === 'string' ? manifest['miniprogram'] : '';
    const installed = join(dir, root, rest);
    return isFile(installed) ? installed : null;
  }

  /** A file's text, or null where it does not exist. */
  read(path: string): string | null {
    const file = this.locate(path);
    if (file === null) return null;
    const text = readText(file);
    if (!path.startsWith(`${NPM_DIR}/`) || file.startsWith(this.appDir)) return text;
    const { name, rest } = splitNpmPath(path);
    return localised(name, rest, text, createRequire(file).resolve);
  }

  /** A JSON file as an object; {} where it does not exist. */
  readJson(path: string): Record<string, unknown> {
    const text = this.read(path);
    if (text === null) return {};
    try {
      const value: unknown = JSON.parse(text);
      if (isRecord(value)) return value;
    } catch (error) {
      throw new CompileError(path, undefined, `is not valid JSON: ${(error as Error).message}.`);
    }
    throw new CompileError(path, undefined, 'must hold a JSON object.');
  }

  /** The line of a key in a JSON file. */
  lineOf(path: string, key: string): number | undefined {
    const text = this.read(path);
    return text === null ? undefined : lineOfKey(text, key);
  }

  /**
   * The path of a component that a JSON file names: relative to that file, from the root after a
   * slash, or from npm. Null where there is none.
   */
  componentPath(by: string, specifier: string): string | null {
    const relative = specifier.startsWith('/')
      ? posix.normalize(specifier.slice(1))
      : posix.join(posix.dirname(by), specifier);
    const fromNpm = posix.join(NPM_DIR, specifier);
    const bases = /^[./]/.test(specifier) ? [relative] : [relative, fromNpm];
    return (
      bases
        .flatMap((base) => [base, posix.join(base, 'index')])
        .find((base) => this.locate(`${base}.json`) !== null) ?? null
    );
  }

  private packageDir(name: string): string | null {
    for (let dir = this.projectDir; ; dir = join(dir, '..')) {
      const candidate = join(dir, 'node_modules', name);
      if (existsSync(join(candidate, 'package.json'))) return candidate;
      if (dir === join(dir, '..')) return null;
    }
  }
}
