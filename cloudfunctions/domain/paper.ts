import type { ConsentScope, EpochMs } from '../../typings/contract';
import { startOfDay } from './day';

/** Without these two, nothing of a child is written down. */
export const NEEDED_SCOPES: readonly ConsentScope[] = ['review', 'gift'];

/** Whether a form can have been signed on this day: a real day, and not a later one than today. */
export const isSignedBy = (signedOn: string, now: EpochMs): boolean => startOfDay(signedOn) <= now;

/** What people mean by the same name or number: full-width, spaces and case make no other one. */
export const sameWriting = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
