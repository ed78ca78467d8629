import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.csv': 'text/csv; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const PREFIX = 'cloud://local.6c6f-local/';
/** What a client may call a file: short, without control characters, and no folder. */
const CLIENT_PATH = /^[^\p{Cc}]{0,120}[^\p{Cc}/]$/u;

/** A file that is being written. */
const MAKING = /\.[0-9a-f]{8}\.making$/;

const DEFAULT_AGE_SECONDS = 7200;

/** Where it is kept who has put a file there. */
export interface Owners {
  fact(name: string): string | undefined;
  setFact(name: string, value: string): void;
  dropFact(name: string): void;
}

const ownerOf = (path: string): string => `owner ${path}`;

/**
 * File storage in a folder: what is read through a link needs the link's signature. Functions may
 * read and write everything; a client has what it has put there itself.
 */
export class FileStorage {
  constructor(
    private readonly folder: string,
    private readonly key: string,
    private readonly now: () => number,
    private readonly owners: Owners,
  ) {
    // What was on its way when the process ended is in no document and would stay for ever.
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (MAKING.test(name)) rmSync(join(folder, name), { force: true });
    }
  }

  private fileOf(path: string): string | undefined {
    const clean = normalize(path);
    const inside = clean !== '.' && !clean.startsWith('..') && !clean.startsWith(sep);
    return inside ? join(this.folder, clean) : undefined;
  }

  /** Takes away what stands in a folder for longer than that. */
  sweep(folder: string, olderThanMs: number): void {
    const home = join(this.folder, folder);
    if (!existsSync(home)) return;
    for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
      const file = join(home, name);
      const stat = statSync(file, { throwIfNoEntry: false });
      if (!stat?.isFile() || stat.mtimeMs > this.now() - olderThanMs) continue;
      rmSync(file, { force: true });
      this.owners.dropFact(ownerOf(folder + name.split(sep).join('/')));
    }
  }

  /** Takes every file away, and whose it was. */
  async clear(): Promise<void> {
    if (!existsSync(this.folder)) return;
    for (const name of readdirSync(this.folder, { recursive: true, encoding: 'utf8' })) {
      this.owners.dropFact(ownerOf(name.split(sep).join('/')));
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  fileIdOf = (path: string): string => PREFIX + path;

  pathOf = (fileId: string): string | undefined =>
    fileId.startsWith(PREFIX) ? fileId.slice(PREFIX.length) : undefined;

  /** Writes a file whole or not at all. Answers whether the path is one. */
  async write(path: string, content: Buffer): Promise<boolean> {
    const file = this.fileOf(path);
    if (!file) return false;
    await mkdir(dirname(file), { recursive: true });
    const making = `${file}.${randomBytes(4).toString('hex')}.making`;
    const handle = await open(making, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
      // A file's age is told by the cloud's clock, which may stand ahead of the machine's.
      const at = this.now() / 1000;
      await handle.utimes(at, at);
    } finally {
      await handle.close();
    }
    await rename(making, file);
    return true;
  }

  /** Takes in a file of a client, where there is none yet. Answers whether it could. */
  async writeFor(openid: string, path: string, content: Buffer): Promise<boolean> {
    if (!CLIENT_PATH.test(path) || normalize(path) !== path) return false;
    if (await this.read(path)) return false;
    // Before the file: one without an owner would be nobody's to take away.
    this.owners.setFact(ownerOf(path), openid);
    return this.write(path, content);
  }

  isOwnedBy(openid: string, path: string): boolean {
    return openid !== '' && this.owners.fact(ownerOf(path)) === openid;
  }

  async read(path: string): Promise<{ content: Buffer; type: string } | undefined> {
    const file = this.fileOf(path);
    if (!file) return undefined;
    try {
      const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
      return { content: await readFile(file), type };
    } catch {
      return undefined;
    }
  }

  async remove(path: string): Promise<void> {
    const file = this.fileOf(path);
    if (!file) return;
    await rm(file, { force: true });
    this.owners.dropFact(ownerOf(path));
  }

  private signatureOf(path: string, expires: number): string {
    return createHmac('sha256', this.key).update(`${expires} ${path}`).digest('hex').slice(0, 32);
  }

  /** A link to a file, relative to the server, good for `maxAgeSeconds`. */
  linkTo(path: string, maxAgeSeconds = DEFAULT_AGE_SECONDS): string {
    const expires = this.now() + maxAgeSeconds * 1000;
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return `/files/${encoded}?expires=${expires}&sign=${this.signatureOf(path, expires)}`;
  }

  mayRead(path: string, query: URLSearchParams): boolean {
    const expires = Number(query.get('expires'));
    const given = Buffer.from(query.get('sign') ?? '');
    const wanted = Buffer.from(this.signatureOf(path, expires));
    return expires > this.now() && given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
