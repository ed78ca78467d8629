import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud, Threads, type LocalCloud } from '../../tools/local-cloud';

/** Functions that need no SDK, as they would stand in a folder of built ones. */
const QUIET = `exports.main = async ({ action }) => {
  if (action === 'later') setTimeout(() => { throw new Error('behind the answer'); }, 0);
  if (action === 'rejected') Promise.reject(new Error('behind the answer'));
  if (action === 'exit') process.exit(3);
  if (action === 'wait') await new Promise((done) => setTimeout(done, 50));
  return 'version 1';
};`;

const COUNTING = `let calls = 0;
const began = Date.now();
exports.main = async () => ({ calls: (calls += 1), began, word: process.env.WORD });`;

const THREADS = `exports.main = async () => {
  await new Promise((done) => setTimeout(done, 50));
  return require('node:worker_threads').threadId;
};`;

const DAY = 24 * 60 * 60 * 1000;

describe('instances of functions', () => {
  let folder: string;
  let cloud: LocalCloud;
  const functionFile = (name: string): string => join(folder, 'functions', 'quiet', name);
  const open = (): Promise<LocalCloud> =>
    startLocalCloud({
      functionsDir: join(folder, 'functions'),
      manifestFile: join(folder, 'cloud.json'),
      dataDir: join(folder, 'data'),
    });
  const call = (action: string): Promise<unknown> => cloud.call('quiet', { action });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'local-cloud-instances-'));
    mkdirSync(join(folder, 'functions', 'quiet'), { recursive: true });
    writeFileSync(functionFile('index.js'), QUIET);
    const quiet = { timeoutSeconds: 5, memoryMB: 64 };
    writeFileSync(
      join(folder, 'cloud.json'),
      JSON.stringify({ collections: {}, functions: { quiet }, environment: {} }),
    );
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    cloud = await open();
  });
  afterEach(async () => {
    await cloud.close();
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['later', 'rejected', 'exit'])(
    'may fail behind or instead of their answer (%s): the next call is served',
    async (action) => {
      const failed = new Promise((resolve) => {
        jest.spyOn(console, 'error').mockImplementation(resolve);
      });
      await call(action).catch(() => undefined);
      if (action !== 'exit') await failed;
      // The instance may take the next call with it; no call may hang, and the cloud goes on.
      await call('good').catch(() => undefined);
      await expect(call('good')).resolves.toBe('version 1');
      expect(cloud.leaks()).toEqual([]);
    },
  );

  it('hold nothing once 40 calls at once are answered', async () => {
    await Promise.all(Array.from({ length: 40 }, () => call('wait')));
    expect(cloud.leaks()).toEqual([]);
  });

  it('begin anew in the threads of the cloud before: memory, environment and clock', async () => {
    await cloud.close();
    writeFileSync(functionFile('index.js'), COUNTING);
    const threads = new Threads(true);
    const began: number[] = [];
    for (const word of ['first', 'second']) {
      cloud = await startLocalCloud({
        functionsDir: join(folder, 'functions'),
        manifestFile: join(folder, 'cloud.json'),
        dataDir: join(folder, word),
        environment: word === 'first' ? { WORD: word } : {},
        threads,
      });
      if (word === 'second') await cloud.forward(DAY);
      const answer = (await call('count')) as { calls: number; began: number; word?: string };
      expect(answer).toMatchObject({ calls: 1 });
      expect(answer.word).toBe(word === 'first' ? 'first' : undefined);
      await expect(call('count')).resolves.toMatchObject({ calls: 2 });
      expect(cloud.leaks()).toEqual([]);
      began.push(answer.began);
      await cloud.close();
    }
    const [first = 0, second = 0] = began;
    expect(second - first).toBeGreaterThanOrEqual(DAY);
    await threads.end();
  });

  it('serve one cloud at a time, though the one before was closed twice', async () => {
    await cloud.close();
    writeFileSync(functionFile('index.js'), THREADS);
    const threads = new Threads(true);
    const next = (name: string): Promise<LocalCloud> =>
      startLocalCloud({
        functionsDir: join(folder, 'functions'),
        manifestFile: join(folder, 'cloud.json'),
        dataDir: join(folder, name),
        threads,
      });
    cloud = await next('first');
    await call('good');
    await cloud.close();
    await cloud.close();
    cloud = await next('second');
    const used = await Promise.all([call('one'), call('another')]);
    expect(new Set(used).size).toBe(2);
    await cloud.close();
    await threads.end();
  });

  it('run what stands in the bundle, whatever was compiled before', async () => {
    await expect(call('good')).resolves.toBe('version 1');
    await cloud.close();
    expect(readdirSync(functionFile('.'))).toContain('index.js.code');
    writeFileSync(functionFile('index.js'), QUIET.replace('version 1', 'version 2'));
    cloud = await open();
    await expect(call('good')).resolves.toBe('version 2');
    await cloud.close();
    for (const damaged of ['', 'no code', Buffer.alloc(100_000)]) {
      writeFileSync(functionFile('index.js.code'), damaged);
      cloud = await open();
      await expect(call('good')).resolves.toBe('version 2');
      await cloud.close();
    }
  });

  it('end with the cloud, in the middle of a call too', async () => {
    const waiting = call('wait');
    await cloud.close();
    await expect(waiting.catch((error: unknown) => (error as Error).message)).resolves.toMatch(
      /version 1|ended|killed|closing/,
    );
  });
});
