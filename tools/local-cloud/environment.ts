import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './manifest';

const FILE = 'environment.json';

/** Of the cloud itself: what signs links to files. */
export const FILE_LINK_KEY = 'FILE_LINK_KEY';

const writeDurably = (file: string, text: string): void => {
  const making = `${file}.making`;
  const handle = openSync(making, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(making, file);
};

/** What of the kept environment one function has: what is another's own is not in it. */
export const environmentOf = (
  functionName: string,
  kept: Record<string, string>,
  manifest: Manifest['environment'],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(kept).filter(([name]) => {
      if (name === FILE_LINK_KEY) return false;
      // A rotated key belongs to whom the first of its name does.
      const source = manifest[name] ?? manifest[name.replace(/_\d+$/, '_1')];
      return source?.functions?.includes(functionName) ?? true;
    }),
  );

/**
 * The functions' environment, kept with the data: secrets are made once, so that what was derived
 * from them (a printed code, a pseudonym) is good again after a restart. A variable that the
 * manifest names later is added; `overrides` win and are kept too.
 */
export const keepEnvironment = (
  dataDir: string,
  wanted: Manifest['environment'],
  overrides: Record<string, string> = {},
): Record<string, string> => {
  const file = join(dataDir, FILE);
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    : {};
  const next: Record<string, string> = { ...kept };
  for (const [name, source] of Object.entries(wanted)) {
    next[name] ??= 'secret' in source ? randomBytes(source.secret).toString('hex') : source.default;
  }
  Object.assign(next, overrides);
  const text = `${JSON.stringify(next, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeDurably(file, text);
  return next;
};
