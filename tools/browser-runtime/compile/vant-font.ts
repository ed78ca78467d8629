import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const REMOTE_FONT = /@font-face\s*\{[^}]*vant-icon[^}]*\}/;

/** The icon font that Vant would fetch from the network, taken from `@vant/icons`. */
export const withLocalIconFont = (css: string, projectDir: string): string => {
  const fonts = join(projectDir, 'node_modules/@vant/icons/src');
  const rule = REMOTE_FONT.exec(css)?.[0];
  if (rule === undefined || rule.includes('url(data:') || !existsSync(fonts)) return css;
  const font = readdirSync(fonts).find((file) => file.endsWith('.woff2'));
  if (font === undefined) return css;
  const data = readFileSync(join(fonts, font)).toString('base64');
  return css.replace(
    REMOTE_FONT,
    `@font-face { font-family: vant-icon; src: url(data:font/woff2;base64,${data}) format('woff2'); }`,
  );
};
