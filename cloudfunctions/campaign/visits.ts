import { dayNumber, MINUTE_MS } from '@micro-wish/vocabulary';
import type { EpochMs, ShareSource } from '../../typings/contract';
import { limiter } from '../domain/common/limiter';
import { requireCampaign } from '../store/campaign/campaigns';
import { countVisits } from '../store/report/reports';

interface Opening {
  /** '' where nobody is signed in. */
  personId: string;
  campaignId: string;
  source: ShareSource;
}

/** So many are written singly; in a crowd the count is written in groups. */
const writes = limiter([{ most: 10, windowMs: 2 * MINUTE_MS }]);

/** Openings by nobody who is signed in can't be told apart: no more count in a minute. */
const nameless = limiter([{ most: 60, windowMs: MINUTE_MS }]);

const MOST_KNOWN = 20_000;

/** In the memory of one instance: who opened what today, and what waits to be written. */
const known = new Set<string>();
let day = 0;
const waiting = new Map<string, Map<ShareSource, number>>();

/** A person counts once a day for each way to a campaign. */
const isNew = ({ personId, campaignId, source }: Opening, now: EpochMs): boolean => {
  if (personId === '') {
    if (nameless.isOver(campaignId, now)) return false;
    nameless.count(campaignId, now);
    return true;
  }
  if (day !== dayNumber(now) || known.size > MOST_KNOWN) known.clear();
  day = dayNumber(now);
  const opening = `${personId} ${campaignId} ${source}`;
  if (known.has(opening)) return false;
  known.add(opening);
  return true;
};

/**
 * Counts an opening. What a crowd opens is written in groups, never a write a call; what an instance
 * has not written when it ends is lost, so the count is one of at least. Of who opened nothing is
 * kept.
 * @throws Refusal NOT_FOUND
 */
export const countVisit = async (opening: Opening, now: EpochMs): Promise<void> => {
  const { campaignId, source } = opening;
  await requireCampaign(campaignId);
  if (isNew(opening, now)) {
    const counts = waiting.get(campaignId) ?? new Map<ShareSource, number>();
    counts.set(source, (counts.get(source) ?? 0) + 1);
    waiting.set(campaignId, counts);
  }
  const [next] = waiting;
  if (!next || writes.isOver('', now)) return;
  writes.count('', now);
  waiting.delete(next[0]);
  await countVisits(...next);
};
