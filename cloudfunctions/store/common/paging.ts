import type { EpochMs } from '../../../typings/contract';
import { command, find, findAll, type Where } from './database';
import type { CollectionName, Collections } from './collections';

/**
 * One page of a query along a moment: `limit` documents, and those that share the moment of the
 * last one, as what one call does shares it. `next` is the moment to go on behind.
 */
export const momentPage = async <Name extends CollectionName>(
  name: Name,
  moment: keyof Collections[Name] & string,
  where: Where,
  {
    cursor,
    limit,
    order,
    since = 0,
  }: {
    cursor: EpochMs | undefined;
    limit: number;
    order: 'asc' | 'desc';
    /** Nothing from before. */
    since?: EpochMs;
  },
): Promise<{ documents: Collections[Name][]; next?: EpochMs }> => {
  const behind =
    order === 'asc'
      ? command.gt(Math.max(cursor ?? 0, since - 1))
      : command.lt(cursor ?? Number.MAX_SAFE_INTEGER).and(command.gte(since));
  const documents = await find(
    name,
    { ...where, [moment]: behind },
    { orderBy: [moment, order], limit },
  );
  const last = documents.at(-1);
  if (!last || documents.length < limit) return { documents };
  const at = last[moment];
  const together = await findAll(name, { ...where, [moment]: at });
  return {
    documents: [...documents.filter((document) => document[moment] !== at), ...together],
    next: Number(at),
  };
};
