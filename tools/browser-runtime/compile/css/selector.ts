import { splitTop } from './parse';

/** Where the rules of a style sheet apply. */
export type StyleScope =
  | { kind: 'app' }
  /** The classes of the page itself, within it alone. */
  | { kind: 'page'; path: string }
  /** The classes of one component, which carry its name. */
  | { kind: 'component'; name: string };

/** The element of a page, which the selector `page` means. */
const PAGE_TAG = 'wx-page';

/** One token of a selector that may change: strings and attribute brackets are kept as they are. */
const TOKEN =
  /(\[[^\]]*\]|"[^"]*"|::?[\w-]+(?:\((?:even|odd|[-+\dn\s]+)\))?)|(\.-?(?:[_a-zA-Z\u0080-\uffff]|\\.)(?:[\w\u0080-\uffff-]|\\.)*)|(#[\w-]+)|(\*)|(-?[_a-zA-Z][\w-]*)/g;

const translate = (selector: string, scope: StyleScope): string =>
  selector.replace(
    TOKEN,
    (token: string, kept?: string, className?: string, id?: string, star?: string) => {
      if (kept === ':host' && scope.kind === 'component') return `[wx-host="${scope.name}"]`;
      if (kept !== undefined || id !== undefined || star !== undefined) return token;
      if (className !== undefined) {
        return scope.kind === 'component' ? `.${scope.name}--${className.slice(1)}` : className;
      }
      return `wx-${token}`;
    },
  );

const limit = (selector: string, scope: StyleScope): string => {
  if (scope.kind !== 'page') return selector;
  const here = `[data-path="${scope.path}"]`;
  return /^wx-page(?![\w-])/.test(selector)
    ? `${PAGE_TAG}:where(${here})${selector.slice(PAGE_TAG.length)}`
    : `:where(${PAGE_TAG}${here}) ${selector}`;
};

/**
 * A WXSS selector list for the browser: tags become host tags, a component's classes carry its name,
 * and a page's rules stay within it without weighing more. `prefix` goes before every selector.
 */
export const scopeSelectors = (selectors: string, scope: StyleScope, prefix = ''): string =>
  splitTop(selectors, ',')
    .map((selector) => `${prefix}${limit(translate(selector, scope), scope)}`)
    .join(', ');
