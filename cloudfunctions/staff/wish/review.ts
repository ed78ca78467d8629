import { BLANKED_WORDS } from '@micro-wish/vocabulary';
import { logDecision } from './child-log';
import { noteOf } from '../../domain/common/audit';
import type { ReviewDecision } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { maySee } from '../../domain/common/access';
import { isRedeemed } from '../../domain/card/card';
import {
  publicTextProblem,
  publicTextWarnings,
  suggestPublicText,
} from '../../domain/wish/public-text';
import { refuse } from '../../domain/common/refusal';
import { undoReview } from '../../domain/wish/review-undo';
import { isLive, type Wish } from '../../domain/wish/wish';
import { review, type Review, type Reviewer } from '../../domain/wish/review';
import * as calls from '../../calls/wish';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { reviveWish } from '../../store/family/children';
import { once, type Work } from '../../store/common/requests';
import { withTwins } from '../../store/wish/likely-duplicates';
import { changeWish, getWish, wishesById } from '../../store/wish/wishes';
import { wordsOf } from './wish-file';
import { oneByOne } from './bulk';
import type { ChildRecord } from '../../domain/family/records';

const reviewerOf = ({ personId, rights, now }: Context, wish: Wish): Reviewer => ({
  personId,
  rights,
  ownChild: isOwnChild(wish, personId),
  now,
});

/** A decision, and whether the reviewer answers for what a public text may lead to the child by. */
interface Given extends Review {
  publicTextChecked?: true | undefined;
}

/**
 * What the reviewer answered for, for the audit.
 * @throws Refusal INVALID_ARGUMENT for a public text that still says who the child is,
 *   CONTENT_REJECTED for one that may, until the reviewer has answered for it
 */
const checkPublicText = (
  { publicText = '', publicTextChecked }: Given,
  nickname: string,
): string[] => {
  if (publicText === '') return [];
  const problem = publicTextProblem(publicText, nickname);
  if (problem !== '') refuse('INVALID_ARGUMENT', problem);
  const warnings = publicTextWarnings(publicText);
  if (warnings.length > 0 && publicTextChecked !== true) {
    const told = warnings.map(({ kind, words }) => `${BLANKED_WORDS[kind]}「${words}」`).join('、');
    refuse('CONTENT_REJECTED', `公开文字里可能有${told}。请删去，或核对不会认出孩子后再提交。`);
  }
  return [...new Set(warnings.map(({ kind }) => kind))];
};

/** Whoever approves at the last level has read the nickname as well. */
const passNickname = async (work: Work, child: ChildRecord | null): Promise<void> => {
  if (child?.nicknameFlagged) await work.put('children', { ...child, nicknameFlagged: false });
};

/** What nobody has read is not approved with twenty others, and money is not moved in bulk. */
const refuseInBulk = (wish: Wish, decision: ReviewDecision, alike: ReadonlySet<string>): void => {
  if (wish.state !== 'submitted') {
    refuse('FAILED_PRECONDITION', '已审核过的心愿，请打开档案逐个办理。');
  }
  if (wish.flagged && decision === 'approve') {
    refuse('FAILED_PRECONDITION', '文字需要留意，请打开档案看过再通过。');
  }
  if (alike.has(wish._id) && decision === 'approve') {
    refuse('FAILED_PRECONDITION', '可能重复，请打开档案比对过再通过。');
  }
};

const nicknameOf = (child: ChildRecord | null): string => child?.nickname ?? '';

/** A decision on many: which of them another child's wish is like, and whether texts are suggested. */
interface Bulk {
  alike: ReadonlySet<string>;
  suggested: boolean;
}

/** What stands already stays; a suggestion that may lead to the child is none. */
const bulkText = (wish: Wish, child: ChildRecord | null): string => {
  if (wish.publicText !== '') return wish.publicText;
  const nickname = nicknameOf(child);
  const { text: suggestion } = suggestPublicText(wordsOf(wish), nickname);
  const isSafe =
    publicTextProblem(suggestion, nickname) === '' && publicTextWarnings(suggestion).length === 0;
  return isSafe ? suggestion : '';
};

/** What the family reads of a review in the log of its file. */
const REVIEWED: Record<ReviewDecision, string> = {
  approve: '审核：同意',
  return: '审核：退回修改',
  reject: '审核：未通过',
};

/** One review, and its trace in the audit. */
const reviewOne = async (
  context: Context,
  wishId: string,
  given: Given,
  bulk?: Bulk,
): Promise<{ state: Wish['state']; wordless?: true }> => {
  const campaign = await getCampaign((await getWish(wishId)).campaignId);
  return once(context, async (work) => {
    let child: ChildRecord | null = null;
    const { wish } = await changeWish(work, wishId, context, async (before, card) => {
      child = await work.get('children', before.childId);
      const reviewer = reviewerOf(context, before);
      const publicText = bulk?.suggested === true ? bulkText(before, child) : given.publicText;
      const after = review(before, isRedeemed(card), campaign, { ...given, publicText }, reviewer);
      if (bulk) refuseInBulk(before, given.decision, bulk.alike);
      return after;
    });
    const kept = checkPublicText(given, nicknameOf(child));
    if (wish.state === 'approved') await passNickname(work, child);
    // Whoever wrote it down for the family is often the reviewer too: that shows.
    const words: ('own-entry' | { id: string })[] = [];
    if (wish.paper?.by === context.personId) words.push('own-entry');
    if (kept.length > 0) words.push({ id: `kept:${kept.join('+')}` });
    const note = noteOf(given.decision, ...words);
    await logDecision(work, context, wish, REVIEWED[given.decision]);
    await work.audit({ action: 'wish.review', subject: wishId, note });
    const isWordless =
      wish.state === 'approved' && wish.publicTextAllowed && wish.publicText === '';
    return { state: wish.state, ...(bulk && isWordless ? { wordless: true as const } : {}) };
  });
};

const undoOne = (context: Context, wishId: string): Promise<{ state: Wish['state'] }> =>
  once(context, async (work) => {
    let undone: Wish | undefined;
    const { wish } = await changeWish(work, wishId, context, (reviewed) => {
      undone = reviewed;
      return undoReview(reviewed, reviewerOf(context, reviewed));
    });
    if (undone && !isLive(undone.state)) await reviveWish(work, wish);
    const note = noteOf({ id: undone?.timeline.at(-1)?.event ?? '' });
    await logDecision(work, context, wish, '撤销审核');
    await work.audit({ action: 'wish.undoReview', subject: wishId, note });
    return { state: wish.state };
  });

const each = (ids: readonly string[]) => ids.map((wishId) => ({ wishId }));

export const reviewHandlers: Pick<
  Handlers<'staff'>,
  'wish.review' | 'wish.reviewMany' | 'wish.undoReview'
> = {
  'wish.review': {
    who: 'staff',
    input: calls.review,
    run: (context, { requestId: _answered, wishId, ...given }) => reviewOne(context, wishId, given),
  },
  'wish.reviewMany': {
    who: 'staff',
    input: calls.reviewMany,
    run: async (context, { wishIds, decision, reason, suggestedText: suggested = false }) => {
      if (decision !== 'approve' && reason === undefined) {
        refuse('INVALID_ARGUMENT', '退回或不通过时，请写明理由，家长会看到。');
      }
      const wishes = decision === 'approve' ? await wishesById(wishIds) : [];
      const alike = await withTwins(wishes, (path) => maySee(context.rights, path));
      return oneByOne(context, each(wishIds), (part, { wishId }) =>
        reviewOne(part, wishId, { decision, reason }, { alike, suggested }),
      );
    },
  },
  'wish.undoReview': {
    who: 'staff',
    input: calls.undoReview,
    run: (context, { wishIds }) =>
      oneByOne(context, each(wishIds), (part, { wishId }) => undoOne(part, wishId)),
  },
};
