import type { EpochMs } from '../../../typings/contract';
import { command, find, read, replace, type Collections, type CollectionName } from './database';
import type { JobRecord } from './records';

/** How far a job has come, or nothing where it never ran. */
export const progressOf = (jobId: string): Promise<JobRecord | null> => read('jobs', jobId);

/** Keeps how far a job has come. */
export const keepProgress = (jobId: string, at: EpochMs, known = ''): Promise<void> =>
  replace('jobs', { _id: jobId, at, known });

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
