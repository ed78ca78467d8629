import { readText } from './files';

/** The name under which `@vant/weapp` is installed. */
const VANT = '@vant/weapp';

/** A box in quiet grey, drawn here: what stands where Vant would load a picture from its server. */
const NEUTRAL_PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke="#b8bcc6" ' +
    'stroke-width="3" stroke-linejoin="round"><path d="M10 24 32 14l22 10v20L32 54 10 44z"/>' +
    '<path d="m10 24 22 10 22-10M32 34v20"/></svg>',
).replace(/'/g, '%27')}`;

/** A picture's address that a wxs puts together from Vant's server and a preset's name. */
const REMOTE_PRESET = /'https:\/\/img\.yzcdn\.cn\/vant\/[\w-]+' \+ \w+ \+ '\.png'/g;

const REMOTE_FONT = /src:url\(\/\/at\.alicdn\.com\/[^;}]+/;

/** The icon font as a data URI, out of `@vant/icons`: the same glyphs at the same code points. */
const inlineFont = (resolve: (id: string) => string): string => {
  const less = readText(resolve('@vant/icons/src/encode-woff2.less'));
  const [uri] = /data:font\/woff2;charset=utf-8;base64,[\w+/=]+/.exec(less) ?? [];
  if (!uri) throw new Error('@vant/icons holds no woff2 font where it is looked for.');
  return `src:url(${uri}) format("woff2")`;
};

const REMOTE = /https?:\/\/[^\s"')]+|url\(\s*["']?\/\/[^)]+\)/;

/**
 * A file of a mini-program package as the app ships it: Vant's font inline and its remote pictures
 * replaced. Throws where a template or style still points to the network: the app loads nothing.
 */
export const localised = (
  packageName: string,
  file: string,
  text: string,
  resolve: (id: string) => string,
): string => {
  let local = text;
  if (packageName === VANT && file.endsWith('.wxs')) {
    local = text.replace(REMOTE_PRESET, `'${NEUTRAL_PICTURE}'`);
  } else if (packageName === VANT && REMOTE_FONT.test(text)) {
    local = text.replace(REMOTE_FONT, () => inlineFont(resolve));
  }
  const withoutNamespaces = local.replaceAll(encodeURIComponent('http://www.w3.org'), '');
  const [remote] = (/\.(wxml|wxss|wxs)$/.test(file) && REMOTE.exec(withoutNamespaces)) || [];
  if (remote) throw new Error(`${packageName}/${file} loads ${remote} from the network.`);
  return local;
};
