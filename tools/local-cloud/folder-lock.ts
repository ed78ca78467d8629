import { join } from 'node:path';
import Database from 'libsql';

/**
 * Holds a data folder for one cloud alone, with a lock of the operating system: it is free again
 * the moment the process is gone, `kill -9` included. Answers what lets go of it.
 * @throws Error where another cloud holds the folder
 */
export const lockFolder = (dataDir: string): (() => void) => {
  const db = new Database(join(dataDir, 'lock.db'));
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch {
    db.close();
    throw new Error(
      `${dataDir} is in use by another local cloud: stop that one first, or choose another folder`,
    );
  }
  return () => {
    db.close();
  };
};
