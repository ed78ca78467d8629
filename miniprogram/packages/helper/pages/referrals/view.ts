import { AGE_BAND_WORDS, dayText, REFERRAL_STATE_WORDS, timeText } from '@micro-wish/vocabulary';
import type { OwnReferral, ReferralState } from '../../../../../typings/contract';
import type { Tone } from '../../../../utils/tones';

const TONES: Partial<Record<ReferralState, Tone>> = {
  consented: 'warm',
  accepted: 'good',
};

export interface ReferralCard {
  referralId: string;
  alias: string;
  about: string;
  on: string;
  stateWord: string;
  tone: Tone;
  question: string;
  /** It waits for the specialist's yes or no. */
  asks: boolean;
  isUnderWay: boolean;
  notes: { key: string; at: string; words: string }[];
}

/** What was sent to the specialist: what waits first, then what is under way, then the past. */
const ORDER: readonly ReferralState[] = ['consented', 'accepted', 'closed'];

export const referralCards = (referrals: readonly OwnReferral[]): ReferralCard[] =>
  [...referrals]
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.at - a.at)
    .map((referral) => ({
      referralId: referral.referralId,
      alias: referral.alias,
      about: `${AGE_BAND_WORDS[referral.ageBand]} · ${referral.purpose}`,
      on: dayText(referral.at),
      stateWord: referral.state === 'consented' ? '等你答复' : REFERRAL_STATE_WORDS[referral.state],
      tone: TONES[referral.state] ?? 'quiet',
      question: referral.question,
      asks: referral.state === 'consented',
      isUnderWay: referral.state === 'accepted',
      notes: referral.notes.map(({ at, words }, place) => ({
        key: `${place}`,
        at: timeText(at),
        words,
      })),
    }));
