import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

/** Blanks that WeChat's own minifier of templates takes out: between tags, and around lines. */
const slimTemplate = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/>\s+</g, '><')
    .replace(/\s*\n\s*/g, ' ');

/** Bytes of a file as WeChat uploads it: types and comments gone, scripts and styles minified. */
export const uploadedBytes = (file: string): number => {
  const content = readFileSync(file);
  const minified = (): string | undefined => {
    const text = content.toString('utf8');
    if (/\.(ts|js|wxs)$/.test(file)) {
      return transformSync(text, { loader: 'ts', minify: true, target: 'es2017' }).code;
    }
    if (file.endsWith('.wxss')) return transformSync(text, { loader: 'css', minify: true }).code;
    if (file.endsWith('.json')) return JSON.stringify(JSON.parse(text));
    if (file.endsWith('.wxml')) return slimTemplate(text);
    return undefined;
  };
  const text = minified();
  return text === undefined ? content.length : Buffer.byteLength(text);
};
