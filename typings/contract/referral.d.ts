/** 转介: a child's guardian is put in touch with one specialist, for one purpose. */
import type { nothing } from '../../cloudfunctions/calls/fields';
import type { AgeBand, EpochMs, Day } from './common';

export type Profession = 'psychologist' | 'judge' | 'familyEducator' | 'other';

/**
 * `lapsed`: unanswered for three days, it is back with the sender. Access is there while it is
 * consented or accepted.
 */
export type ReferralState =
  | 'proposed'
  | 'consented'
  | 'accepted'
  | 'closed'
  | 'declined'
  | 'refused'
  | 'withdrawn'
  | 'lapsed';

export interface SpecialistView {
  specialistId: string;
  name: string;
  profession: Profession;
  contact: string;
  memberUntil: Day;
  /** Whether the membership still holds today. */
  current: boolean;
}

interface ReferralView {
  referralId: string;
  state: ReferralState;
  purpose: string;
  /** What is passed on. */
  question: string;
  at: EpochMs;
}

/** As the family sees it: to whom, and what is passed on. */
export interface FamilyReferral extends ReferralView {
  childId: string;
  specialist: { name: string; profession: Profession; contact: string };
}

/** As the specialist sees it, with nothing of a note of anybody else's. */
export interface OwnReferral extends ReferralView {
  alias: string;
  ageBand: AgeBand;
  notes: { at: EpochMs; words: string }[];
}

/** As the sender sees it. */
export interface ReferralRow extends ReferralView {
  childId: string;
  alias: string;
  specialist: { specialistId: string; name: string; profession: Profession };
  reason?: string;
  /** No guardian is in WeChat: staff enter their answers. */
  onPaper?: true;
}

export type Moved = { state: ReferralState };
