import type { CardState, WishState } from '../../typings/contract';

/** How strongly a state asks to be seen; `status-tag` colours by it. */
export type Tone = 'quiet' | 'wait' | 'warm' | 'good' | 'alert';

export const WISH_STATE_TONES: Record<WishState, Tone> = {
  draft: 'quiet',
  submitted: 'wait',
  returned: 'alert',
  approved: 'wait',
  funded: 'warm',
  ready: 'warm',
  fulfilled: 'good',
  rejected: 'quiet',
  withdrawn: 'quiet',
  expired: 'quiet',
};

export const CARD_STATE_TONES: Record<CardState, Tone> = {
  issued: 'warm',
  handed_out: 'warm',
  redeemed: 'good',
  frozen: 'alert',
  expired: 'quiet',
  void: 'quiet',
};
