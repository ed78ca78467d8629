import { command, find, updateNamed } from './database';
import type { CollectionName, Collections } from './collections';

const AT_ONCE = 100;

/** The documents with these ids, by id; those that are absent are left out. */
export const byIds = async <Name extends CollectionName>(
  name: Name,
  ids: readonly string[],
): Promise<Map<string, Collections[Name]>> => {
  const wanted = [...new Set(ids)];
  const found = new Map<string, Collections[Name]>();
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    const part = wanted.slice(start, start + AT_ONCE);
    for (const document of await find(name, { _id: command.in(part) }, { limit: AT_ONCE })) {
      found.set(document._id, document);
    }
  }
  return found;
};

/** Changes the documents with these ids alike. */
export const updateByIds = async (
  name: CollectionName,
  ids: readonly string[],
  data: Record<string, unknown>,
): Promise<void> => {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    await updateNamed(name, ids.slice(start, start + AT_ONCE), data);
  }
};
