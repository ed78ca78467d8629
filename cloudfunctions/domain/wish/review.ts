import type { EpochMs, ReviewDecision, StaffLevel } from '../../../typings/contract';
import { maySee, mayReviewAt, type StaffRights } from '../common/access';
import { refuse, refuseArea } from '../common/refusal';
import {
  type Wish,
  type ReviewTrace,
  type WishRules,
  isLive,
  refuseState,
  step,
  giftGivenUp,
} from './wish';

export interface Review {
  decision: ReviewDecision;
  reason?: string | undefined;
  publicText?: string | undefined;
}

export interface Reviewer {
  personId: string;
  rights: StaffRights;
  ownChild: boolean;
  now: EpochMs;
}

const APPROVED_EVENT = {
  community: 'community_approved',
  street: 'street_approved',
  district: 'district_approved',
} as const;

/** Whose turn it is while `submitted`; the last level's where the campaign has fewer levels now. */
export const levelOf = ({ level }: Wish, levels: readonly StaffLevel[]): StaffLevel | undefined =>
  levels[level] ?? levels.at(-1);

const refuseReviewer = (wish: Wish, rules: WishRules, rights: StaffRights): never => {
  const isReviewer = rules.reviewLevels.some((level) => mayReviewAt(rights, level, wish.areaPath));
  if (isReviewer && (wish.state === 'returned' || !isLive(wish.state))) {
    return refuseState(wish.state, '现在不需要审核。');
  }
  const comesLater =
    wish.state === 'submitted' &&
    rules.reviewLevels
      .slice(wish.level + 1)
      .some((level) => mayReviewAt(rights, level, wish.areaPath));
  if (!maySee(rights, wish.areaPath)) return refuseArea();
  return comesLater
    ? refuse('FAILED_PRECONDITION', '上一级还没有审核，请等初审通过后再审。')
    : refuse('PERMISSION_DENIED', '你没有审核这个心愿的授权。');
};

/**
 * Reviews at the level whose turn it is. `return` and `reject` at the last level also take an
 * approval back; what then happens to money and card follows from `releasedFen` and the new state.
 * @throws Refusal PERMISSION_DENIED own child, or no grant of exactly this level over the area;
 *   FAILED_PRECONDITION wrong state or turn; INVALID_ARGUMENT a missing reason.
 */
export const review = (
  wish: Wish,
  cardIsRedeemed: boolean,
  rules: WishRules,
  { decision, reason, publicText }: Review,
  reviewer: Reviewer,
): Wish => {
  const { rights, now, personId } = reviewer;
  if (reviewer.ownChild) refuse('PERMISSION_DENIED', '不能审核自己孩子的心愿，请由同事审核。');

  const waiting = wish.state === 'submitted';
  const level = waiting ? levelOf(wish, rules.reviewLevels) : rules.reviewLevels.at(-1);
  if (!level || !mayReviewAt(rights, level, wish.areaPath)) {
    return refuseReviewer(wish, rules, rights);
  }
  if (cardIsRedeemed) return refuseState('fulfilled', '不能再审核。');

  const approvedAlready =
    wish.state === 'approved' || wish.state === 'funded' || wish.state === 'ready';
  if (!waiting && !(approvedAlready && decision !== 'approve')) {
    return refuseState(wish.state, '现在不需要审核。');
  }
  if (decision !== 'approve' && !reason) {
    refuse('INVALID_ARGUMENT', '退回或不通过时，请写明理由，家长会看到。');
  }
  const curated = {
    // No consent, no text: it would go public by itself at the moment they consent, unread.
    ...(publicText === undefined || !wish.publicTextAllowed ? {} : { publicText }),
    lastReview: traceOf(wish, level, reviewer),
  };
  if (decision === 'approve') {
    const isLast = wish.level >= rules.reviewLevels.length - 1;
    return step(
      wish,
      isLast
        ? { ...curated, state: 'approved', flagged: false }
        : { ...curated, state: 'submitted', level: wish.level + 1 },
      { event: APPROVED_EVENT[level], at: now, by: personId, reason },
    );
  }
  const state = decision === 'return' ? 'returned' : 'rejected';
  return step(
    wish,
    { ...curated, ...giftGivenUp(wish), state, level: 0, onWall: state === 'returned' },
    { event: state, at: now, by: personId, reason },
  );
};

/** What taking the review back needs; nothing where it moves money or a card with the wish. */
const traceOf = (
  wish: Wish,
  level: StaffLevel,
  { personId, now }: Reviewer,
): ReviewTrace | null => {
  const moves = wish.cardId !== null || wish.reservedFen !== null || wish.priceFen !== null;
  const { state, level: turn, publicText, flagged, onWall } = wish;
  const before = { state, level: turn, publicText, flagged, onWall };
  return moves ? null : { by: personId, at: now, level, before };
};
