import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';

const openStore = (dataDir: string): InstanceType<typeof Database> =>
  new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);

const hashOf = (db: InstanceType<typeof Database>): string => {
  const rows = db
    .prepare('SELECT collection, hex(id) AS id, body FROM documents ORDER BY collection, id')
    .all();
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
};

/** One hash over every document of a cloud: two equal ones mean that nothing changed between. */
export const fingerprint = (dataDir: string): string => {
  const db = openStore(dataDir);
  try {
    return hashOf(db);
  } finally {
    db.close();
  }
};

/** Watches a cloud's store for commits: cheap enough to be asked after every one of a million calls. */
export class StoreWatch {
  private readonly db: InstanceType<typeof Database>;
  private seen: number;

  constructor(dataDir: string) {
    this.db = openStore(dataDir);
    this.seen = this.version();
  }

  /** SQLite's own counter of commits by other connections. */
  private version(): number {
    const { data_version: version } = this.db.prepare('PRAGMA data_version').get() as {
      data_version: number;
    };
    return version;
  }

  /** Whether anything was committed since this was last asked. */
  wrote(): boolean {
    const version = this.version();
    const wrote = version !== this.seen;
    this.seen = version;
    return wrote;
  }

  close(): void {
    this.db.close();
  }
}

/** Every document of one collection as it is stored, in one text. */
export const dump = (dataDir: string, collection: string): string => {
  const db = openStore(dataDir);
  try {
    const rows = db.prepare('SELECT body FROM documents WHERE collection = ?').all(collection);
    return JSON.stringify(rows);
  } finally {
    db.close();
  }
};
