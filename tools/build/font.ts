import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

type Cut = (font: Buffer, text: string, to: { targetFormat: string }) => Promise<Buffer>;

const requireHere = createRequire(__filename);

/** Raised where the way of cutting changes, so that no font of the old way is taken for a new one. */
const RECIPE = 2;

const CACHE = resolve(__dirname, '..', '..', 'node_modules', '.cache', 'fonts');

/** Rows and cells of GB 2312, whose bytes begin at 0xA1: signs and letters, then 6763 characters. */
const ROWS = 94;
const FIRST_BYTE = 0xa1;

/** Signs of print that GB 2312 lacks or that Chinese text borrows from elsewhere. */
const MORE_SIGNS = '–—·•…‘’“”′″¥€£©®™°²³×÷½¼¾';

/** ASCII, all of GB 2312, and a few signs more: what Chinese print of every day is made of. */
export const everydayChinese = (): string => {
  const gbk = new TextDecoder('gbk');
  let characters = MORE_SIGNS;
  for (let code = 0x20; code < 0x7f; code += 1) characters += String.fromCharCode(code);
  for (let row = 0; row < ROWS; row += 1) {
    for (let cell = 0; cell < ROWS; cell += 1) {
      const character = gbk.decode(Uint8Array.of(FIRST_BYTE + row, FIRST_BYTE + cell));
      if (/^[^\uFFFD\p{Co}\p{Cn}\p{Cc}]$/u.test(character)) characters += character;
    }
  }
  return characters;
};

/**
 * A font with some characters alone. Cutting takes seconds, so the outcome is kept until the font,
 * the characters or the way changes.
 */
export const cutFont = async (
  whole: Buffer,
  text: string,
  targetFormat: 'truetype' | 'woff2',
): Promise<Buffer> => {
  const hash = createHash('sha256').update(`${RECIPE}|${targetFormat}|${text}|`).update(whole);
  const kept = join(CACHE, `${hash.digest('hex').slice(0, 24)}.${targetFormat}`);
  try {
    return await readFile(kept);
  } catch {
    // The package has no typings, and is large: loaded only where there is something to cut.
    const cut = requireHere('subset-font') as Cut;
    const font = await cut(whole, text, { targetFormat });
    await mkdir(CACHE, { recursive: true });
    const making = `${kept}.${process.pid}.making`;
    await writeFile(making, font);
    await rename(making, kept);
    return font;
  }
};

/**
 * A TrueType font with everyday Chinese alone, cut from the font of an npm package (`specifier`
 * names its file).
 * @throws where there is no such file
 */
export const everydayFont = async (specifier: string): Promise<Buffer> =>
  cutFont(await readFile(requireHere.resolve(specifier)), everydayChinese(), 'truetype');
