import { MINUTE_MS } from '@micro-wish/vocabulary';
import type { EpochMs } from '../../../typings/contract';
import { command, find, findFields, read, replace } from './database';
import type { Collections, CollectionName } from './collections';

/** How far a job has come; `_id` names the job, and what it is about. */
export interface JobRecord {
  _id: string;
  at: EpochMs;
  /** What was known when it was last done; '' where there is nothing to know. */
  known: string;
}

/** How far a job has come, or nothing where it never ran. */
export const progressOf = (jobId: string): Promise<JobRecord | null> => read('jobs', jobId);

/** Keeps how far a job has come. */
export const keepProgress = (jobId: string, at: EpochMs, known = ''): Promise<void> =>
  replace('jobs', { _id: jobId, at, known });

/**
 * A change carries the moment at which its call began, and may be stored as much later as a call
 * can last: whoever follows changes looks so far back again.
 */
export const LONGEST_CALL_MS = 2 * MINUTE_MS;

/** The first number behind `now` in an indexed field; Infinity where there is none. */
export const firstAfter = async <Name extends CollectionName>(
  name: Name,
  field: keyof Collections[Name] & string,
  now: EpochMs,
): Promise<EpochMs> => {
  const later = { [field]: command.gt(now) };
  const [first] = await findFields(name, later, [field], { orderBy: [field, 'asc'], limit: 1 });
  return first ? Number(first[field]) : Infinity;
};

const STEP = 500;

/**
 * The documents with a number from `from` up to before `until` in an indexed field, in its order,
 * each once, though many may share one number.
 */
export async function* along<Name extends CollectionName>(
  name: Name,
  field: keyof Collections[Name] & string,
  from: number,
  until: number,
): AsyncGenerator<Collections[Name]> {
  const seen = new Set<string>();
  let start = from;
  for (;;) {
    const page = await find(
      name,
      { [field]: command.gte(start).and(command.lt(until)) },
      { orderBy: [field, 'asc'], limit: STEP },
    );
    const fresh = page.filter(({ _id }) => !seen.has(_id));
    for (const document of fresh) {
      seen.add(document._id);
      yield document;
    }
    const last = page.at(-1);
    if (page.length < STEP || !last || fresh.length === 0) return;
    start = Number(last[field]);
  }
}
