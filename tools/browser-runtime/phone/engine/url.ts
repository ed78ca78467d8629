import type { NavigationError, Query } from './types';

/** A page path with its query. */
export interface PageUrl {
  /** Without a leading slash. */
  path: string;
  /** As it stands in the url: WeChat decodes nothing. */
  query: Query;
}

/** Query of `a=1&b`; a name without a value has an empty one. */
const queryOf = (text: string): Query =>
  Object.fromEntries(
    text
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=');
        return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
      }),
  );

const queryText = (query: Query): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** `path?query`, without a leading slash. */
export const urlText = ({ path, query }: PageUrl): string => {
  const text = queryText(query);
  return text === '' ? path : `${path}?${text}`;
};

/** Reads a url as an app writes it; one without a leading slash begins at the page `from`. */
export const parseUrl = (url: string, from: string): PageUrl => {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const base = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const parts: string[] = [];
  for (const part of [...base, ...path.split('/')]) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const name = parts.join('/').replace(/\.html$/, '');
  return { path: name, query: queryOf(at < 0 ? '' : url.slice(at + 1)) };
};

/** Why a navigation is refused, in WeChat's words. */
export const navigationError = (reason: string): NavigationError =>
  Object.assign(new Error(reason), { reason });
