import type { EpochMs } from '../../typings/contract';
import {
  command,
  find,
  findAll,
  type CollectionName,
  type Collections,
  type Where,
} from './database';

/**
 * One page of a query by a moment, the newest first: `limit` documents, and those that share the
 * moment of the last one, as what one call does shares it. `next` is the moment to go on behind.
 */
export const newestPage = async <Name extends CollectionName>(
  name: Name,
  moment: keyof Collections[Name] & string,
  where: Where,
  { cursor, limit }: { cursor: EpochMs | undefined; limit: number },
): Promise<{ documents: Collections[Name][]; next?: EpochMs }> => {
  const documents = await find(
    name,
    { ...where, [moment]: command.lt(cursor ?? Number.MAX_SAFE_INTEGER) },
    { orderBy: [moment, 'desc'], limit },
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
