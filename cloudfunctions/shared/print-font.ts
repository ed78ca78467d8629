import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Put beside the bundle by the build, as `fonts.json` says. */
const FONT_FILE = 'card-font.ttf';

let font: Promise<Buffer> | undefined;

/** The font of all that is printed: read by the first PDF, and then kept. */
export const printingFont = (): Promise<Buffer> => {
  font ??= readFile(join(__dirname, FONT_FILE));
  return font;
};
