import { api } from './api';
import type { Family } from './platform';

/** The share menu: which entries it has is decided by the handlers of the page. */
export const share = (): Family => ({
  showShareMenu: api('showShareMenu', () => undefined),
  hideShareMenu: api('hideShareMenu', () => undefined),
  updateShareMenu: api('updateShareMenu', () => undefined),
});
