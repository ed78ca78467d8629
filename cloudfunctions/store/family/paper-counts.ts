import { dayAt } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import type { Work } from '../common/requests';

/** How many families one person wrote down from paper on a day; `_id` is the pseudonym. */
export interface PaperCountRecord {
  _id: string;
  day: string;
  count: number;
}

/** So many families of one day are told to the auditors, again and again. */
const TOLD_EVERY = 100;

/**
 * Counts what one person writes down from paper in a day, and tells the audit of each hundred:
 * families that nobody else has met are how a clerk could ask after children elsewhere.
 */
export const countPaperEntries = async (
  work: Work,
  { personId, now }: { personId: string; now: EpochMs },
  entered: number,
): Promise<void> => {
  if (entered === 0) return;
  const day = dayAt(now);
  const before = await work.get('paperCounts', personId);
  const was = before?.day === day ? before.count : 0;
  const count = was + entered;
  await work.put('paperCounts', { _id: personId, day, count });
  if (Math.floor(count / TOLD_EVERY) > Math.floor(was / TOLD_EVERY)) {
    await work.audit({ action: 'entry.many', subject: personId, note: count });
  }
};
