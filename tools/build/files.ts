import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A path with `/` between its parts on every system. */
export const slashed = (path: string): string => path.split(sep).join('/');

/** Every file below `dir`, relative to it and slashed, in a stable order; [] where it is missing. */
export const filesBelow = (dir: string, skip: readonly string[] = []): string[] => {
  if (!existsSync(dir)) return [];
  const visit = (prefix: string): string[] =>
    readdirSync(join(dir, prefix), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
        if (skip.includes(entry.name)) return [];
        return entry.isDirectory() ? visit(path) : [path];
      });
  return visit('');
};

/** A file's text with `\n` line ends. */
export const readText = (path: string): string => readFileSync(path, 'utf8').replace(/\r\n/g, '\n');

/** A JSON file, unchecked beyond being an object; throws with the file's name where it is not. */
export const readJson = (path: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isRecord(value)) return value;
  } catch (error) {
    throw new Error(`${path} is not valid JSON: ${(error as Error).message}`);
  }
  throw new Error(`${path} must hold a JSON object.`);
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The strings of a list that came from JSON; anything else in it is left out. */
export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** The string entries of an object that came from JSON. */
export const stringEntriesOf = (value: unknown): [string, string][] =>
  isRecord(value)
    ? Object.entries(value).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      )
    : [];

/** The line, counted from 1, on which an offset of a text stands. */
export const lineAt = (text: string, offset: number): number =>
  text.slice(0, offset).split('\n').length;

/** The line of a key or string in a JSON text; 1 where it does not occur. */
export const lineOfKey = (text: string, key: string): number =>
  lineAt(text, Math.max(0, text.indexOf(`"${key}"`)));
