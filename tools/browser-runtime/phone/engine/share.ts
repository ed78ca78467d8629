import type { Page } from './page';
import type { ShareContent } from './types';
import { parseUrl, urlText } from './url';

/** A promise that a share handler answers has this long; in ms. */
const PATIENCE = 3000;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const within = (value: unknown): unknown => {
  const { promise } = (value ?? {}) as { promise?: Promise<unknown> };
  const late = new Promise((resolve) => setTimeout(() => resolve(value), PATIENCE));
  return promise ? Promise.race([promise, late]) : value;
};

/** Asks the page's share handler, and fills in what it leaves open. */
export const askShareContent = async (
  page: Page,
  kind: 'friend' | 'timeline',
  from: 'menu' | 'button',
  target: unknown,
  defaults: { title: string; assetUrl: (path: string) => string },
): Promise<ShareContent> => {
  const answer =
    kind === 'friend'
      ? await within(page.call('onShareAppMessage', { from, target }))
      : page.call('onShareTimeline');
  const given = (answer ?? {}) as Record<string, unknown>;
  const query = text(given['query']);
  const own = kind === 'friend' || query === undefined ? page.url : `${page.path}?${query}`;
  const path = (kind === 'friend' ? text(given['path']) : undefined) ?? `/${own}`;
  const imageUrl = text(given['imageUrl']);
  return {
    title: text(given['title']) ?? defaults.title,
    path: urlText(parseUrl(path, page.path)),
    ...(imageUrl === undefined ? {} : { imageUrl: defaults.assetUrl(imageUrl) }),
  };
};
