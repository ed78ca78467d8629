import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

const TABLES = ['documents', 'entries'];

/**
 * Keeps what a cloud's store holds now, and answers what lays it back, where no call is under way.
 * The functions stay loaded, as in `empty`; clock and keys stay as they are.
 */
export const keepStore = (dataDir: string): (() => void) => {
  const file = join(dataDir, 'cloud.db');
  const kept = join(dataDir, 'kept.db');
  const onBoth = (work: (db: InstanceType<typeof Database>) => void): void => {
    const db = new Database(file);
    try {
      // Only the cloud itself empties its log.
      db.exec('PRAGMA wal_autocheckpoint = 0');
      db.prepare('ATTACH ? AS kept').run(kept);
      work(db);
    } finally {
      db.close();
    }
  };
  rmSync(kept, { force: true });
  onBoth((db) => {
    for (const table of TABLES)
      db.exec(`CREATE TABLE kept.${table} AS SELECT * FROM main.${table}`);
  });
  return () => {
    onBoth((db) => {
      db.exec('BEGIN IMMEDIATE');
      for (const table of TABLES) {
        db.exec(`DELETE FROM main.${table}`);
        db.exec(`INSERT INTO main.${table} SELECT * FROM kept.${table}`);
      }
      db.exec('COMMIT');
    });
  };
};
