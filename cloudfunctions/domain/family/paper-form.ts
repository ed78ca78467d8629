import { startOfDay } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { visible } from '../common/fold';

/** A guardian who signed a form and is not in WeChat is known by an id of this kind. */
export const PAPER_GUARDIAN = 'paper';

/** Whether a family is in WeChat with none of its guardians: it is asked and told by phone. */
export const isOnPaper = (guardianIds: readonly string[]): boolean =>
  guardianIds.every((id) => id.startsWith(`${PAPER_GUARDIAN}_`));

/** Whether a form can have been signed on this day: a real day, and not a later one than today. */
export const isSignedBy = (signedOn: string, now: EpochMs): boolean => startOfDay(signedOn) <= now;

/** What people mean by the same name or number: full-width, spaces and case make no other one. */
export const sameWriting = (text: string): string =>
  visible(text).normalize('NFKC').replace(/\s+/g, '').toLowerCase();
