/** 转介: a child's guardian is put in touch with one specialist, for one purpose. */
import type { Action, AgeBand, Empty, EpochMs, Page, Day, YesNo } from './common';
import type { WrittenDown } from './pair';

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
type Step<Who extends 'guardian' | 'signedIn', More = unknown> = Action<
  Who,
  { requestId: string; referralId: string } & More,
  Moved
>;

export interface StaffReferralActions {
  'specialist.save': Action<
    'admin',
    {
      requestId: string;
      specialistId?: string;
      /** The 登记码 that `code.mine` shows its owner, or the openid; one is needed for somebody new. */
      code?: string;
      openid?: string;
      name: string;
      profession: Profession;
      contact: string;
      memberUntil: Day;
    },
    { specialistId: string }
  >;
  'specialist.list': Action<'staff', Empty, { items: SpecialistView[] }>;
  'referral.propose': Action<
    'staff',
    {
      requestId: string;
      childId: string;
      specialistId: string;
      purpose: string;
      question: string;
    },
    { referralId: string; state: ReferralState }
  >;
  /** What a guardian without WeChat said. */
  'referral.answer': Action<
    'staff',
    WrittenDown & { referralId: string; answer: YesNo | 'withdraw' },
    Moved
  >;
  'referral.list': Action<'staff', { cursor?: string }, Page<ReferralRow>>;
}

export interface FamilyReferralActions {
  'referral.mine': Action<'guardian', Empty, { items: FamilyReferral[] }>;
  'referral.answer': Step<'guardian', { answer: YesNo }>;
  'referral.withdraw': Step<'guardian'>;
}

export interface HelperReferralActions {
  /**
   * 登记码: by what an admin enters the caller as a specialist or a holder of safeguarding. It is
   * good once, and for a day.
   */
  'code.mine': Action<'signedIn', { requestId: string }, { code: string; expiresAt: EpochMs }>;
  'referral.mine': Action<'signedIn', Empty, { items: OwnReferral[] }>;
  'referral.accept': Step<'signedIn'>;
  'referral.refuse': Step<'signedIn', { reason?: string }>;
  'referral.note': Step<'signedIn', { words: string }>;
  'referral.close': Step<'signedIn', { reason?: string }>;
}
