import { cutFont } from './font';

/** A rule that shows one glyph: `.van-icon-cross:before{content:"\e668"}`. */
const GLYPH = /\.van-icon-([\w-]+):before\{content:"\\([0-9a-f]+)"\}/g;

const FONT = /(data:font\/woff2;charset=utf-8;base64,)([\w+/=]+)/;

/** True where a text names an icon: in quotes, as a property or a default would. */
const names = (texts: readonly string[], icon: string): boolean =>
  texts.some((text) => text.includes(`"${icon}"`) || text.includes(`'${icon}'`));

/** A tag of Vant's in WXML, with its attributes. */
const VANT_TAG = /<van-[^>]*>/g;

/** An icon that is put together, or taken from a script. */
const BOUND_ICON = /(<van-icon[^>]*\sname|icon)="[^"]*\{\{/;

/**
 * Where an app may name Vant's icons: in its tags of Vant; anywhere, where one of those takes its
 * icon from elsewhere.
 */
export const textsWithIcons = (wxml: readonly string[], others: readonly string[]): string[] => {
  const tags = wxml.flatMap((text) => text.match(VANT_TAG) ?? []);
  return tags.some((tag) => BOUND_ICON.test(tag)) ? [...wxml, ...others] : tags;
};

/**
 * Vant's icon style with those glyphs alone that a text of the app, or of the components it uses,
 * names: the whole font is 45 KB of which most apps show a few. An icon whose name is put together
 * at run time is not found; write it out.
 */
export const withNamedIcons = async (style: string, texts: readonly string[]): Promise<string> => {
  const [, head, whole] = FONT.exec(style) ?? [];
  if (head === undefined || whole === undefined) return style;
  let glyphs = '';
  const slim = style.replace(GLYPH, (rule, icon: string, code: string) => {
    if (!names(texts, icon)) return '';
    glyphs += String.fromCodePoint(parseInt(code, 16));
    return rule;
  });
  const font = await cutFont(Buffer.from(whole, 'base64'), glyphs || ' ', 'woff2');
  return slim.replace(FONT, () => head + font.toString('base64'));
};
