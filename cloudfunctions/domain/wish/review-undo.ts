import { REVIEW_UNDO_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { mayReviewAt } from '../common/access';
import { refuse } from '../common/refusal';
import { step, type Step, type Wish } from './wish';
import { type Reviewer } from './review';

/** Until when the latest review may still be taken back, whoever made it; null where it cannot. */
export const undoableUntil = ({ lastReview }: Wish): EpochMs | null =>
  lastReview ? lastReview.at + REVIEW_UNDO_MS : null;

/**
 * What the family is told while the latest review may still be taken back: the state before it.
 * Null where they are told of the state as it is.
 */
export const toldState = (wish: Wish, now: EpochMs): Wish['state'] | null =>
  wish.lastReview && now <= (undoableUntil(wish) ?? 0) ? wish.lastReview.before.state : null;

/** Whether this person made the latest review and may take it back now. */
export const mayUndo = (wish: Wish, personId: string, now: EpochMs): boolean =>
  wish.lastReview?.by === personId && now <= (undoableUntil(wish) ?? 0);

/**
 * Takes the latest review back: the wish is exactly what it was, and its timeline keeps both.
 * @throws Refusal PERMISSION_DENIED another's review, own child, or the grant has ended;
 *   FAILED_PRECONDITION later than ten minutes, something happened since, or it moved money or a
 *   card.
 */
export const undoReview = (wish: Wish, by: Reviewer): Wish => {
  if (by.ownChild) refuse('PERMISSION_DENIED', '不能审核自己孩子的心愿，请由同事办理。');
  const review = wish.lastReview;
  if (!review) {
    return refuse(
      'FAILED_PRECONDITION',
      '这个心愿之后又有了变化，或牵涉到善款和兑换卡，不能撤销审核。',
    );
  }
  if (review.by !== by.personId || !mayReviewAt(by.rights, review.level, wish.areaPath)) {
    return refuse('PERMISSION_DENIED', '只有作出这次审核的人可以撤销它。');
  }
  if (!mayUndo(wish, by.personId, by.now)) {
    return refuse('FAILED_PRECONDITION', '审核已超过 10 分钟，不能撤销。');
  }
  return step(wish, review.before, { event: 'review_undone', at: by.now, by: by.personId });
};

/** A timeline without the reviews that were taken back, and without the taking back. */
export const standingSteps = <Entry extends Pick<Step, 'event'>>(
  timeline: readonly Entry[],
): Entry[] => {
  const standing: Entry[] = [];
  for (const entry of timeline) {
    if (entry.event === 'review_undone') standing.pop();
    else standing.push(entry);
  }
  return standing;
};

/** Since when a submitted wish has waited for whoever's turn it is. */
export const waitingSince = (wish: Pick<Wish, 'timeline' | 'submittedAt'>): EpochMs =>
  standingSteps(wish.timeline).at(-1)?.at ?? wish.submittedAt;
