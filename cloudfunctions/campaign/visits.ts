import { dayNumber } from '@micro-wish/vocabulary';
import type { EpochMs, ShareSource } from '../../typings/contract';
import { countVisits } from '../store/report/reports';

interface Opening {
  /** '' where nobody is signed in. */
  personId: string;
  campaignId: string;
  source: ShareSource;
}

const MINUTE_MS = 60 * 1000;

/** So many are written singly; in a crowd the count is written in groups. */
const AT_ONCE = 10;

/** One more may be written after so long. */
const EVERY_MS = 10 * 1000;

/** Openings by nobody who is signed in can't be told apart: no more count in a minute. */
const NAMELESS_A_MINUTE = 60;

const MOST_KNOWN = 20_000;
const MOST_WAITING = 100;

/** In the memory of one instance: who opened what today, and what waits to be written. */
const known = new Set<string>();
let day = 0;
const waiting = new Map<string, Map<ShareSource, number>>();
let writes = { left: AT_ONCE, since: 0 };
let nameless = { count: 0, since: 0 };

/** A person counts once a day for each way to a campaign. */
const isNew = ({ personId, campaignId, source }: Opening, now: EpochMs): boolean => {
  if (day !== dayNumber(now) || known.size > MOST_KNOWN) known.clear();
  day = dayNumber(now);
  if (personId === '') {
    if (now - nameless.since >= MINUTE_MS) nameless = { count: 0, since: now };
    nameless.count += 1;
    return nameless.count <= NAMELESS_A_MINUTE;
  }
  const opening = `${personId} ${campaignId} ${source}`;
  if (known.has(opening)) return false;
  known.add(opening);
  return true;
};

const mayWrite = (now: EpochMs): boolean => {
  const more = Math.floor((now - writes.since) / EVERY_MS);
  if (more > 0) writes = { left: Math.min(AT_ONCE, writes.left + more), since: now };
  if (writes.left === 0) return false;
  writes.left -= 1;
  return true;
};

/**
 * Counts an opening. What a crowd opens is written in groups, never a write a call; what an instance
 * has not written when it ends is lost, so the count is one of at least. Of who opened nothing is
 * kept.
 * @throws Refusal NOT_FOUND
 */
export const countVisit = async (opening: Opening, now: EpochMs): Promise<void> => {
  if (waiting.size < MOST_WAITING && isNew(opening, now)) {
    const { campaignId, source } = opening;
    const counts = waiting.get(campaignId) ?? new Map<ShareSource, number>();
    counts.set(source, (counts.get(source) ?? 0) + 1);
    waiting.set(campaignId, counts);
  }
  const [next] = waiting;
  if (!next || !mayWrite(now)) return;
  waiting.delete(next[0]);
  await countVisits(...next);
};
