import { join } from 'node:path';
import Database from 'libsql';
import { redeem } from './scan';
import type { Store } from './store';
import { digits, median, type Line } from './table';

const AT_ONCE = 16;
const TURNS = 5;
const CALLS = 128;
const UPDATES = 256;

/** Things a second. */
const rate = async (times: number, work: () => void | Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return (times * 1000) / (performance.now() - start);
};

/** One prepared UPDATE of one document in the store's own file, as durable as the store's. */
const openRaw = (store: Store): { update(): void; close(): void } => {
  const db = new Database(join(store.dataDir, 'cloud.db'));
  db.exec('PRAGMA synchronous = FULL');
  const row = db
    .prepare("SELECT rowid AS place, body FROM documents WHERE collection = 'events' LIMIT 1")
    .get() as { place: number; body: string };
  const statement = db.prepare('UPDATE documents SET body = ? WHERE rowid = ?');
  let turn = 0;
  return {
    update: () => {
      turn += 1;
      statement.run(row.body + ' '.repeat(turn % 2), row.place);
    },
    close: () => db.close(),
  };
};

/** Redemptions a second through functions, SDK and HTTP, against raw updates of the same file. */
export const measureThroughput = async (store: Store): Promise<Line> => {
  const raw = openRaw(store);
  const ratios: number[] = [];
  let next = 0;
  const redeemSome = async (until: number): Promise<void> => {
    while (next < until) {
      next += 1;
      await redeem(store, store.card(store.cards - next));
    }
  };
  // The first calls start the instances of the function.
  await Promise.all(Array.from({ length: AT_ONCE }, () => redeemSome(AT_ONCE * 2)));
  for (let turn = 0; turn < TURNS; turn += 1) {
    const updates = await rate(UPDATES, () => {
      for (let update = 0; update < UPDATES; update += 1) raw.update();
    });
    const until = next + CALLS;
    const calls = await rate(CALLS, async () => {
      await Promise.all(Array.from({ length: AT_ONCE }, () => redeemSome(until)));
    });
    ratios.push(calls / updates);
  }
  raw.close();
  return {
    what: `Redemptions a second, ${AT_ONCE} at once, against one raw durable UPDATE of the same file`,
    value: `${digits(median(ratios))} ×`,
    bar: '',
  };
};
