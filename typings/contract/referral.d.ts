/** 转介: a child's guardian is put in touch with one specialist, for one purpose. */
import type { nothing, requestOnly } from '../../cloudfunctions/input/fields';
import type * as input from '../../cloudfunctions/input/referral';
import type { Action, AgeBand, EpochMs, Page, Day } from './common';

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

type Moved = { state: ReferralState };

export interface StaffReferralActions {
  'specialist.save': Action<'admin', typeof input.specialistSave, { specialistId: string }>;
  'specialist.list': Action<'staff', typeof nothing, { items: SpecialistView[] }>;
  'referral.propose': Action<
    'staff',
    typeof input.propose,
    { referralId: string; state: ReferralState }
  >;
  /** What a guardian without WeChat said. */
  'referral.answer': Action<'staff', typeof input.staffAnswer, Moved>;
  'referral.list': Action<'staff', typeof input.list, Page<ReferralRow>>;
}

export interface FamilyReferralActions {
  'referral.mine': Action<'guardian', typeof nothing, { items: FamilyReferral[] }>;
  'referral.answer': Action<'guardian', typeof input.familyAnswer, Moved>;
  'referral.withdraw': Action<'guardian', typeof input.step, Moved>;
}

export interface HelperReferralActions {
  /**
   * 登记码: by what an admin enters the caller as a specialist or a holder of safeguarding. It is
   * good once, and for a day.
   */
  'code.mine': Action<'signedIn', typeof requestOnly, { code: string; expiresAt: EpochMs }>;
  'referral.mine': Action<'signedIn', typeof nothing, { items: OwnReferral[] }>;
  'referral.accept': Action<'signedIn', typeof input.step, Moved>;
  'referral.refuse': Action<'signedIn', typeof input.stepWithReason, Moved>;
  'referral.note': Action<'signedIn', typeof input.note, Moved>;
  'referral.close': Action<'signedIn', typeof input.stepWithReason, Moved>;
}
