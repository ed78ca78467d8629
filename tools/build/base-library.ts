import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { isRecord, lineAt, readJson, readText, slashed } from './files';
import type { Problem } from './problem';
import { appFiles } from './project';

/** Three numbers, such as 2.32.3. */
type Version = readonly number[];

const versionOf = (text: string): Version => text.split('.').map(Number);

const isNewer = (a: Version, b: Version): boolean => {
  const place = a.findIndex((part, index) => part !== b[index]);
  return place >= 0 && (a[place] ?? 0) > (b[place] ?? 0);
};

/** A method of `wx` after its comment, which says from which base library on it is there. */
const METHOD = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)[<(?]/g;
const SINCE = /^\s*\*\s*(?:最低|需要)基础库[：:]\s*`([\d.]+)`/m;

/** The base library that each call of `wx` needs, by WeChat's own typings. */
const callVersions = (projectDir: string): ReadonlyMap<string, string> => {
  const { resolve } = createRequire(join(projectDir, 'package.json'));
  const home = dirname(resolve('miniprogram-api-typings/package.json'));
  const text = readText(join(home, 'types', 'wx', 'lib.wx.api.d.ts'));
  const versions = new Map<string, string>();
  for (const [, comment = '', name = ''] of text.matchAll(METHOD)) {
    // A field of an option may be called as a method is; a method's comment links to its page.
    if (!comment.includes(`wx.${name}(`)) continue;
    const since = SINCE.exec(comment)?.[1];
    if (since !== undefined && !versions.has(name)) versions.set(name, since);
  }
  return versions;
};

const CALL = /\bwx\.(\w+)/g;

/** True where the file asks first whether the call is there; who may listen may stop, too. */
const isGuarded = (text: string, name: string): boolean =>
  new RegExp(`wx\\.canIUse\\(\\s*['"]${name.replace(/^off/, 'on')}['"]`).test(text);

/** The oldest base library that the project says it runs on: `config` of its package.json. */
const minimumOf = (projectDir: string): string | undefined => {
  const { config } = readJson(join(projectDir, 'package.json'));
  const minimum = isRecord(config) ? config['minimumBaseLibrary'] : undefined;
  return typeof minimum === 'string' ? minimum : undefined;
};

/** Calls of `wx` that the oldest base library does not have, and that nobody asks for first. */
export const checkBaseLibrary = (projectDir: string, appDir: string): Problem[] => {
  const minimum = minimumOf(projectDir);
  if (minimum === undefined) return [];
  const versions = callVersions(projectDir);
  return appFiles(appDir)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((source) => {
      const text = readText(join(appDir, source));
      const file = slashed(relative(projectDir, join(appDir, source)));
      return [...text.matchAll(CALL)].flatMap((match) => {
        const [, name = ''] = match;
        const since = versions.get(name);
        if (since === undefined || !isNewer(versionOf(since), versionOf(minimum))) return [];
        if (isGuarded(text, name)) return [];
        const message = `wx.${name} needs base library ${since}; the app runs from ${minimum} on: ask wx.canIUse('${name}') first.`;
        return [{ file, line: lineAt(text, match.index), message }];
      });
    });
};
