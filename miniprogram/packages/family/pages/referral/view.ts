import { dayText, PROFESSION_WORDS, REFERRAL_STATE_WORDS } from '@micro-wish/vocabulary';
import type { ChildView, FamilyReferral, ReferralState } from '../../../../../typings/contract';
import type { Tone } from '../../../../utils/tones';

const TONES: Partial<Record<ReferralState, Tone>> = {
  proposed: 'warm',
  consented: 'wait',
  accepted: 'good',
};

/** How the family reads a state. */
const STATE_WORDS: Record<ReferralState, string> = {
  ...REFERRAL_STATE_WORDS,
  proposed: '请您看看',
  consented: '等专家答复',
  declined: '没有继续',
  refused: '专家这次没有空',
  withdrawn: '您已撤回',
  lapsed: '专家没有答复',
};

export interface ReferralCard {
  referralId: string;
  title: string;
  /** Who it goes to, and how that person is reached. */
  who: string;
  contact: string;
  purpose: string;
  question: string;
  stateWord: string;
  tone: Tone;
  asks: boolean;
  mayWithdraw: boolean;
}

export const referralCards = (
  referrals: readonly FamilyReferral[],
  children: readonly ChildView[],
): ReferralCard[] =>
  referrals.map((referral) => {
    const { state, specialist } = referral;
    const nickname = children.find(({ childId }) => childId === referral.childId)?.nickname ?? '';
    return {
      referralId: referral.referralId,
      title: `${nickname === '' ? '' : `给${nickname} · `}${dayText(referral.at)}`,
      who: [specialist.name, PROFESSION_WORDS[specialist.profession]]
        .filter((part) => part !== '')
        .join(' · '),
      contact: specialist.contact,
      purpose: referral.purpose,
      question: referral.question,
      stateWord: STATE_WORDS[state],
      tone: TONES[state] ?? 'quiet',
      asks: state === 'proposed',
      mayWithdraw: state === 'consented' || state === 'accepted',
    };
  });
