import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REMOTE_FONT = /src:\s*url\(\/\/at\.alicdn\.com\/[^;}]+/;

const FONT = /data:font\/woff2;charset=utf-8;base64,[\w+/=]+/;

/** The icon font that Vant would fetch from the network, taken from `@vant/icons`. */
export const withLocalIconFont = (css: string, projectDir: string): string => {
  const path = join(projectDir, 'node_modules/@vant/icons/src/encode-woff2.less');
  if (!REMOTE_FONT.test(css) || !existsSync(path)) return css;
  const font = FONT.exec(readFileSync(path, 'utf8'))?.[0];
  return font === undefined
    ? css
    : css.replace(REMOTE_FONT, () => `src: url(${font}) format("woff2")`);
};
