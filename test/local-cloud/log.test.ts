import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { Engine } from '../../tools/local-cloud/database/engine';
import type { IndexSpec } from '../../tools/local-cloud/database/plan';
import { SqliteFile } from '../../tools/local-cloud/database/sqlite-file';
import { root } from '../support/build';
import { findInFolder } from '../support/data-folder';
import { WORD } from '../support/store-writer';

const BY_RANK: IndexSpec = {
  name: 'rank',
  fields: [
    ['group', 1],
    ['rank', 1],
  ],
};

/** More rows than the driver fetches at a time. */
const MANY = 260;

/** What was erased is out of every file within this time. */
const A_SECOND = 1000;

describe('the files of the store', () => {
  let folder: string;
  let engine: Engine;

  const open = (): void => {
    const collections = new Map([['things', [BY_RANK]]]);
    engine = new Engine(join(folder, 'cloud.db'), collections, { requireIndexes: true });
  };
  const logSize = (): number => {
    const file = join(folder, 'cloud.db-wal');
    return existsSync(file) ? statSync(file).size : 0;
  };
  const fill = (count = MANY): Promise<string[]> =>
    engine.insert(
      'things',
      Array.from({ length: count }, (_, rank) => ({
        _id: `thing-${rank}`,
        group: 'a',
        rank,
        text: `秘密-${rank}-。${'长'.repeat(rank % 7 === 0 ? 3000 : 40)}`,
      })),
    );

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
    open();
  });
  afterEach(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['a limit', () => engine.find('things', { group: 'a' }, { limit: 3 })],
    [
      'a limit backwards',
      () => engine.find('things', { group: 'a' }, { limit: 3, order: [['rank', -1]] }),
    ],
    ['a limit by id', () => engine.find('things', { _id: { $gt: 'thing-1' } }, { limit: 3 })],
    ['a limit of all', () => engine.find('things', {}, { limit: 3 })],
    ['nothing that is found', () => engine.find('things', { group: 'b' }, { limit: 1 })],
    ['a count', () => engine.count('things', { group: 'a' })],
    ['one document', () => engine.read('things', 'thing-5')],
    [
      'a condition that fails',
      () => {
        expect(() =>
          engine.find('things', { group: 'a', x: { $near: 1 } }, { limit: 1 }),
        ).toThrow();
      },
    ],
  ])('are left with nothing open by %s', async (_, read) => {
    await fill();
    read();
    expect(engine.leaks()).toEqual([]);
  });

  it.each([
    [{ limit: 1 }, 1],
    [{ limit: 100 }, 100],
    [{ limit: 101 }, 101],
    [{ limit: 20, offset: 250 }, 10],
    [{ limit: 1000 }, MANY],
  ])('give the rows of %j in their order, over however many pages', async (options, wanted) => {
    await fill();
    const { offset: from = 0 } = options as { offset?: number };
    const ranks = (direction: 1 | -1): unknown[] =>
      engine
        .find('things', { group: 'a' }, { ...options, order: [['rank', direction]] })
        .map(({ rank }) => rank);
    const all = Array.from({ length: MANY }, (_, rank) => rank);
    expect(ranks(1)).toEqual(all.slice(from, from + wanted));
    expect(ranks(-1)).toEqual([...all].reverse().slice(from, from + wanted));
  });

  it('take a delete behind a read that stopped early, and the log is emptied', async () => {
    await fill();
    engine.find('things', { group: 'a' }, { limit: 1 });
    expect(await engine.remove('things', { group: 'a' }, true)).toBe(MANY);
    await fill();
    engine.find('things', { group: 'a' }, { limit: 1 });
    await pause(A_SECOND);
    expect(logSize()).toBe(0);
  });

  it('hold nothing of what was deleted or overwritten a second ago, nor keep a long log', async () => {
    await fill();
    await engine.remove('things', { _id: { $lt: 'thing-15' } }, true);
    const change = { $set: { text: '公开' } };
    const options = { multi: true, merge: true, upsert: false };
    await engine.update('things', { group: 'a', rank: { $gte: 200 } }, change, options);
    await pause(A_SECOND);
    const kept = (rank: number): boolean => rank < 200 && `thing-${rank}` >= 'thing-15';
    const gone = Array.from({ length: MANY }, (_, rank) => rank).filter((rank) => !kept(rank));
    expect(gone.length).toBeGreaterThan(100);
    expect(
      findInFolder(
        folder,
        gone.map((rank) => `秘密-${rank}-`),
      ),
    ).toEqual([]);
    expect(findInFolder(folder, ['秘密-199-'])).toEqual(['cloud.db: 秘密-199-']);
    expect(logSize()).toBe(0);
  });

  it('hold nothing of it after a clean stop at once', async () => {
    await fill();
    await engine.remove('things', { _id: 'thing-77' }, false);
    engine.close();
    expect(findInFolder(folder, ['秘密-77-'])).toEqual([]);
    open();
    expect(engine.count('things', { group: 'a' })).toBe(MANY - 1);
  });

  it('hold no copy that a page keeps of rows that have moved to another page', () => {
    const file = join(folder, 'pages.db');
    const store = new SqliteFile(file);
    store.exec('PRAGMA synchronous = OFF');
    store.exec('CREATE TABLE rows (no INTEGER PRIMARY KEY, name TEXT UNIQUE, body TEXT)');
    // A play in which SQLite's own `secure_delete` leaves two of the words behind.
    let dice = 1;
    const roll = (): number => {
      dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
      return dice / 2 ** 32;
    };
    const stands = new Map<string, string>();
    const gone: string[] = [];
    for (let round = 0; round < 3000; round += 1) {
      const name = `name ${Math.floor(roll() * 750)}`;
      const was = stands.get(name);
      if (was !== undefined) gone.push(was);
      const word = `W${String(round).padStart(6, '0')}W`;
      const size = roll();
      const length = size < 0.7 ? 900 : size < 0.95 ? 4500 : 25_000;
      const body = word.repeat((roll() * length) / word.length + 1);
      store.transaction(() => {
        if (was !== undefined && roll() < 0.45) {
          store.run('DELETE FROM rows WHERE name = ?', name);
          stands.delete(name);
        } else {
          store.run(
            'INSERT INTO rows (name, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = ?',
            name,
            body,
            body,
          );
          stands.set(name, word);
        }
      });
    }
    store.close();
    const content = readFileSync(file, 'latin1');
    const found = new Set(content.match(/W\d{6}W/g));
    expect(gone.filter((word) => found.has(word))).toEqual([]);
    expect([...stands.values()].filter((word) => !found.has(word))).toEqual([]);
  });

  it('stay small while somebody writes for long', async () => {
    await fill();
    let largest = 0;
    const until = Date.now() + 3 * A_SECOND;
    for (let count = 0; Date.now() < until; count += 1) {
      const options = { multi: false, merge: true, upsert: false };
      await engine.update('things', { _id: 'thing-7' }, { $set: { count } }, options);
      if (count % 10 === 0) await pause(0);
      largest = Math.max(largest, logSize());
    }
    await pause(A_SECOND);
    expect(logSize()).toBe(0);
    expect(largest).toBeLessThan(64 * 1024 * 1024);
  });

  it('hold no word that is in no document, whatever was written in which order', async () => {
    let words = 0;
    const step = fc.record({
      id: fc.integer({ min: 0, max: 400 }),
      remove: fc.boolean(),
      length: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 900, max: 20_000 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 300, maxLength: 600 }), async (steps) => {
        await engine.remove('things', {}, true);
        const gone: string[] = [];
        const stands = new Map<string, string>();
        for (const { id, remove, length } of steps) {
          const _id = `t${id}`;
          const was = stands.get(_id);
          if (was !== undefined) gone.push(was);
          if (remove) {
            await engine.remove('things', { _id }, false);
            stands.delete(_id);
          } else {
            const word = `Wort${(words += 1)}.`;
            const text = word.repeat(Math.ceil(length / word.length));
            const change = { group: word, rank: id, text };
            const options = { multi: false, merge: false, upsert: true };
            await engine.update('things', { _id }, change, options);
            stands.set(_id, word);
          }
        }
        engine.close();
        expect(findInFolder(folder, gone)).toEqual([]);
        open();
        const found = engine.find('things', {}, { limit: 1000 });
        expect(new Map(found.map(({ _id, group }) => [_id, group]))).toEqual(stands);
      }),
      { numRuns: 3 },
    );
  });

  it('lose nothing and keep nothing back when a writer to a large store is killed', async () => {
    const file = join(folder, 'killed.db');
    const many = 20_000;
    const writer = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/support/store-writer.ts', file, String(many)],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(writer, 'exit');
    const removed: number[] = [];
    const changed: number[] = [];
    for await (const line of createInterface({ input: writer.stdout })) {
      const [what, no] = line.split(' ');
      (what === 'removed' ? removed : changed).push(Number(no));
      if (removed.length + changed.length === 1500) writer.kill('SIGKILL');
    }
    await ended;
    expect(statSync(file).size).toBeGreaterThan(12_000_000);
    const after = new Engine(file, new Map([['things', [BY_RANK]]]), { requireIndexes: true });
    expect(removed.filter((no) => after.read('things', `t${no}`) !== null)).toEqual([]);
    for (const no of changed) {
      expect(String(after.read('things', `t${no}`)?.['text'])).toContain(WORD(no, 1));
    }
    after.close();
    const found = new Set(readFileSync(file, 'latin1').match(/Wort\d+v0\./g));
    expect(found.size).toBeGreaterThan(many - 2000);
    expect([...removed, ...changed].filter((no) => found.has(WORD(no, 0)))).toEqual([]);
    const log = `${file}-wal`;
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
  });
});
