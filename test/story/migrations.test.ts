import Database from 'libsql';
import { join } from 'node:path';
import { MIGRATIONS } from '../../cloudfunctions/migrations/all';
import { openCloud, type TestCloud } from '../support/cloud';

const FIELDS = [
  ['wishes', '$.paper'],
  ['guardians', '$.paper'],
  ['publicPages', '$.of'],
] as const;

const on = <Result>(dataDir: string, work: (db: Database.Database) => Result): Result => {
  const db = new Database(join(dataDir, 'cloud.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
};

/** Takes the demo back to the release before: the fields of this one are not there. */
const asBefore = (dataDir: string): void =>
  on(dataDir, (db) => {
    for (const [collection, field] of FIELDS) {
      const sql = `UPDATE documents SET body = json_remove(body, ?) WHERE collection = ?`;
      db.prepare(sql).run(field, collection);
    }
    db.prepare(`DELETE FROM documents WHERE collection = 'jobs'`).run();
  });

/** Documents of a release before, left. */
const oldOnes = (dataDir: string): number =>
  on(dataDir, (db) =>
    FIELDS.reduce((sum, [collection, field]) => {
      const sql = `SELECT count(*) AS old FROM documents WHERE collection = ? AND json_type(body, ?) IS NULL`;
      return sum + (db.prepare(sql).get(collection, field) as { old: number }).old;
    }, 0),
  );

describe('a migration between releases', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openCloud({ demo: true });
    await cloud.as('').call('campaign', 'wall', { campaignId: 'nanshan-2025' });
  }, 120_000);
  afterAll(() => cloud.end());

  it('goes on where it was killed, ends, and changes nothing when it runs again', async () => {
    await cloud.close();
    asBefore(cloud.dataDir);
    expect(oldOnes(cloud.dataDir)).toBeGreaterThan(100);
    let commits = 0;
    cloud = await cloud.reopen({
      transactionMs: 500,
      faultAt: (name, action) =>
        name === 'jobs' && action === 'database.commitTransaction' && (commits += 1) === 2
          ? 'before'
          : undefined,
    });
    await expect(cloud.timer('jobs')).rejects.toThrow();
    const left = oldOnes(cloud.dataDir);
    expect(left).toBeGreaterThan(0);
    await cloud.timer('jobs');
    expect(oldOnes(cloud.dataDir)).toBe(0);
    await cloud.timer('jobs');
    await expect(cloud.as('demo-admin').call('staff', 'audit.verify', {})).resolves.toEqual({
      ok: true,
    });
    const { items } = await cloud.as('demo-admin').call('staff', 'audit.list', {
      action: 'data.migrate',
    });
    expect(items).toHaveLength(MIGRATIONS.length);
    const wishes = () =>
      on(cloud.dataDir, (db) =>
        db.prepare(`SELECT body FROM documents WHERE collection = 'wishes' ORDER BY id`).all(),
      );
    const before = wishes();
    await cloud.timer('jobs');
    expect(wishes()).toEqual(before);
  });

  it('is pure: what it made needs no change, and its number is its own', () => {
    const old = { _id: 'one', at: 1_700_000_000_000 };
    for (const { next } of MIGRATIONS) {
      const changed = next(old);
      expect(changed).not.toBeNull();
      expect(next(changed ?? old)).toBeNull();
    }
    expect(MIGRATIONS.map(({ no }) => no)).toEqual(MIGRATIONS.map((_, place) => place + 1));
  });
});
