import * as v from 'valibot';
import type { ReviewDecision } from '../../../typings/contract';
import { isOwnChild } from '../../domain/family/own-child';
import { isRedeemed } from '../../domain/card/card';
import { publicTextProblem } from '../../domain/wish/public-text';
import { refuse } from '../../domain/common/refusal';
import { undoReview } from '../../domain/wish/review-undo';
import { isLive, review, type Review, type Reviewer, type Wish } from '../../domain/wish/wish';
import { id, requestId, text, wishIds } from '../../shared/input';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { reviveWish } from '../../store/family/children';
import { once, type Work } from '../../store/common/requests';
import { changeWish, getWish } from '../../store/wish/wishes';
import { oneByOne } from './bulk';

const DECISION = v.picklist(['approve', 'return', 'reject'], '请选择同意、退回或不通过');

const reviewerOf = ({ personId, rights, now }: Context, wish: Wish): Reviewer => ({
  personId,
  rights,
  ownChild: isOwnChild(wish, personId),
  now,
});

/** @throws Refusal INVALID_ARGUMENT for a public text that still says who the child is. */
const checkPublicText = async (work: Work, childId: string, publicText: string): Promise<void> => {
  const child = await work.get('children', childId);
  const problem = publicTextProblem(publicText, child?.nickname ?? '');
  if (problem !== '') refuse('INVALID_ARGUMENT', problem);
};

/** What nobody has read is not approved with twenty others, and money is not moved in bulk. */
const refuseInBulk = (wish: Wish, decision: ReviewDecision): void => {
  if (wish.state !== 'submitted') {
    refuse('FAILED_PRECONDITION', '已审核过的心愿，请打开档案逐个办理。');
  }
  if (wish.flagged && decision === 'approve') {
    refuse('FAILED_PRECONDITION', '文字需要留意，请打开档案看过再通过。');
  }
};

/** One review, and its trace in the audit. */
const reviewOne = async (
  context: Context,
  wishId: string,
  given: Review,
  { inBulk }: { inBulk: boolean },
): Promise<{ state: Wish['state'] }> => {
  const campaign = await getCampaign((await getWish(wishId)).campaignId);
  return once(context, async (work) => {
    const { wish } = await changeWish(work, wishId, context, (before, card) => {
      const reviewer = reviewerOf(context, before);
      const after = review(before, isRedeemed(card), campaign, given, reviewer);
      if (inBulk) refuseInBulk(before, given.decision);
      return after;
    });
    if (given.publicText) await checkPublicText(work, wish.childId, given.publicText);
    // Whoever wrote it down for the family is often the reviewer too: that shows.
    const note = wish.paper?.by === context.personId ? ' own-entry' : '';
    await work.audit({ action: 'wish.review', subject: wishId, note: given.decision + note });
    return { state: wish.state };
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
    const note = undone?.timeline.at(-1)?.event ?? '';
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
    input: v.strictObject({
      requestId,
      wishId: id,
      decision: DECISION,
      reason: v.exactOptional(text(200)),
      publicText: v.exactOptional(text(100, 0)),
    }),
    run: (context, { wishId, decision, reason, publicText }) =>
      reviewOne(context, wishId, { decision, reason, publicText }, { inBulk: false }),
  },
  'wish.reviewMany': {
    who: 'staff',
    input: v.strictObject({
      requestId,
      wishIds,
      decision: DECISION,
      reason: v.exactOptional(text(200)),
    }),
    run: (context, { wishIds: ids, decision, reason }) => {
      if (decision !== 'approve' && reason === undefined) {
        refuse('INVALID_ARGUMENT', '退回或不通过时，请写明理由，家长会看到。');
      }
      return oneByOne(context, each(ids), (part, { wishId }) =>
        reviewOne(part, wishId, { decision, reason }, { inBulk: true }),
      );
    },
  },
  'wish.undoReview': {
    who: 'staff',
    input: v.strictObject({ requestId, wishIds }),
    run: (context, { wishIds: ids }) =>
      oneByOne(context, each(ids), (part, { wishId }) => undoOne(part, wishId)),
  },
};
