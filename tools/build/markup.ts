import { lineAt } from './files';

export interface Attribute {
  name: string;
  /** The text between the quotes; '' for an attribute without a value. */
  value: string;
  line: number;
}

/** A start tag of a WXML file. */
export interface Tag {
  name: string;
  line: number;
  attributes: Attribute[];
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** The text with comments and the insides of `wxs` blanked, so that every offset stays. */
const withoutCommentsAndScripts = (wxml: string): string =>
  wxml
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(
      /(<wxs\b[^>]*[^/]>)([\s\S]*?)(<\/wxs>)/g,
      (_, open: string, inside: string, close: string) => open + blank(inside) + close,
    );

const TAG = /<([A-Za-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

/** Every start tag of a WXML text, in order. The compilers refuse broken markup; this only reads. */
export const tagsOf = (wxml: string): Tag[] => {
  const text = withoutCommentsAndScripts(wxml);
  return [...text.matchAll(TAG)].map((tag) => {
    const [, name = '', inside = ''] = tag;
    const start = tag.index + 1 + name.length;
    return {
      name,
      line: lineAt(text, tag.index),
      attributes: [...inside.matchAll(ATTRIBUTE)].map((attribute) => ({
        name: attribute[1] ?? '',
        value: attribute[2] ?? attribute[3] ?? '',
        line: lineAt(text, start + attribute.index),
      })),
    };
  });
};

const EVENT = /^(?:capture-)?(?:mut-)?(?:bind|catch):?([A-Za-z][\w-]*)$/;

/** A method that a tag names for an event. */
export interface EventHandler {
  event: string;
  method: string;
  line: number;
}

/**
 * The handlers that a tag names, those in `{{ a ? 'onX' : '' }}` included; an expression without a
 * literal is a function of a wxs and names none.
 */
export const handlersOf = (tag: Tag): EventHandler[] =>
  tag.attributes.flatMap(({ name, value, line }) => {
    const event = EVENT.exec(name)?.[1];
    if (event === undefined || value === '') return [];
    const methods = value.includes('{{')
      ? [...value.matchAll(/'([^']*)'|"([^"]*)"/g)].map((match) => match[1] ?? match[2] ?? '')
      : [value.trim()];
    return methods.filter((method) => method !== '').map((method) => ({ event, method, line }));
  });
