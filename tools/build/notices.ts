import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, readText } from './files';

/** A package's folder in the path of one of its files, the innermost where packages are nested. */
const PACKAGE_DIR = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/** The folders of the packages that a bundle was made of. */
export const packagesOf = (inputs: readonly string[]): string[] =>
  [...new Set(inputs.flatMap((path) => PACKAGE_DIR.exec(path)?.[0] ?? []))].sort();

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a package says of its licence: name, version, the licence's name and its text. */
const noticeOf = (dir: string): string => {
  const { name, version, license } = readJson(join(dir, 'package.json'));
  const texts = readdirSync(dir)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readText(join(dir, file)).trim());
  const stated = textOf(license) || (texts.length > 0 ? 'as below' : 'none stated by its authors');
  return [`${textOf(name)} ${textOf(version)}`, `Licence: ${stated}`, ...texts].join('\n\n');
};

/** The licences of the packages in these folders, one after the other. */
export const noticesOf = (dirs: readonly string[]): string =>
  dirs
    .filter((dir) => existsSync(join(dir, 'package.json')))
    .map(noticeOf)
    .join(`\n\n${'-'.repeat(72)}\n\n`)
    .concat('\n');
