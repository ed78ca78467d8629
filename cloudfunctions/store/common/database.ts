import cloud from 'wx-server-sdk';
import { refuse } from '../../domain/common/refusal';
import { pagesShowing } from '../../domain/campaign/public-page';
import { isDuplicateKey, isTransactionConflict } from './database-errors';
import type { CollectionName, Collections } from './collections';

// The SDK types the environment as a string and means a symbol; `init` is done once a process.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

/** What the SDK does and its typings do not say: promises of plain results, and one option. */
interface Query {
  orderBy(field: string, direction: 'asc' | 'desc'): Query;
  limit(size: number): Query;
  field(fields: Record<string, true>): Query;
  get(): Promise<{ data: unknown }>;
  count(): Promise<{ total: number }>;
  update(change: { data: object }): Promise<{ stats: { updated: number } }>;
}

interface Aggregation {
  match(query: Where): Aggregation;
  group(by: object): Aggregation;
  limit(size: number): Aggregation;
  end(): Promise<{ list: unknown[] }>;
}

interface Collection extends Query {
  doc(id: string): {
    get(): Promise<{ data: unknown }>;
    set(to: { data: object }): Promise<unknown>;
    remove(): Promise<unknown>;
  };
  where(query: Where): Query;
  aggregate(): Aggregation;
  add(document: { data: object }): Promise<unknown>;
}

interface Client {
  command: ReturnType<typeof cloud.database>['command'];
  collection(name: string): Collection;
  startTransaction(): Promise<{
    collection(name: string): Pick<Collection, 'doc'>;
    commit(): Promise<unknown>;
    rollback(reason?: unknown): Promise<unknown>;
  }>;
}

const openDatabase = cloud.database as unknown as (options: { throwOnNotFound: boolean }) => Client;

const client = openDatabase.call(cloud, { throwOnNotFound: false });

export const command = client.command;

/** A query, as the SDK takes it: plain values and commands. */
export type Where = Record<string, unknown>;

const PAGE = 100;

/** One document, or `null`. */
export const read = async <Name extends CollectionName>(
  name: Name,
  id: string,
): Promise<Collections[Name] | null> => {
  const { data } = await client.collection(name).doc(id).get();
  return (data as Collections[Name] | undefined) ?? null;
};

/** Up to `limit` documents of a query that an index serves. */
export const find = async <Name extends CollectionName>(
  name: Name,
  where: Where,
  { limit = PAGE, orderBy }: { limit?: number; orderBy?: [string, 'asc' | 'desc'] } = {},
): Promise<Collections[Name][]> => {
  let query = client.collection(name).where(where);
  if (orderBy) query = query.orderBy(...orderBy);
  const { data } = await query.limit(limit).get();
  return data as Collections[Name][];
};

/** Up to 1000 documents with no more than the named fields. */
export const findFields = async <Name extends CollectionName>(
  name: Name,
  where: Where,
  fields: readonly string[],
  { orderBy, limit }: { orderBy: [string, 'asc' | 'desc']; limit: number },
): Promise<Partial<Collections[Name]>[]> => {
  const { data } = await client
    .collection(name)
    .where(where)
    .field(Object.fromEntries(fields.map((field) => [field, true])))
    .orderBy(...orderBy)
    .limit(limit)
    .get();
  return data as Partial<Collections[Name]>[];
};

/** How many documents of a query have each value of a field. */
export const countBy = async (
  name: CollectionName,
  where: Where,
  field: string,
): Promise<Map<string, number>> => {
  const { list } = await client
    .collection(name)
    .aggregate()
    .match(where)
    .group({ _id: `$${field}`, count: { $sum: 1 } })
    .end();
  const groups = list as { _id: string; count: number }[];
  return new Map(groups.map(({ _id, count: times }) => [_id, times]));
};

/** Groups of a tally: at most so many, by the platform's own limit on one answer. */
const MAX_GROUPS = 1000;

/** A group of a tally: the values it agrees in, how many documents, and the sum of one field. */
export type Tally<Key extends string> = Record<Key, unknown> & { count: number; sum: number };

/** How many documents of a query have each combination of the fields at some paths. */
export const tally = async <Key extends string>(
  name: CollectionName,
  where: Where,
  paths: Record<Key, string>,
  summed?: string,
): Promise<Tally<Key>[]> => {
  const { list } = await client
    .collection(name)
    .aggregate()
    .match(where)
    .group({
      _id: Object.fromEntries(
        Object.entries<string>(paths).map(([key, path]) => [key, `$${path}`]),
      ),
      count: { $sum: 1 },
      sum: { $sum: summed === undefined ? 0 : `$${summed}` },
    })
    .limit(MAX_GROUPS)
    .end();
  const groups = list as { _id: Record<Key, unknown>; count: number; sum: number }[];
  return groups.map(({ _id, count: times, sum }) => ({ ..._id, count: times, sum }));
};

/** All documents of a bounded query, page by page along the ids; those of given ids: `byIds`. */
export const findAll = async <Name extends CollectionName>(
  name: Name,
  where: Where & { _id?: never },
): Promise<Collections[Name][]> => {
  const all: Collections[Name][] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await find(name, last ? { ...where, _id: command.gt(last._id) } : where, {
      orderBy: ['_id', 'asc'],
    });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
};

/** Every document of a collection, page by page along the ids. */
export async function* pagesOf<Name extends CollectionName>(
  name: Name,
): AsyncGenerator<Collections[Name][]> {
  let cursor = '';
  for (;;) {
    const page = await find(name, { _id: command.gt(cursor) }, { orderBy: ['_id', 'asc'] });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    cursor = last._id;
  }
}

export const count = async (name: CollectionName, where: Where): Promise<number> => {
  const { total } = await client.collection(name).where(where).count();
  return total;
};

/** Inserts a document; answers `false` where one with this `_id` or unique key stands already. */
export const insert = async <Name extends CollectionName>(
  name: Name,
  document: Collections[Name],
): Promise<boolean> => {
  try {
    await client.collection(name).add({ data: document });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};

/** Puts a document that stands for itself, whatever was there: one request, where `transact` takes three. */
export const replace = async <Name extends CollectionName>(
  name: Name,
  { _id, ...data }: Collections[Name],
): Promise<void> => {
  await client.collection(name).doc(_id).set({ data });
};

/** Updates the one document that still matches; answers whether it did. */
export const updateWhere = async (
  name: CollectionName,
  where: Where & { _id: string },
  data: Record<string, unknown>,
): Promise<boolean> => {
  const { stats } = await client.collection(name).where(where).update({ data });
  return stats.updated === 1;
};

/** Updates the documents with these ids; more than a hundred by `updateByIds`. */
export const updateNamed = (
  name: CollectionName,
  ids: string[],
  data: Record<string, unknown>,
): Promise<unknown> =>
  client
    .collection(name)
    .where({ _id: command.in(ids) })
    .update({ data });

/**
 * Says that some public pages show what was before a change: the next reader gets them made anew.
 * Sent beside the change itself, so that nobody waits for it; its moment is that of the commit, which
 * may be many tries behind the begin of the call. Where it fails, a page is old for some minutes; the
 * change must not fail with it.
 */
export const markPages = async (pageIds: Iterable<string>): Promise<void> => {
  const ids = [...new Set(pageIds)];
  if (ids.length === 0) return;
  const now = Date.now();
  const change = { changes: command.inc(1), changedAt: now, until: now, answer: null };
  const where = { of: command.in(ids) };
  const marked = client.collection('publicPages').where(where).update({ data: change });
  await marked.catch((error: unknown) => {
    console.error('public pages', error);
  });
};

/** The inside of a transaction: documents by id only, as the platform allows. */
export interface Transaction {
  get<Name extends CollectionName>(name: Name, id: string): Promise<Collections[Name] | null>;
  /** Writes the whole document, new or not. */
  put<Name extends CollectionName>(name: Name, document: Collections[Name]): Promise<void>;
  /** Deletes a document, which may be gone already. */
  remove(name: CollectionName, id: string): Promise<void>;
}

/** How long a call tries, however slow each try is under load: less than a function’s 20 s. */
const PATIENCE_MS = 15_000;
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 200;

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * Runs `work` in one transaction, again and again while others write the same documents.
 * `work` must have no effect but through the transaction.
 * @throws Refusal UNAVAILABLE where others hold the documents all the time
 */
export const transact = async <Result>(
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> => {
  const started = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    const running = await client.startTransaction();
    const shownOn: string[] = [];
    // A transaction sees one moment: what was read stands until it is written.
    const known = new Map<string, unknown>();
    try {
      const result = await work({
        async get<Name extends CollectionName>(name: Name, id: string) {
          const key = `${name}/${id}`;
          if (!known.has(key)) {
            const { data } = await running.collection(name).doc(id).get();
            known.set(key, data ?? null);
          }
          return known.get(key) as Collections[Name] | null;
        },
        async put(name, document) {
          const { _id, ...data } = document;
          known.delete(`${name}/${_id}`);
          shownOn.push(...pagesShowing(name, document));
          await running.collection(name).doc(_id).set({ data });
        },
        async remove(name, id) {
          known.delete(`${name}/${id}`);
          await running.collection(name).doc(id).remove();
        },
      });
      await Promise.all([markPages(shownOn), running.commit()]);
      return result;
    } catch (error) {
      // A transaction that failed may be gone already; what matters is the first error.
      await running.rollback(undefined).catch(() => undefined);
      if (!isTransactionConflict(error)) throw error;
      // Somebody else has it: another call, or one that died and holds it for up to 30 s.
      if (Date.now() - started > PATIENCE_MS) {
        refuse('UNAVAILABLE', '现在有很多人在操作，请过半分钟再试。');
      }
      const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
      await pause(Math.random() * longest);
    }
  }
};
