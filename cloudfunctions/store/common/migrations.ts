import type { EpochMs } from '../../../typings/contract';
import { command, find, transact } from './database';
import type { CollectionName, Collections } from './collections';
import { progressOf } from './job-progress';

/** A change of stored documents, as `migrations/` gives it. */
interface Change {
  no: number;
  collection: CollectionName;
  next(document: Readonly<Record<string, unknown>> & { readonly _id: string }): object | null;
}

/** Documents of one transaction: each is read and written, and how far it came is kept with them. */
const AT_ONCE = 40;
const DONE = 'done';

const jobOf = ({ no }: Change): string => `migration#${String(no).padStart(4, '0')}`;

/**
 * Applies a migration to the next documents behind the last ones; answers whether it is at its end.
 * How far it came stands in the same transaction: one that died goes on where it was, and one that
 * runs twice at a time does each page once.
 */
const applySome = async (change: Change, by: string, now: EpochMs): Promise<boolean> => {
  const job = jobOf(change);
  const known = (await progressOf(job))?.known ?? '';
  if (known === DONE) return true;
  const page = await find(
    change.collection,
    { _id: command.gt(known.slice(1)) },
    { orderBy: ['_id', 'asc'], limit: AT_ONCE },
  );
  const last = page.at(-1)?._id ?? '';
  const isEnd = page.length < AT_ONCE;
  return transact(async (transaction) => {
    const progress = await transaction.get('jobs', job);
    if ((progress?.known ?? '') !== known) return false;
    for (const { _id } of page) {
      const document = await transaction.get(change.collection, _id);
      const next = document && change.next(document as never);
      // The migration knows what the documents of its release look like.
      if (next) await transaction.put(change.collection, next as Collections[CollectionName]);
    }
    // A cursor is told from the end by the mark before it.
    await transaction.put('jobs', { _id: job, at: now, known: isEnd ? DONE : `>${last}` });
    if (isEnd) {
      const entry = {
        at: now,
        by,
        action: 'data.migrate' as const,
        subject: job,
        note: change.collection,
      };
      await transaction.put('audit', { ...entry, _id: job, seq: null });
    }
    return isEnd;
  });
};

/** Jobs that this instance has seen at their end: what is done once is not asked for each minute. */
const seenDone = new Set<string>();

/** Applies, one after the other, what was not applied yet; answers once all of it is. */
export const migrate = async (
  changes: readonly Change[],
  by: string,
  now: EpochMs,
): Promise<void> => {
  for (const change of changes) {
    const job = jobOf(change);
    if (seenDone.has(job)) continue;
    while (!(await applySome(change, by, now)));
    seenDone.add(job);
  }
};
