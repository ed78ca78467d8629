import { byIds } from '../store/common/by-ids';
import { DAY_MS, REVIEW_UNDO_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import type { Card } from '../domain/card/card';
import { noticesOf } from '../domain/message/notice';
import type { Wish } from '../domain/wish/wish';
import { read } from '../store/common/database';
import { along, keepProgress, LONGEST_CALL_MS, progressOf } from '../store/common/job-progress';
import { cardsOf } from '../store/wish/wishes';
import { tell } from './tell';

const JOB = 'messages';

/** What is older than this is no news any more. */
const NEWS_MS = 2 * DAY_MS;

/**
 * That far back is looked at again: a call may write what it began two minutes earlier, and a
 * review is told once it can no longer be taken back.
 */
const OVERLAP_MS = REVIEW_UNDO_MS + LONGEST_CALL_MS;

const AT_ONCE = 100;

/** Tells the guardians of a wish what is to be told by now; answers when the rest is. */
const tellOf = async (wish: Wish, card: Card | undefined, now: EpochMs): Promise<EpochMs> => {
  const notices = noticesOf(wish, card);
  for (const notice of notices) {
    if (notice.at < now - NEWS_MS || notice.from > now) continue;
    for (const personId of wish.guardianIds) {
      const about = { wishId: wish._id, wishNo: wish.wishNo };
      await tell(personId, about, notice, { now, when: notice.at });
    }
  }
  return Math.min(Infinity, ...notices.map(({ from }) => from).filter((from) => from > now));
};

/** Tells who wrote that their complaint was answered. */
const tellAnswers = async (since: EpochMs, now: EpochMs): Promise<void> => {
  for await (const { _id, personId, wishId, answer } of along(
    'complaints',
    'updatedAt',
    since,
    now + DAY_MS,
  )) {
    if (!answer || answer.at < now - NEWS_MS) continue;
    const about = { wishId: wishId ?? '', wishNo: '' };
    const notice = { kind: 'answered', key: `answered#${_id}` } as const;
    await tell(personId, about, notice, { now, when: answer.at });
  }
};

/** Tells the guardians of a wish what became of its gift that was defective. */
const tellSettled = async (since: EpochMs, now: EpochMs): Promise<void> => {
  for await (const { _id, wishId, settled } of along('defects', 'updatedAt', since, now + DAY_MS)) {
    const wish = await read('wishes', wishId);
    if (!wish || !settled || settled.at < now - NEWS_MS) continue;
    const about = { wishId, wishNo: wish.wishNo };
    for (const personId of wish.guardianIds) {
      const notice = { kind: 'settled', key: `settled#${_id}` } as const;
      await tell(personId, about, notice, { now, when: settled.at });
    }
  }
};

/** Tells families what has happened to their wishes and cards since the last time. */
export const tellFamilies = async (now: EpochMs): Promise<EpochMs> => {
  let next = Infinity;
  const since = Math.max((await progressOf(JOB))?.at ?? 0, now - NEWS_MS) - OVERLAP_MS;
  const wishIds = new Set<string>();
  for await (const { _id } of along('wishes', 'updatedAt', since, now + DAY_MS)) wishIds.add(_id);
  for await (const { wishId } of along('cards', 'updatedAt', since, now + DAY_MS)) {
    if (wishId !== '') wishIds.add(wishId);
  }
  const ids = [...wishIds];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const wishes = [...(await byIds('wishes', ids.slice(start, start + AT_ONCE))).values()];
    const cards = await cardsOf(wishes);
    for (const wish of wishes) next = Math.min(next, await tellOf(wish, cards.get(wish._id), now));
  }
  await tellAnswers(since, now);
  await tellSettled(since, now);
  await keepProgress(JOB, now);
  return next;
};
