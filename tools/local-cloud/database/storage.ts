import { duplicateKey } from './errors';
import { fromEjson, toEjson, valuesAt, type Document } from './document';
import { encodeKey } from './key-order';
import { ID_INDEX, NATURAL, type IndexSpec, type KeyRange, type Plan } from './plan';
import { blobOf, SqliteFile, type Row } from './sqlite-file';

/** What one commit does to one document; `null` is absent. */
export interface Write {
  collection: string;
  id: string;
  after: Document | null;
}

/** `seq` is the order of insertion, in which documents come that are asked for in no order. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS documents (
    seq INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    id BLOB NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (collection, id)
  );
  CREATE INDEX IF NOT EXISTS documents_in_order ON documents (collection, seq);
  CREATE TABLE IF NOT EXISTS entries (
    index_name TEXT NOT NULL,
    key BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (index_name, key, seq)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

/** Takes over a file from before documents had an order; its entries are made anew afterwards. */
const TAKE_OVER = `
  ALTER TABLE documents RENAME TO unordered;
  DROP TABLE entries;
  ${SCHEMA}
  INSERT INTO documents (collection, id, body)
    SELECT collection, id, body FROM unordered ORDER BY rowid;
  DROP TABLE unordered;
  DELETE FROM facts WHERE name = 'indexes';
`;

/** Documents that a bulk of work takes at a time. */
const BULK = 5_000;
/** Rows that a scan reads at first, where it isn't told, and at most at a time. */
const FIRST_PAGE = 32;
const MAX_PAGE = 1024;

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

interface Numbered {
  seq: number;
  document: Document;
}

/** Where a page of a scan begins: behind this row of its range. */
interface Page {
  range: KeyRange;
  last?: Row | undefined;
}

const EVERYTHING: KeyRange = { from: Buffer.alloc(0), to: Buffer.alloc(0) };

const documentOf = ({ body }: Row): Document => fromEjson(String(body)) as Document;

/** The first of the keys behind this one. */
const behindKey = (key: Buffer): Buffer => Buffer.concat([key, Buffer.alloc(1)]);

/** Documents and their index entries in one file; what a commit answered survives a kill. */
export class Storage {
  private readonly sqlite: SqliteFile;

  constructor(
    file: string,
    private readonly indexesOf: (collection: string) => readonly IndexSpec[],
    fsync = true,
  ) {
    this.sqlite = new SqliteFile(file, fsync);
    const columns = this.sqlite.all('SELECT name FROM pragma_table_info(?)', 'documents');
    const isOld = columns.length > 0 && !columns.some(({ name }) => name === 'seq');
    if (isOld) this.sqlite.bulk(() => this.sqlite.exec(TAKE_OVER));
    else this.sqlite.exec(SCHEMA);
  }

  fact(name: string): string | undefined {
    const row = this.sqlite.first('SELECT value FROM facts WHERE name = ?', name);
    return row && String(row['value']);
  }

  setFact(name: string, value: string): void {
    this.sqlite.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, value);
  }

  dropFact(name: string): void {
    this.sqlite.run('DELETE FROM facts WHERE name = ?', name);
  }

  /** Forgets every document; facts stay. */
  clear(): void {
    this.sqlite.transaction(
      () => {
        this.sqlite.run('DELETE FROM entries');
        this.sqlite.run('DELETE FROM documents');
      },
      { deletes: true },
    );
  }

  unsynced(work: () => Promise<void>): Promise<void> {
    return this.sqlite.unsynced(work);
  }

  openStatements(): string[] {
    return this.sqlite.openStatements();
  }

  private row(collection: string, id: string): Row | undefined {
    return this.sqlite.first(
      'SELECT seq, body FROM documents WHERE collection = ? AND id = ?',
      collection,
      idKey(id),
    );
  }

  read(collection: string, id: string): Document | null {
    const row = this.row(collection, id);
    return row ? documentOf(row) : null;
  }

  /**
   * The documents a plan leads to, in its order, each once, until `take` says enough; `expected` is
   * how many will do, if that is known.
   */
  scan(
    collection: string,
    plan: Plan,
    take: (document: Document) => boolean,
    expected = FIRST_PAGE,
  ): void {
    const direction = plan.sorted === 'backward' ? 'DESC' : 'ASC';
    const ranges = direction === 'DESC' ? [...plan.ranges].reverse() : plan.ranges;
    const seen = new Set<string>();
    let size = Math.max(1, Math.min(expected, MAX_PAGE));
    for (const range of ranges) {
      let page: Page | undefined = { range };
      while (page) {
        const rows = this.rowsOf(collection, plan.index, page, direction, size);
        for (const row of rows) {
          const document = documentOf(row);
          if (seen.has(document._id)) continue;
          seen.add(document._id);
          if (!take(document)) return;
        }
        const last: Row | undefined = rows.length === size ? rows.at(-1) : undefined;
        page = last && { range, last };
        if (last) size = Math.min(size * 2, MAX_PAGE);
      }
    }
  }

  /** One page of rows, behind the last one of the page before. */
  private rowsOf(
    collection: string,
    index: IndexSpec,
    { range: { from, to }, last }: Page,
    direction: 'ASC' | 'DESC',
    size: number,
  ): Row[] {
    const isUp = direction === 'ASC';
    if (index === NATURAL) {
      const seq = last ? Number(last['seq']) : isUp ? 0 : Number.MAX_SAFE_INTEGER;
      return this.sqlite.all(
        `SELECT seq, body FROM documents WHERE collection = ? AND seq ${isUp ? '>' : '<'} ?
         ORDER BY seq ${direction} LIMIT ?`,
        collection,
        seq,
        size,
      );
    }
    if (index === ID_INDEX) {
      const id = last && blobOf(last['id']);
      const [least, end] = !id ? [from, to] : isUp ? [behindKey(id), to] : [from, id];
      return this.sqlite.all(
        `SELECT id, body FROM documents WHERE collection = ? AND id >= ? AND id < ?
         ORDER BY id ${direction} LIMIT ?`,
        collection,
        least,
        end,
        size,
      );
    }
    // No document has the number 0: so nothing at `from` is left out, and nothing at `to` comes.
    const [key, seq] = last ? [blobOf(last['key']), Number(last['seq'])] : [isUp ? from : to, 0];
    return this.sqlite.all(
      `SELECT e.key AS key, e.seq AS seq, d.body AS body
       FROM entries e JOIN documents d ON d.seq = e.seq
       WHERE e.index_name = ? AND (e.key, e.seq) ${isUp ? '>' : '<'} (?, ?)
         AND e.key ${isUp ? '<' : '>='} ?
       ORDER BY e.key ${direction}, e.seq ${direction} LIMIT ?`,
      `${collection}.${index.name}`,
      key,
      seq,
      isUp ? to : from,
      size,
    );
  }

  /** Whether another document holds this key of a unique index. */
  private isTaken(collection: string, index: IndexSpec, key: Buffer, id: Buffer): boolean {
    const row = this.sqlite.first(
      `SELECT 1 FROM entries e JOIN documents d ON d.seq = e.seq
       WHERE e.index_name = ? AND e.key = ? AND d.id <> ? LIMIT 1`,
      `${collection}.${index.name}`,
      key,
      id,
    );
    return row !== undefined;
  }

  /** @throws DatabaseError E11000 where a unique key of `document` belongs to another document */
  requireUnique(collection: string, document: Document): void {
    for (const index of this.indexesOf(collection)) {
      if (!index.unique) continue;
      for (const key of keysOf(index, document)) {
        if (this.isTaken(collection, index, key, idKey(document._id))) {
          throw duplicateKey(collection, index.name, displayKey(index, document));
        }
      }
    }
  }

  /** Writes all or nothing, durably. @throws DatabaseError E11000 */
  commit(writes: readonly Write[]): void {
    const deletes = writes.some(({ after }) => after === null);
    this.sqlite.transaction(
      () => {
        for (const write of writes) this.apply(write);
        for (const { collection, after } of writes) {
          if (after) this.requireUnique(collection, after);
        }
      },
      { deletes },
    );
  }

  private apply({ collection, id, after }: Write): void {
    const row = this.row(collection, id);
    const before = row ? documentOf(row) : null;
    const seq = row ? Number(row['seq']) : after ? this.insert(collection, after) : 0;
    for (const index of this.indexesOf(collection)) {
      const name = `${collection}.${index.name}`;
      const old = new Map(
        (before ? keysOf(index, before) : []).map((key) => [key.toString('base64'), key]),
      );
      for (const key of after ? keysOf(index, after) : []) {
        if (!old.delete(key.toString('base64'))) {
          this.sqlite.run(
            'INSERT OR IGNORE INTO entries (index_name, key, seq) VALUES (?, ?, ?)',
            name,
            key,
            seq,
          );
        }
      }
      for (const key of old.values()) {
        this.sqlite.run(
          'DELETE FROM entries WHERE index_name = ? AND key = ? AND seq = ?',
          name,
          key,
          seq,
        );
      }
    }
    if (!row) return;
    if (!after) this.sqlite.run('DELETE FROM documents WHERE seq = ?', seq);
    else this.sqlite.run('UPDATE documents SET body = ? WHERE seq = ?', toEjson(after), seq);
  }

  private insert(collection: string, document: Document): number {
    return this.sqlite.run(
      'INSERT INTO documents (collection, id, body) VALUES (?, ?, ?)',
      collection,
      idKey(document._id),
      toEjson(document),
    );
  }

  /**
   * Fills a collection with documents whose ids and unique keys are new, in one commit: nothing is
   * compared with what stands there, which makes it fast enough for a million.
   */
  load(collection: string, documents: Iterable<Document>): void {
    this.sqlite.bulk(() => {
      for (const chunk of chunksOf(documents, BULK)) {
        const rows = chunk.map((document) => [
          idKey(document._id).toString('hex'),
          toEjson(document),
        ]);
        const before = this.lastSeq();
        this.sqlite.run(
          `INSERT INTO documents (collection, id, body)
           SELECT ?, unhex(value ->> 0), value ->> 1 FROM json_each(?) ORDER BY key`,
          collection,
          JSON.stringify(rows),
        );
        this.addEntries(
          collection,
          chunk.map((document, place) => ({ seq: before + 1 + place, document })),
        );
      }
    });
  }

  private lastSeq(): number {
    return Number(this.sqlite.first('SELECT max(seq) AS seq FROM documents')?.['seq'] ?? 0);
  }

  /** Enters documents that have no entries yet into all indexes of their collection. */
  private addEntries(collection: string, documents: readonly Numbered[]): void {
    const entries = documents.flatMap(({ seq, document }) =>
      this.indexesOf(collection).flatMap((index) =>
        keysOf(index, document).map((key) => [
          `${collection}.${index.name}`,
          key.toString('hex'),
          seq,
        ]),
      ),
    );
    // In the order of the keys, the pages of the index are written once each.
    this.sqlite.run(
      `INSERT OR IGNORE INTO entries (index_name, key, seq)
       SELECT value ->> 0, unhex(value ->> 1), value ->> 2 FROM json_each(?) ORDER BY 1, 2, 3`,
      JSON.stringify(entries),
    );
  }

  /** Builds the entries anew where the manifest's indexes are not those of the last start. */
  syncIndexes(collections: readonly string[]): void {
    const wanted = JSON.stringify(collections.map((name) => [name, this.indexesOf(name)]));
    if (this.fact('indexes') === wanted) return;
    this.sqlite.bulk(() => {
      this.sqlite.run('DELETE FROM entries');
      for (const collection of collections) {
        for (const chunk of this.everyDocument(collection)) this.addEntries(collection, chunk);
      }
      this.setFact('indexes', wanted);
    });
  }

  private *everyDocument(collection: string): Iterable<Numbered[]> {
    let page: Page = { range: EVERYTHING };
    for (;;) {
      const rows = this.rowsOf(collection, NATURAL, page, 'ASC', BULK);
      if (rows.length === 0) return;
      yield rows.map((row) => ({ seq: Number(row['seq']), document: documentOf(row) }));
      page = { range: EVERYTHING, last: rows.at(-1) };
    }
  }

  close(): void {
    this.sqlite.close();
  }
}
