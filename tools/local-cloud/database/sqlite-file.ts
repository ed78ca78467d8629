import Database from 'libsql';
import { hasLeftovers, pagesWithLeftovers, withoutLeftovers } from './leftovers';

export type Value = string | number | Buffer;
export type Row = Record<string, unknown>;

/** The bytes of a column: the library gives them as a bare `ArrayBuffer`. */
export const blobOf = (value: unknown): Buffer => Buffer.from(value as ArrayBuffer);

/** How long what was written or overwritten may stand in the log before it is settled. */
const SETTLE_MS = 300;

const CACHE_KIB = 16 * 1024;
const BULK_CACHE_KIB = 512 * 1024;

/**
 * One SQLite file with `synchronous=FULL` and a write-ahead log. It owns its statements and hands
 * out whole results only, so that nothing stays open between two calls: a statement that is read
 * half way holds the log for ever. Soon after each write the file is settled: nothing of what was
 * deleted or overwritten is left in it or in its log.
 */
export class SqliteFile {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();
  private settling: NodeJS.Timeout | undefined;
  private settlesNow = false;

  constructor(
    private readonly file: string,
    private readonly fsync = true,
  ) {
    this.db = new Database(file);
    this.db.exec('PRAGMA journal_mode = WAL');
    this.waitForDisk();
    this.db.exec('PRAGMA secure_delete = ON');
    this.db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    // Only `settle` empties the log: what it holds must have been looked at before.
    this.db.exec('PRAGMA wal_autocheckpoint = 0');
    // A process that was killed has left its log behind.
    this.settle();
  }

  private waitForDisk(): void {
    this.db.exec(`PRAGMA synchronous = ${this.fsync ? 'FULL' : 'OFF'}`);
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const made = this.db.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }

  /** All rows of a query: ask for a bounded number of them. */
  all(sql: string, ...values: Value[]): Row[] {
    return this.prepared(sql).all(values) as Row[];
  }

  /** The first row: of a query that gives few. */
  first(sql: string, ...values: Value[]): Row | undefined {
    return this.all(sql, ...values)[0];
  }

  /** Writes. Answers the number of the row that was inserted last. */
  run(sql: string, ...values: Value[]): number {
    const { lastInsertRowid } = this.prepared(sql).run(values);
    if (!this.db.inTransaction) this.settleSoon();
    return Number(lastInsertRowid);
  }

  exec(sql: string): void {
    this.db.exec(sql);
  }

  /** All that `work` writes, or nothing of it; what it deletes is out of the files at once. */
  transaction(work: () => void, { deletes = false } = {}): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.db.exec('COMMIT');
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
    if (deletes) this.settleNow();
    else this.settleSoon();
  }

  /** A transaction that writes very much, and is settled at once. */
  bulk(work: () => void): void {
    this.db.exec(`PRAGMA cache_size = -${BULK_CACHE_KIB}`);
    try {
      this.transaction(work);
    } finally {
      this.db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
    }
    this.settle();
  }

  /** Writes without waiting for the disk while `work` runs, and waits once at its end. */
  async unsynced(work: () => Promise<void>): Promise<void> {
    this.db.exec('PRAGMA synchronous = OFF');
    try {
      await work();
    } finally {
      this.waitForDisk();
      this.settle();
    }
  }

  /** Statements that stand half way: there should be none between two calls. */
  openStatements(): string[] {
    const own = 'SELECT sql FROM sqlite_stmt WHERE busy AND sql NOT LIKE ?';
    return this.all(own, '%sqlite_stmt%').map(({ sql }) => String(sql));
  }

  private settleSoon(): void {
    this.settling ??= setTimeout(() => {
      this.settle();
    }, SETTLE_MS).unref();
  }

  /** Behind what is running now: so many deletes at once cost one. */
  private settleNow(): void {
    if (this.settlesNow) return;
    this.settlesNow = true;
    setImmediate(() => {
      this.settlesNow = false;
      this.settle();
    });
  }

  /**
   * Clears what the pages in the log have left over, brings them into the file and empties the log.
   * What was committed stays committed, whatever happens here: where somebody else reads the file,
   * a backup for instance, it is tried again.
   */
  private settle(): void {
    if (!this.db.open) return;
    clearTimeout(this.settling);
    this.settling = undefined;
    try {
      this.clearLeftovers();
      const [outcome] = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all() as Row[];
      if (outcome?.['busy'] !== 0) this.settleSoon();
    } catch (error) {
      console.error('the log could not be emptied yet', error);
      this.settleSoon();
    }
  }

  private clearLeftovers(): void {
    const pages = pagesWithLeftovers(`${this.file}-wal`);
    if (pages.length === 0) return;
    this.db.exec('BEGIN IMMEDIATE');
    try {
      for (const pageNo of pages) {
        const row = this.first('SELECT data FROM sqlite_dbpage WHERE pgno = ?', pageNo);
        const page = row && blobOf(row['data']);
        if (!page || !hasLeftovers(page, pageNo)) continue;
        this.prepared('UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?').run([
          withoutLeftovers(page, pageNo),
          pageNo,
        ]);
      }
      this.db.exec('COMMIT');
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.settle();
    clearTimeout(this.settling);
    this.statements.clear();
    this.db.close();
  }
}
