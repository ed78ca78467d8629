import { startOfDay } from '@micro-wish/vocabulary';
import type { EpochMs, PaperForm } from '../../../typings/contract';
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

/** What became of a family on paper that was entered before. */
interface EnteredChild {
  nickname: string;
  communityId: string;
  wishIds: Readonly<Record<string, readonly string[]>>;
}

/**
 * Who signed for the wish of a child that was entered for something else. `known`: it had its wish,
 * or was erased. `in_wechat`: the family looks after itself now.
 */
export const signerOf = <Guardian extends { paper: PaperForm | null }>(
  child: EnteredChild,
  guardians: readonly Guardian[],
  wish: { campaignId: string; communityId: string },
): Guardian | 'known' | 'in_wechat' => {
  if (child.nickname === '' || child.wishIds[wish.campaignId]?.length) return 'known';
  const signer = guardians.find(({ paper }) => paper);
  return signer && child.communityId === wish.communityId ? signer : 'in_wechat';
};
