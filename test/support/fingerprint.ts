import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';

/** One hash over every document of a cloud: two equal ones mean that nothing changed between. */
export const fingerprint = (dataDir: string): string => {
  const db = new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);
  try {
    const rows = db
      .prepare('SELECT collection, hex(id) AS id, body FROM documents ORDER BY collection, id')
      .all();
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  } finally {
    db.close();
  }
};

/** Every document of one collection as it is stored, in one text. */
export const dump = (dataDir: string, collection: string): string => {
  const db = new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);
  try {
    const rows = db.prepare('SELECT body FROM documents WHERE collection = ?').all(collection);
    return JSON.stringify(rows);
  } finally {
    db.close();
  }
};
