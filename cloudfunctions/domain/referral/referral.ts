import { DAY_MS, dayAt, REFERRAL_STATE_WORDS } from '@micro-wish/vocabulary';
import type { EpochMs, Profession, ReferralState, YesNo } from '../../../typings/contract';
import { refuse } from '../common/refusal';

/** A consented referral that the specialist has not answered for so long is back with the sender. */
const LAPSE_MS = 3 * DAY_MS;

/** 联盟专家: member of the 家庭教育·心理关爱联盟, up to a day. */
export interface Specialist {
  _id: string;
  /** Pseudonym. */
  personId: string;
  name: string;
  profession: Profession;
  contact: string;
  /** Last good day of the membership. */
  memberUntil: string;
  savedAt: EpochMs;
}

export interface Referral {
  _id: string;
  childId: string;
  specialistId: string;
  /** Pseudonym of the specialist, of whom it was sent to. */
  toId: string;
  /** Who sent it. */
  by: string;
  areaPath: string[];
  purpose: string;
  question: string;
  reason: string;
  at: EpochMs;
  /** As it was left; what has lapsed is seen by `stateOf`. */
  state: Exclude<ReferralState, 'lapsed'>;
  consentedAt: EpochMs | null;
  /** When somebody ended it; absent before, and where it lapsed. */
  endedAt?: EpochMs;
  /** When the sender is to be told that it lapsed; 0 for never. */
  lapsesAt: EpochMs;
  key: string;
}

export const isMember = ({ memberUntil }: Specialist, now: EpochMs): boolean =>
  dayAt(now) <= memberUntil;

/** A specialist whose own data was erased: the membership is over, and nobody is told whose it was. */
export const withoutName = (specialist: Specialist): Specialist => ({
  ...specialist,
  name: '',
  contact: '',
  memberUntil: '',
});

/** The state at a moment: unanswered for three days is lapsed. */
export const stateOf = ({ state, consentedAt }: Referral, now: EpochMs): ReferralState =>
  state === 'consented' && now >= (consentedAt ?? now) + LAPSE_MS ? 'lapsed' : state;

/** Nothing comes of it any more. */
const isOver = (referral: Referral, now: EpochMs): boolean =>
  !['proposed', 'consented', 'accepted'].includes(stateOf(referral, now));

/** Whether it has been over since before a moment; what was ended without a note of when, since its begin. */
export const wasOver = (referral: Referral, before: EpochMs, now: EpochMs): boolean => {
  const { at, consentedAt, endedAt } = referral;
  const lapsedAt = stateOf(referral, now) === 'lapsed' ? (consentedAt ?? at) + LAPSE_MS : at;
  return isOver(referral, now) && (endedAt ?? lapsedAt) < before;
};

const refuseState = (referral: Referral, now: EpochMs): never =>
  refuse(
    'FAILED_PRECONDITION',
    `这次转介现在是「${REFERRAL_STATE_WORDS[stateOf(referral, now)]}」，不能这样做。`,
  );

/** The guardian's answer to this one. @throws Refusal FAILED_PRECONDITION */
export const answer = (referral: Referral, yes: YesNo, now: EpochMs): Referral => {
  if (referral.state !== 'proposed') return refuseState(referral, now);
  return yes === 'yes'
    ? { ...referral, state: 'consented', consentedAt: now, lapsesAt: now + LAPSE_MS }
    : { ...referral, state: 'declined', endedAt: now };
};

/** Taken back, it ends the specialist's access at that moment. @throws Refusal FAILED_PRECONDITION */
export const withdraw = (referral: Referral, now: EpochMs): Referral => {
  const state = stateOf(referral, now);
  if (state !== 'consented' && state !== 'accepted' && state !== 'lapsed') {
    return refuseState(referral, now);
  }
  return { ...referral, state: 'withdrawn', lapsesAt: 0, endedAt: now };
};

/** @throws Refusal FAILED_PRECONDITION where it isn't waiting for the specialist any more */
export const accept = (referral: Referral, now: EpochMs): Referral =>
  stateOf(referral, now) === 'consented'
    ? { ...referral, state: 'accepted', lapsesAt: 0 }
    : refuseState(referral, now);

/** @throws Refusal FAILED_PRECONDITION */
export const refuseReferral = (referral: Referral, reason: string, now: EpochMs): Referral =>
  stateOf(referral, now) === 'consented'
    ? { ...referral, state: 'refused', reason, lapsesAt: 0, endedAt: now }
    : refuseState(referral, now);

/** @throws Refusal FAILED_PRECONDITION where it is not under way */
export const requireUnderWay = (referral: Referral, now: EpochMs): void => {
  if (referral.state !== 'accepted') refuseState(referral, now);
};

/** @throws Refusal FAILED_PRECONDITION */
export const close = (referral: Referral, reason: string, now: EpochMs): Referral => {
  requireUnderWay(referral, now);
  return { ...referral, state: 'closed', reason, endedAt: now };
};

/** What a specialist can still see: what waits, is under way, or was brought to its end. */
export const isSeenBySpecialist = (referral: Referral, now: EpochMs): boolean => {
  const state = stateOf(referral, now);
  return state === 'consented' || state === 'accepted' || state === 'closed';
};

/** What is left of it when the child's data goes. */
export const withoutWords = (referral: Referral): Referral => ({
  ...referral,
  purpose: '',
  question: '',
  reason: '',
  state:
    referral.state === 'proposed' || referral.state === 'consented' || referral.state === 'accepted'
      ? 'withdrawn'
      : referral.state,
  lapsesAt: 0,
});
