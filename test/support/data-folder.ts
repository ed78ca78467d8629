import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder in which any of these texts stands, with the text. */
export const findInFolder = (folder: string, texts: readonly string[]): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = join(folder, name);
    if (!statSync(file).isFile()) return [];
    const content = readFileSync(file);
    return texts.filter((text) => content.includes(text)).map((text) => `${name}: ${text}`);
  });
