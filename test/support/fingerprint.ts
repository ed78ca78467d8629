import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import type { LocalCloud } from '../../tools/local-cloud';

const openStore = (dataDir: string): InstanceType<typeof Database> =>
  new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);

const hashOf = (db: InstanceType<typeof Database>, without: string): string => {
  const rows = db
    .prepare(
      'SELECT collection, hex(id) AS id, body FROM documents WHERE collection <> ? ORDER BY collection, id',
    )
    .all(without);
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
};

/**
 * One hash over every document of a cloud: two equal ones mean that nothing changed between, but for
 * the documents of a collection that is left out.
 */
export const fingerprint = (dataDir: string, without = ''): string => {
  const db = openStore(dataDir);
  try {
    return hashOf(db, without);
  } finally {
    db.close();
  }
};

/** The fingerprint of a cloud that is asked for it again and again. */
export interface Fingerprint {
  /** As `fingerprint`, reckoned anew only where something was committed since. */
  (): string;
  /** To be closed before the cloud is. */
  close(): void;
}

export const keptFingerprint = (dataDir: string): Fingerprint => {
  const db = openStore(dataDir);
  // Another number for each commit of another connection.
  const version = db.prepare('PRAGMA data_version');
  let known = { version: '', hash: '' };
  const take = (): string => {
    const now = JSON.stringify(version.get());
    if (now !== known.version) known = { version: now, hash: hashOf(db, '') };
    return known.hash;
  };
  return Object.assign(take, { close: () => db.close() });
};

/** Watches a cloud for commits: cheap enough to be asked after every one of a million calls. */
export class StoreWatch {
  private seen: number;

  constructor(private readonly cloud: LocalCloud) {
    this.seen = cloud.stats().commits;
  }

  /** Whether anything was committed since this was last asked. */
  wrote(): boolean {
    const { commits } = this.cloud.stats();
    const wrote = commits !== this.seen;
    this.seen = commits;
    return wrote;
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
