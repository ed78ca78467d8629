import { randomBytes } from 'node:crypto';
import { aggregate } from './aggregation';
import {
  collectionAbsent,
  DatabaseError,
  duplicateKey,
  requestFailed,
  transactionConflict,
} from './errors';
import type { Document } from './document';
import type { EngineStats, FindOptions, UpdateOptions } from './options';
import { planQuery, scanPlan, type IndexSpec, type Order, type Plan } from './plan';
import { compileQuery, conditionsOf } from './query';
import { project, sortBy } from './results';
import { Storage, type Write } from './storage';
import { applyUpdate, isOperatorUpdate } from './update';

type Filter = Record<string, unknown>;

interface Running {
  id: string;
  /** Number of the last commit this transaction sees; taken at its first operation. */
  snapshot: number | undefined;
  operations: number;
  writes: Map<string, Write>;
  expires: NodeJS.Timeout;
}

const MAX_TRANSACTION_MS = 30_000;
const MAX_TRANSACTION_OPERATIONS = 100;
/** How long a plain write waits for a transaction that holds its document. */
const MAX_LOCK_WAIT_MS = 10_000;

const keyOf = (collection: string, id: string): string => `${collection}\u0000${id}`;

const newId = (): string => randomBytes(16).toString('hex');

/**
 * The platform's document database: MongoDB's queries and updates on documents, indexes from the
 * manifest, snapshot transactions by document id with conflicts at write time (and so with write
 * skew, as on the platform). One process, one writer; what has been answered is on disk.
 */
export class Engine {
  private readonly storage: Storage;
  private readonly transactions = new Map<string, Running>();
  /** Documents written by a running transaction, with its id. */
  private readonly locks = new Map<string, string>();
  private readonly waiting = new Map<string, Set<() => void>>();
  private commitNo = 0;
  private readonly changedAt = new Map<string, number>();
  /** What a document was until a commit, for transactions that began before it. */
  private readonly history = new Map<string, { until: number; was: Document | null }[]>();
  readonly stats: EngineStats = { reads: 0, writes: 0, commits: 0, conflicts: 0, unindexed: [] };

  constructor(
    file: string,
    private readonly collections: ReadonlyMap<string, readonly IndexSpec[]>,
    private readonly options: {
      requireIndexes: boolean;
      fsync?: boolean;
      transactionMs?: number;
    },
  ) {
    this.storage = new Storage(file, (name) => this.collections.get(name) ?? [], options.fsync);
    this.storage.syncIndexes([...collections.keys()]);
  }

  close(): void {
    for (const { expires } of this.transactions.values()) clearTimeout(expires);
    this.storage.close();
  }

  fact = (name: string): string | undefined => this.storage.fact(name);
  setFact = (name: string, value: string): void => this.storage.setFact(name, value);
  dropFact = (name: string): void => this.storage.dropFact(name);
  clear = (): void => this.storage.clear();
  /** What is held between two calls, where nothing is under way: there should be nothing. */
  leaks(): string[] {
    return [
      ...this.storage.openStatements().map((sql) => `statement ${sql}`),
      ...[...this.transactions.keys()].map((id) => `transaction ${id}`),
      ...[...this.locks.keys()].map((key) => `lock on ${key}`),
      ...[...this.waiting.keys()].map((key) => `wait for ${key}`),
    ];
  }

  unsynced = (work: () => Promise<void>): Promise<void> => this.storage.unsynced(work);

  /** Fills a collection with many documents, whose ids and unique keys must be new, at once. */
  load(collection: string, documents: Iterable<Document>): void {
    this.indexesOf(collection);
    this.storage.load(collection, documents);
  }

  private indexesOf(collection: string): readonly IndexSpec[] {
    const indexes = this.collections.get(collection);
    if (!indexes) throw collectionAbsent(collection);
    return indexes;
  }

  // ── reading ─────────────────────────────────────────────────────────────────────────────────

  read(collection: string, id: string, transactionId?: string): Document | null {
    this.indexesOf(collection);
    this.stats.reads += 1;
    if (transactionId === undefined) return this.storage.read(collection, id);
    const running = this.running(transactionId);
    return this.readIn(running, collection, id);
  }

  private readIn(running: Running, collection: string, id: string): Document | null {
    const key = keyOf(collection, id);
    const own = running.writes.get(key);
    if (own) return own.after;
    const snapshot = running.snapshot ?? this.commitNo;
    if ((this.changedAt.get(key) ?? 0) <= snapshot) return this.storage.read(collection, id);
    const was = this.history.get(key)?.find(({ until }) => until > snapshot);
    return was ? was.was : this.storage.read(collection, id);
  }

  private planFor(collection: string, filter: Filter, order: Order): Plan {
    const plan = planQuery(this.indexesOf(collection), conditionsOf(filter), order);
    if (plan) return plan;
    if (Object.keys(filter).length > 0 || order.some(([field]) => field !== '_id')) {
      const what = `${collection} {${[...Object.keys(filter), ...order.map(([field]) => `sort ${field}`)].join(', ')}}`;
      if (this.options.requireIndexes) {
        throw requestFailed(
          `no index serves the query ${what}: add one to the manifest, or ask by an indexed field`,
        );
      }
      if (!this.stats.unindexed.includes(what)) this.stats.unindexed.push(what);
    }
    return scanPlan(order);
  }

  private select(collection: string, filter: Filter, options: FindOptions): Document[] {
    const { limit, offset = 0, order = [] } = options;
    const plan = this.planFor(collection, filter, order);
    const matches = compileQuery(filter);
    const found: Document[] = [];
    const wanted = offset + limit;
    this.storage.scan(
      collection,
      plan,
      (document) => {
        if (matches(document)) found.push(document);
        return !plan.sorted || found.length < wanted;
      },
      plan.sorted ? wanted : undefined,
    );
    const sorted = plan.sorted ? found : sortBy(found, order);
    return sorted.slice(offset, offset + limit);
  }

  find(collection: string, filter: Filter, options: FindOptions): Document[] {
    this.stats.reads += 1;
    return project(this.select(collection, filter, options), options.projection);
  }

  count(collection: string, filter: Filter): number {
    this.stats.reads += 1;
    return this.select(collection, filter, { limit: Infinity }).length;
  }

  aggregate(collection: string, stages: Filter[]): unknown[] {
    this.stats.reads += 1;
    const [first, ...rest] = stages;
    const match = first?.['$match'] as Filter | undefined;
    const documents = this.select(collection, match ?? {}, { limit: Infinity });
    const pipeline = match ? rest : stages;
    return aggregate(documents, pipeline, (name) => this.select(name, {}, { limit: Infinity }));
  }

  // ── writing ─────────────────────────────────────────────────────────────────────────────────

  async insert(
    collection: string,
    documents: readonly Record<string, unknown>[],
    transactionId?: string,
  ): Promise<string[]> {
    this.indexesOf(collection);
    const made = documents.map((document): Document => {
      const { _id = newId(), ...rest } = document;
      if (typeof _id !== 'string') throw requestFailed('the _id of a document must be a string');
      return { _id, ...rest };
    });
    const running = transactionId === undefined ? undefined : this.running(transactionId);
    if (!running) await this.whenFree(made.map(({ _id }) => keyOf(collection, _id)));
    for (const document of made) {
      const present = running
        ? this.readIn(running, collection, document._id)
        : this.storage.read(collection, document._id);
      if (present) throw duplicateKey(collection, '_id_', { _id: document._id });
    }
    const writes = made.map((after) => ({ collection, id: after._id, after }));
    this.write(running, writes);
    return made.map(({ _id }) => _id);
  }

  async update(
    collection: string,
    filter: Filter,
    change: Record<string, unknown>,
    { multi, merge, upsert }: UpdateOptions,
    transactionId?: string,
  ): Promise<{ updated: number; upsertId?: string; document?: Document }> {
    this.indexesOf(collection);
    const running = transactionId === undefined ? undefined : this.running(transactionId);
    const found = await this.targets(collection, filter, multi, running);
    const next = (document: Document): Document => {
      if (!merge || !isOperatorUpdate(change)) return { ...change, _id: document._id };
      return applyUpdate(document, change);
    };
    if (found.length > 0) {
      const writes = found.map((document) => ({
        collection,
        id: document._id,
        after: next(document),
      }));
      this.write(running, writes);
      const [first] = writes;
      return { updated: found.length, ...(first ? { document: first.after } : {}) };
    }
    if (!upsert) return { updated: 0 };
    const id = typeof filter['_id'] === 'string' ? filter['_id'] : newId();
    const fresh = next({ _id: id });
    this.write(running, [{ collection, id, after: fresh }]);
    return { updated: 0, upsertId: id, document: fresh };
  }

  async remove(
    collection: string,
    filter: Filter,
    multi: boolean,
    transactionId?: string,
  ): Promise<number> {
    this.indexesOf(collection);
    const running = transactionId === undefined ? undefined : this.running(transactionId);
    const found = await this.targets(collection, filter, multi, running);
    this.write(
      running,
      found.map(({ _id }) => ({ collection, id: _id, after: null })),
    );
    return found.length;
  }

  /** The documents a write is about; in a transaction by id only, as on the platform. */
  private async targets(
    collection: string,
    filter: Filter,
    multi: boolean,
    running: Running | undefined,
  ): Promise<Document[]> {
    if (running) {
      const id = filter['_id'];
      if (typeof id !== 'string') throw requestFailed('a transaction writes documents by id only');
      const document = this.readIn(running, collection, id);
      return document ? [document] : [];
    }
    const deadline = Date.now() + MAX_LOCK_WAIT_MS;
    for (;;) {
      const found = this.select(collection, filter, { limit: multi ? Infinity : 1 });
      const keys = found.map(({ _id }) => keyOf(collection, _id));
      if (typeof filter['_id'] === 'string') keys.push(keyOf(collection, filter['_id']));
      if (!keys.some((key) => this.locks.has(key))) return found;
      if (Date.now() > deadline) throw transactionConflict(collection);
      await this.whenFree(keys);
    }
  }

  private write(running: Running | undefined, writes: readonly Write[]): void {
    this.stats.writes += writes.length;
    if (!running) return this.commitWrites(writes);
    for (const write of writes) {
      const key = keyOf(write.collection, write.id);
      const holder = this.locks.get(key);
      const snapshot = running.snapshot ?? this.commitNo;
      const changed = (this.changedAt.get(key) ?? 0) > snapshot;
      if ((holder !== undefined && holder !== running.id) || changed) {
        this.stats.conflicts += 1;
        this.end(running);
        throw transactionConflict(`${write.collection}/${write.id}`);
      }
      if (write.after) {
        try {
          this.storage.requireUnique(write.collection, write.after);
        } catch (error) {
          this.end(running);
          throw error;
        }
      }
      this.locks.set(key, running.id);
      running.writes.set(key, write);
    }
  }

  private commitWrites(writes: readonly Write[]): void {
    if (writes.length === 0) return;
    const before =
      this.transactions.size === 0
        ? []
        : writes.map(({ collection, id }) => this.storage.read(collection, id));
    this.storage.commit(writes);
    this.commitNo += 1;
    this.stats.commits += 1;
    if (this.transactions.size === 0) {
      this.changedAt.clear();
      this.history.clear();
      return;
    }
    for (const [place, { collection, id }] of writes.entries()) {
      const key = keyOf(collection, id);
      this.changedAt.set(key, this.commitNo);
      const was = before[place] ?? null;
      const versions = this.history.get(key);
      if (versions) versions.push({ until: this.commitNo, was });
      else this.history.set(key, [{ until: this.commitNo, was }]);
    }
  }

  /** Resolves once no running transaction holds any of these documents. */
  private async whenFree(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      while (this.locks.has(key)) {
        await new Promise<void>((resolve) => {
          const waiters = this.waiting.get(key) ?? new Set();
          waiters.add(resolve);
          this.waiting.set(key, waiters);
        });
      }
    }
  }

  // ── transactions ────────────────────────────────────────────────────────────────────────────

  begin(): string {
    const id = newId();
    const running: Running = {
      id,
      snapshot: undefined,
      operations: 0,
      writes: new Map(),
      expires: setTimeout(() => {
        this.end(running);
      }, this.options.transactionMs ?? MAX_TRANSACTION_MS),
    };
    running.expires.unref();
    this.transactions.set(id, running);
    return id;
  }

  private running(id: string): Running {
    const running = this.transactions.get(id);
    if (!running) {
      throw new DatabaseError(
        'DATABASE_TRANSACTION_FAIL',
        '[TransactionNotExist] the transaction is over: it was committed, aborted, or ran longer than 30 s',
      );
    }
    running.operations += 1;
    if (running.operations > MAX_TRANSACTION_OPERATIONS) {
      this.end(running);
      throw new DatabaseError(
        'DATABASE_TRANSACTION_FAIL',
        `a transaction takes at most ${MAX_TRANSACTION_OPERATIONS} operations`,
      );
    }
    running.snapshot ??= this.commitNo;
    return running;
  }

  commit(id: string): void {
    const running = this.running(id);
    try {
      const writes = [...running.writes.values()];
      this.end(running);
      this.commitWrites(writes);
    } finally {
      this.end(running);
    }
  }

  abort(id: string): void {
    const running = this.transactions.get(id);
    if (running) this.end(running);
  }

  private end(running: Running): void {
    if (!this.transactions.delete(running.id)) return;
    clearTimeout(running.expires);
    for (const key of running.writes.keys()) {
      if (this.locks.get(key) === running.id) this.locks.delete(key);
      const waiters = this.waiting.get(key);
      this.waiting.delete(key);
      waiters?.forEach((wake) => {
        wake();
      });
    }
  }
}
