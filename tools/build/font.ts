import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

type Cut = (font: Buffer, text: string, to: { targetFormat: string }) => Promise<Buffer>;

const requireHere = createRequire(__filename);

/** Raised where the way of cutting changes, so that no font of the old way is taken for a new one. */
const RECIPE = 2;

const CACHE = resolve(__dirname, '..', '..', 'node_modules', '.cache', 'fonts');

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
 * The TrueType font of an npm package (`specifier` names its file), whole: a name may hold any of its
 * 27,000 Chinese characters, and what is cut away is missed on paper. A PDF embeds what it uses.
 * @throws where there is no such file
 */
export const wholeFont = (specifier: string): Promise<Buffer> =>
  readFile(requireHere.resolve(specifier));
