import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import Database from 'libsql';

const DATABASE = 'cloud.db';
const FILES = 'files';
const KEYS = 'environment.json';
const MANIFEST = 'backup.json';
const VERSION = 1;

/** What a backup says of itself: each file with its size and SHA-256. */
interface BackupManifest {
  version: number;
  at: string;
  hasKeys: boolean;
  files: Record<string, { bytes: number; sha256: string }>;
}

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** The files of a folder, as paths from it with `/`. */
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.making'))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort()
    : [];

/** A folder that is not there, or has nothing in it. @throws Error where something would be lost */
const requireEmpty = (folder: string): void => {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`${folder} is not empty: choose a new folder, nothing is overwritten`);
  }
};

const inMaking = async (to: string, work: (making: string) => Promise<void>): Promise<void> => {
  requireEmpty(to);
  const making = `${to}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  try {
    await work(making);
    rmSync(to, { recursive: true, force: true });
    mkdirSync(dirname(to), { recursive: true });
    renameSync(making, to);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
};

/**
 * Copies the data of a cloud into a new folder, while the cloud runs: the database as it stands at
 * one moment, then the stored files. With `keys`, its secrets too: whoever has such a backup can
 * make codes and link pseudonyms, so it is kept as carefully as they are. Files in `leaveOut`, which
 * live for an hour, are not in it: they would outlive what they show. Without them, restored
 * data has new secrets: what was derived from the old ones is not found any more.
 * @throws Error where there is no data, or the folder is not empty
 */
export const backUp = async (
  dataDir: string,
  to: string,
  {
    keys = false,
    now = new Date(),
    leaveOut = [],
  }: { keys?: boolean; now?: Date; leaveOut?: readonly string[] } = {},
): Promise<{ files: number; bytes: number }> => {
  if (!existsSync(join(dataDir, DATABASE))) throw new Error(`${dataDir} holds no data of a cloud`);
  let files = 0;
  let bytes = 0;
  await inMaking(to, async (making) => {
    const db = new Database(join(dataDir, DATABASE));
    try {
      // One read of SQLite's own: a whole database at one moment, whoever writes meanwhile.
      db.prepare('VACUUM INTO ?').run(join(making, DATABASE));
    } finally {
      db.close();
    }
    for (const name of filesIn(join(dataDir, FILES))) {
      if (leaveOut.some((folder) => name.startsWith(folder))) continue;
      const copy = join(making, FILES, name);
      mkdirSync(dirname(copy), { recursive: true });
      try {
        cpSync(join(dataDir, FILES, name), copy);
      } catch (error) {
        // Deleted meanwhile: a backup of now has no more of it than the cloud.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    if (keys) cpSync(join(dataDir, KEYS), join(making, KEYS));
    const manifest: BackupManifest = {
      version: VERSION,
      at: now.toISOString(),
      hasKeys: keys,
      files: {},
    };
    for (const name of filesIn(making)) {
      const file = join(making, name);
      const size = statSync(file).size;
      manifest.files[name] = { bytes: size, sha256: await hashOf(file) };
      files += 1;
      bytes += size;
    }
    writeFileSync(join(making, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  });
  return { files, bytes };
};

const readManifest = (from: string): BackupManifest => {
  if (!existsSync(join(from, MANIFEST))) throw new Error(`${from} is no backup: no ${MANIFEST}`);
  const manifest = JSON.parse(readFileSync(join(from, MANIFEST), 'utf8')) as BackupManifest;
  if (manifest.version !== VERSION) {
    throw new Error(`${from} was made by another version (${manifest.version})`);
  }
  return manifest;
};

/** Checks every file of a backup against what the backup says of it. @throws Error naming the first */
const checkBackup = async (from: string): Promise<BackupManifest> => {
  const manifest = readManifest(from);
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.files)) {
    const file = join(from, name);
    if (!existsSync(file)) throw new Error(`${name} is missing from the backup`);
    if (statSync(file).size !== bytes || (await hashOf(file)) !== sha256) {
      throw new Error(`${name} is not what was backed up: it has been changed or damaged`);
    }
  }
  const extra = filesIn(from).find((name) => name !== MANIFEST && !(name in manifest.files));
  if (extra !== undefined) throw new Error(`${extra} does not belong to the backup`);
  const db = new Database(join(from, DATABASE), { readonly: true } as never);
  try {
    const [row] = db.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    if (row?.integrity_check !== 'ok') throw new Error(`${DATABASE} does not hold together`);
  } finally {
    db.close();
  }
  return manifest;
};

/**
 * Makes a new data folder from a backup that has been checked.
 * @throws Error where the backup is damaged, or the folder is not empty
 */
export const restore = async (from: string, dataDir: string): Promise<{ hasKeys: boolean }> => {
  requireEmpty(dataDir);
  const { files, hasKeys } = await checkBackup(from);
  await inMaking(dataDir, async (making) => {
    for (const name of Object.keys(files)) {
      mkdirSync(dirname(join(making, name)), { recursive: true });
      cpSync(join(from, name), join(making, name));
      await Promise.resolve();
    }
  });
  return { hasKeys };
};
