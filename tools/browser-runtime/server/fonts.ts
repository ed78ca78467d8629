import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutFont } from '../../build/font';

/** A font as a browser asks for it. */
export interface ServedFont {
  content: Buffer;
  type: 'font/woff2' | 'font/ttf';
}

const NAMES = { '400': '400Regular', '600': '600SemiBold' } as const;

const fileOf = (weight: keyof typeof NAMES): string => {
  const home = join(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'), '..');
  return join(home, NAMES[weight], `NotoSansSC_${NAMES[weight]}.ttf`);
};

/** Rows of GB 2312: signs in the first nine, then its 6,763 characters. */
const ROWS = [...Array.from({ length: 9 }, (_, row) => 0xa1 + row)].concat(
  Array.from({ length: 0xf7 - 0xb0 + 1 }, (_, row) => 0xb0 + row),
);

/** What nearly every page is written with; anything else comes from the whole font. */
const common = (): string => {
  const bytes = ROWS.flatMap((row) =>
    Array.from({ length: 0xfe - 0xa1 + 1 }, (_, cell) => [row, 0xa1 + cell]),
  ).flat();
  const chinese = new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
  const latin = Array.from({ length: 0xff - 0x20 + 1 }, (_, sign) =>
    String.fromCharCode(0x20 + sign),
  ).join('');
  // Private characters stand where GB 2312 has no sign.
  return [...new Set(latin + chinese + '–—‘’“”…•€©›‹')]
    .filter((character) => !/[\p{Co}\p{Cc}\uFFFD]/u.test(character))
    .join('');
};

const made = new Map<string, Promise<ServedFont>>();

/** For machines without a Chinese font: a common part in two weights, and all the rest whole. */
export const servedFont = (path: string): Promise<ServedFont> | undefined => {
  const [, name] = /^\/fonts\/(400\.woff2|600\.woff2|rest\.ttf)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  if (name === 'rest.ttf') {
    return readFile(fileOf('400')).then((content) => ({ content, type: 'font/ttf' }));
  }
  const weight = name === '400.woff2' ? '400' : '600';
  const known = made.get(weight);
  if (known) return known;
  const font = readFile(fileOf(weight))
    .then((whole) => cutFont(whole, common(), 'woff2'))
    .then((content): ServedFont => ({ content, type: 'font/woff2' }));
  made.set(weight, font);
  return font;
};
