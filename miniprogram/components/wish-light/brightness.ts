import type { WishState } from '../../../typings/contract';

/** How a wish shines: unlit, glowing, warm, shining; out where it ended without a gift. */
export type Brightness = 'unlit' | 'glowing' | 'warm' | 'shining' | 'out';

const BRIGHTNESS: Record<WishState, Brightness> = {
  draft: 'unlit',
  submitted: 'unlit',
  returned: 'unlit',
  approved: 'glowing',
  funded: 'warm',
  ready: 'warm',
  fulfilled: 'shining',
  rejected: 'out',
  withdrawn: 'out',
  expired: 'out',
};

/** A reviewed wish glows, a funded one is warm, a fulfilled one shines. */
export const brightnessOf = (state: WishState): Brightness => BRIGHTNESS[state];
