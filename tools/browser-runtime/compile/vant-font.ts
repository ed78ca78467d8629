import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageDir } from './app-files';

const REMOTE_FONT = /src:\s*url\(\/\/at\.alicdn\.com\/[^;}]+/;

const FONT = /data:font\/woff2;charset=utf-8;base64,[\w+/=]+/;

/** The icon font that Vant would fetch from the network, taken from `@vant/icons`. */
export const withLocalIconFont = (css: string, projectDir: string): string => {
  if (!REMOTE_FONT.test(css)) return css;
  const dir = packageDir('@vant/icons', projectDir);
  if (dir === null) return css;
  const font = FONT.exec(readFileSync(join(dir, 'src/encode-woff2.less'), 'utf8'))?.[0];
  return font === undefined
    ? css
    : css.replace(REMOTE_FONT, () => `src: url(${font}) format("woff2")`);
};
