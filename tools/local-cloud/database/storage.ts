import Database from 'libsql';
import { duplicateKey } from './errors';
import { fromEjson, isPlainObject, toEjson, valuesAt, type Document } from './document';
import { encodeKey } from './key-order';
import { ID_INDEX, type IndexSpec, type KeyRange, type Plan } from './plan';

/** What one commit does to one document; `null` is absent. */
export interface Write {
  collection: string;
  id: string;
  after: Document | null;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS documents (
    collection TEXT NOT NULL,
    id BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (collection, id)
  );
  CREATE TABLE IF NOT EXISTS entries (
    index_name TEXT NOT NULL,
    key BLOB NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (index_name, key, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

/** Documents that a bulk of work takes at a time. */
const BULK = 5_000;
const CACHE_KIB = 16 * 1024;
const BULK_CACHE_KIB = 512 * 1024;

const chunksOf = function* <Item>(items: Iterable<Item>, size: number): Iterable<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    if (chunk.push(item) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
};

const idKey = (id: string): Buffer => encodeKey(id, 1);

/** The keys of a document in an index: one, or one for each element of an array field. */
const keysOf = (index: IndexSpec, document: Document): Buffer[] => {
  let keys: Buffer[] = [Buffer.alloc(0)];
  for (const [field, direction] of index.fields) {
    const found = valuesAt(document, field).flatMap((value) =>
      Array.isArray(value) ? (value.length > 0 ? (value as unknown[]) : [null]) : [value],
    );
    // An index treats what is missing as null.
    const values = found.length > 0 ? found : [null];
    keys = keys.flatMap((key) =>
      values.map((value) => Buffer.concat([key, encodeKey(value, direction)])),
    );
  }
  if (keys.length === 1) return keys;
  return [...new Map(keys.map((key) => [key.toString('base64'), key])).values()];
};

const displayKey = (index: IndexSpec, document: Document): unknown =>
  Object.fromEntries(index.fields.map(([field]) => [field, valuesAt(document, field)[0] ?? null]));

/**
 * Documents and their index entries in one SQLite file: WAL with `synchronous=FULL`, one SQLite
 * transaction a commit, so that whatever was answered survives a kill.
 */
export class Storage {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(
    file: string,
    private readonly indexesOf: (collection: string) => readonly IndexSpec[],
  ) {
    this.db = new Database(file);
    this.db.exec('PRAGMA journal_mode = WAL');
    this.db.exec('PRAGMA synchronous = FULL');
    // What is deleted or replaced is overwritten in the file, not only forgotten.
    this.db.exec('PRAGMA secure_delete = ON');
    this.db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    this.db.exec(SCHEMA);
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }

  fact(name: string): string | undefined {
    const row = this.prepared('SELECT value FROM facts WHERE name = ?').get(name) as
      { value: string } | undefined;
    return row?.value;
  }

  setFact(name: string, value: string): void {
    this.prepared('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)').run(name, value);
  }

  /** Forgets every document; facts stay. */
  clear(): void {
    this.db.exec('BEGIN IMMEDIATE; DELETE FROM entries; DELETE FROM documents; COMMIT');
  }

  /** Writes without waiting for the disk while `work` runs, and waits once at its end. */
  async unsynced(work: () => Promise<void>): Promise<void> {
    this.db.exec('PRAGMA synchronous = OFF');
    try {
      await work();
    } finally {
      this.db.exec('PRAGMA synchronous = FULL');
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    }
  }

  read(collection: string, id: string): Document | null {
    const row = this.prepared('SELECT body FROM documents WHERE collection = ? AND id = ?').get(
      collection,
      idKey(id),
    ) as { body: string } | undefined;
    return row ? (fromEjson(row.body) as Document) : null;
  }

  /** The documents a plan leads to, in its order, each once, until `take` says enough. */
  scan(collection: string, plan: Plan, take: (document: Document) => boolean): void {
    const direction = plan.sorted === 'backward' ? 'DESC' : 'ASC';
    const ranges = direction === 'DESC' ? [...plan.ranges].reverse() : plan.ranges;
    const seen = new Set<string>();
    for (const range of ranges) {
      for (const { body } of this.rowsOf(collection, plan.index, range, direction)) {
        const document = fromEjson(body) as Document;
        if (seen.has(document._id)) continue;
        seen.add(document._id);
        if (!take(document)) return;
      }
    }
  }

  private rowsOf(
    collection: string,
    index: IndexSpec,
    { from, to }: KeyRange,
    direction: 'ASC' | 'DESC',
  ): Iterable<{ body: string }> {
    const rows =
      index === ID_INDEX
        ? this.prepared(
            `SELECT body FROM documents WHERE collection = ? AND id >= ? AND id < ? ORDER BY id ${direction}`,
          ).iterate(collection, from, to)
        : this.prepared(
            `SELECT d.body AS body FROM entries e JOIN documents d ON d.collection = ? AND d.id = e.id
             WHERE e.index_name = ? AND e.key >= ? AND e.key < ? ORDER BY e.key ${direction}, e.id ${direction}`,
          ).iterate(collection, `${collection}.${index.name}`, from, to);
    return rows as Iterable<{ body: string }>;
  }

  /** The document that holds one of these keys of a unique index, if it is another one. */
  private holder(collection: string, index: IndexSpec, key: Buffer, id: Buffer): boolean {
    const row = this.prepared(
      'SELECT id FROM entries WHERE index_name = ? AND key = ? AND id <> ? LIMIT 1',
    ).get(`${collection}.${index.name}`, key, id);
    return row !== undefined;
  }

  /** @throws DatabaseError E11000 where a unique key of `document` belongs to another document */
  requireUnique(collection: string, document: Document): void {
    for (const index of this.indexesOf(collection)) {
      if (!index.unique) continue;
      for (const key of keysOf(index, document)) {
        if (this.holder(collection, index, key, idKey(document._id))) {
          throw duplicateKey(collection, index.name, displayKey(index, document));
        }
      }
    }
  }

  /** Writes all or nothing, durably. @throws DatabaseError E11000 */
  commit(writes: readonly Write[]): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      for (const write of writes) this.apply(write);
      for (const { collection, after } of writes) if (after) this.requireUnique(collection, after);
      this.db.exec('COMMIT');
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
    // What was deleted must not stay in the log.
    if (writes.some(({ after }) => after === null)) {
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    }
  }

  private apply({ collection, id, after }: Write): void {
    const key = idKey(id);
    const before = this.read(collection, id);
    for (const index of this.indexesOf(collection)) {
      const name = `${collection}.${index.name}`;
      const old = new Map(
        (before ? keysOf(index, before) : []).map((k) => [k.toString('base64'), k]),
      );
      for (const entry of after ? keysOf(index, after) : []) {
        if (!old.delete(entry.toString('base64'))) {
          this.prepared('INSERT OR IGNORE INTO entries (index_name, key, id) VALUES (?, ?, ?)').run(
            name,
            entry,
            key,
          );
        }
      }
      for (const entry of old.values()) {
        this.prepared('DELETE FROM entries WHERE index_name = ? AND key = ? AND id = ?').run(
          name,
          entry,
          key,
        );
      }
    }
    if (after) {
      this.prepared('INSERT OR REPLACE INTO documents (collection, id, body) VALUES (?, ?, ?)').run(
        collection,
        key,
        toEjson(after),
      );
    } else {
      this.prepared('DELETE FROM documents WHERE collection = ? AND id = ?').run(collection, key);
    }
  }

  /**
   * Fills a collection with documents whose ids and unique keys are new, in one commit: nothing is
   * compared with what stands there, which makes it fast enough for a million.
   */
  load(collection: string, documents: Iterable<Document>): void {
    this.inBulk(() => {
      for (const chunk of chunksOf(documents, BULK)) {
        const rows = chunk.map((document) => [
          idKey(document._id).toString('hex'),
          toEjson(document),
        ]);
        this.prepared(
          `INSERT INTO documents (collection, id, body)
           SELECT ?, unhex(value ->> 0), value ->> 1 FROM json_each(?) ORDER BY 2`,
        ).run(collection, JSON.stringify(rows));
        this.addEntries(collection, chunk);
      }
    });
  }

  private inBulk(work: () => void): void {
    this.db.exec(`PRAGMA cache_size = -${BULK_CACHE_KIB}`);
    this.db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.db.exec('COMMIT');
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    } finally {
      this.db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    }
    // Else the log stays as long as all that was written, and is read through at every start.
    this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Enters documents that have no entries yet into all indexes of their collection. */
  private addEntries(collection: string, documents: readonly Document[]): void {
    const entries = documents.flatMap((document) => {
      const id = idKey(document._id).toString('hex');
      return this.indexesOf(collection).flatMap((index) =>
        keysOf(index, document).map((key) => [
          `${collection}.${index.name}`,
          key.toString('hex'),
          id,
        ]),
      );
    });
    // In the order of the keys, the pages of the index are written once each.
    this.prepared(
      `INSERT OR IGNORE INTO entries (index_name, key, id)
       SELECT value ->> 0, unhex(value ->> 1), unhex(value ->> 2) FROM json_each(?) ORDER BY 1, 2, 3`,
    ).run(JSON.stringify(entries));
  }

  /** Builds the entries anew where the manifest's indexes are not those of the last start. */
  syncIndexes(collections: readonly string[]): void {
    const wanted = JSON.stringify(collections.map((name) => [name, this.indexesOf(name)]));
    if (this.fact('indexes') === wanted) return;
    this.inBulk(() => {
      this.db.exec('DELETE FROM entries');
      for (const collection of collections) {
        for (const chunk of chunksOf(this.everyDocument(collection), BULK)) {
          this.addEntries(collection, chunk);
        }
      }
      this.setFact('indexes', wanted);
    });
  }

  private *everyDocument(collection: string): Iterable<Document> {
    const rows = this.db
      .prepare('SELECT body FROM documents WHERE collection = ?')
      .iterate(collection) as Iterable<{ body: string }>;
    for (const { body } of rows) yield fromEjson(body) as Document;
  }

  close(): void {
    this.db.close();
  }
}

/** Documents are objects with a string `_id`. */
export const isDocument = (value: unknown): value is Document =>
  isPlainObject(value) && typeof value['_id'] === 'string';
