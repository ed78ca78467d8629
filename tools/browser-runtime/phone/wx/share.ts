import type { ShareCard } from '../host/types';
import { api } from './api';
import type { Family, Platform } from './platform';

const KINDS: Record<string, ShareCard['kind']> = {
  shareAppMessage: 'friend',
  shareTimeline: 'timeline',
};

interface MenuOptions {
  menus?: string[];
}

const kindsOf = (menus: readonly string[]): ShareCard['kind'][] =>
  menus.flatMap((menu) => KINDS[menu] ?? []);

/** The share menu: a page that has the handlers may still hide an entry. */
export const share = ({ host }: Platform): Family => ({
  showShareMenu: api<MenuOptions>('showShareMenu', ({ menus = Object.keys(KINDS) }) =>
    host.setShareMenu(kindsOf(menus), true),
  ),
  hideShareMenu: api<MenuOptions>('hideShareMenu', ({ menus = Object.keys(KINDS) }) =>
    host.setShareMenu(kindsOf(menus), false),
  ),
  updateShareMenu: api('updateShareMenu', () => undefined),
});
