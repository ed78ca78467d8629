import { DAY_MS, PACK_VERSIONS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../typings/contract';
import { packNews } from '../domain/pack/news';
import { byIds } from '../store/common/by-ids';
import { along, keepProgress, LONGEST_CALL_MS, progressOf } from '../store/common/job-progress';
import { batchesUnderWay } from '../store/pack/batches';
import { tell } from './tell';

const JOB = 'pack-news';

/** What is older is no news any more. */
const NEWS_MS = 2 * DAY_MS;

/** The cards that a pack came to since a moment, with when: it stands in their batch. */
const seatedSince = async (since: EpochMs): Promise<Map<string, EpochMs>> => {
  const seated = new Map<string, EpochMs>();
  for (const { batch } of await batchesUnderWay()) {
    for (const version of PACK_VERSIONS) {
      for (const { cardId, since: at } of batch.versions[version].seats) {
        if (at !== null && at >= since) seated.set(cardId, at);
      }
    }
  }
  return seated;
};

/** Tells families that a pack can be had, or was handed over. A family on paper has its slip. */
export const tellOfPacks = async (now: EpochMs): Promise<void> => {
  const since = Math.max((await progressOf(JOB))?.at ?? 0, now - NEWS_MS) - LONGEST_CALL_MS;
  const seated = await seatedSince(since);
  const changed = new Set(seated.keys());
  for await (const { _id, kind } of along('cards', 'updatedAt', since, now + DAY_MS)) {
    if (kind === 'pack') changed.add(_id);
  }
  for (const card of (await byIds('cards', [...changed])).values()) {
    for (const notice of packNews(card, seated.get(card._id) ?? null)) {
      if (notice.at < now - NEWS_MS) continue;
      const about = { wishId: '', wishNo: card.cardNo };
      for (const personId of card.guardianIds) {
        await tell(personId, about, notice, { now, when: notice.at });
      }
    }
  }
  await keepProgress(JOB, now);
};
