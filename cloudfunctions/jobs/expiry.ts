import type { EpochMs } from '../../typings/contract';
import { isRedeemed } from '../domain/card/card';
import { Refusal } from '../domain/common/refusal';
import { expire } from '../domain/wish/wish';
import { transact } from '../store/common/database';
import { campaignEnds } from '../store/campaign/campaign-ends';
import { keepProgress, progressOf } from '../store/common/job-progress';
import { cardsOf, changeWish, wishesInState } from '../store/wish/wishes';
import { JOBS_PERSON } from './person';

const WAITING = ['submitted', 'returned', 'approved', 'funded', 'ready'] as const;
const PAGE = 100;

/** Ends one wish; one that came true or was ended meanwhile stays as it is. */
const expireOne = async (wishId: string, now: EpochMs): Promise<void> => {
  const by = { personId: JOBS_PERSON, now };
  try {
    await transact(async (transaction) => {
      const entry = {
        at: now,
        by: JOBS_PERSON,
        action: 'wish.expire' as const,
        subject: wishId,
        note: '',
      };
      const work = { ...transaction, audit: () => Promise.resolve() };
      await changeWish(work, wishId, by, (wish, card) => expire(wish, isRedeemed(card), by));
      await transaction.put('audit', { ...entry, _id: `wish.expire#${wishId}`, seq: null });
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
};

const expireIn = async (campaignId: string, now: EpochMs): Promise<void> => {
  for (const state of WAITING) {
    let cursor = '';
    for (;;) {
      const page = await wishesInState({ campaignId, state, after: cursor }, PAGE);
      const cards = await cardsOf(page);
      for (const { _id } of page) if (!isRedeemed(cards.get(_id))) await expireOne(_id, now);
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      cursor = last.wallKey;
    }
  }
};

/** Ends what nobody could fulfil once a campaign and all its events are over. */
export const expireWishes = async (now: EpochMs): Promise<EpochMs> => {
  let next = Infinity;
  for (const [campaignId, end] of await campaignEnds()) {
    if (now <= end) {
      next = Math.min(next, end + 1);
      continue;
    }
    const job = `expiry#${campaignId}`;
    if ((await progressOf(job))?.known === String(end)) continue;
    await expireIn(campaignId, now);
    await keepProgress(job, now, String(end));
  }
  return next;
};
