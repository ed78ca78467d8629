import type { ConsentScope } from '../typings/contract/common';

/** All that a guardian can consent to, in the order in which it is asked. */
export const CONSENT_SCOPES = [
  'review',
  'gift',
  'publicText',
  'photo',
  'pairing',
] as const satisfies readonly ConsentScope[];

/** What a wish cannot do without; the others are optional and refusing them costs nothing. */
export const NEEDED_SCOPES = ['review', 'gift'] as const satisfies readonly ConsentScope[];
