import Database from 'libsql';
import { join } from 'node:path';
import { openCloud, type TestCloud } from '../../support/cloud';
import { keepWorld, readyCard, redeem, type World, type WorldAnew } from '../../support/world';

/** Reaches behind the functions' back into the store, as somebody with the database might. */
const tamper = (dataDir: string, sql: string): void => {
  const db = new Database(join(dataDir, 'cloud.db'));
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
};

const AUDIT = "collection = 'audit'";
const seqIs = (seq: number): string => `json_extract(body, '$.seq') = ${seq}`;

describe('the audit', () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;

  beforeAll(async () => {
    cloud = await openCloud();
    begin = await keepWorld(cloud);
  });
  beforeEach(async () => {
    world = await begin(cloud);
    const { code } = await readyCard(cloud, world, 'guardian');
    await redeem(world.volunteer, code);
    await expect(world.admin.call('staff', 'audit.verify', {})).resolves.toEqual({ ok: true });
  });
  afterAll(() => cloud.end());

  const verify = () => world.admin.call('staff', 'audit.verify', {});
  const all = async () => {
    const { items } = await world.admin.call('staff', 'audit.list', { limit: 100 });
    return items;
  };

  it('holds every act, the redemption too, and no person, name or word', async () => {
    const entries = await all();
    const actions = entries.map(({ action }) => action);
    for (const action of [
      'wish.submit',
      'wish.review',
      'wish.fund',
      'gift.arrive',
      'card.issue',
      'card.redeem',
    ]) {
      expect(actions).toContain(action);
    }
    expect(entries.every(({ seq }) => seq !== null)).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(/豆豆|球鞋|"guardian"|"volunteer"/);
  });

  it('is read from one moment to another, so that a day can be asked for', async () => {
    const entries = await all();
    const middle = entries[3]!.at;
    const of = (input: { since?: number; cursor?: string }) =>
      world.admin.call('staff', 'audit.list', { limit: 100, ...input });
    const { items: later } = await of({ since: middle });
    const { items: earlier } = await of({ cursor: String(middle) });
    expect([...later, ...earlier]).toEqual(entries);
    expect(later.every(({ at }) => at >= middle)).toBe(true);
    await expect(of({ since: middle, cursor: String(middle) })).resolves.toEqual({ items: [] });
  });

  it('verifies again after more has happened, and twice at one moment', async () => {
    await readyCard(cloud, world, 'another');
    await expect(Promise.all([verify(), verify()])).resolves.toEqual([{ ok: true }, { ok: true }]);
  });

  it.each([
    [
      'altered',
      `UPDATE documents SET body = json_set(body, '$.note', 'x') WHERE ${AUDIT} AND ${seqIs(3)}`,
    ],
    ['removed', `DELETE FROM documents WHERE ${AUDIT} AND ${seqIs(3)}`],
    [
      'moved',
      `UPDATE documents SET body = json_set(body, '$.seq', 4) WHERE ${AUDIT} AND ${seqIs(3)}`,
    ],
  ])('finds the first entry that was %s', async (_, sql) => {
    const third = (await all()).find(({ seq }) => seq === 3)?.entryId;
    tamper(cloud.dataDir, sql);
    await expect(verify()).resolves.toEqual({ ok: false, firstBroken: third });
  });

  it('finds a chain that was cut at its end, links and all', async () => {
    const last = Math.max(...(await all()).map(({ seq }) => seq ?? 0));
    tamper(cloud.dataDir, `DELETE FROM documents WHERE ${AUDIT} AND ${seqIs(last)}`);
    tamper(
      cloud.dataDir,
      `DELETE FROM documents WHERE collection = 'auditChain' AND ${seqIs(last)}`,
    );
    await expect(verify()).resolves.toMatchObject({ ok: false, firstBroken: `#${last}` });
  });

  it('is listed by action, newest first, page by page', async () => {
    const page = await world.admin.call('staff', 'audit.list', { action: 'grant.staff', limit: 1 });
    expect(page.items).toHaveLength(1);
    const next = await world.admin.call('staff', 'audit.list', {
      action: 'grant.staff',
      limit: 1,
      cursor: page.next ?? '',
    });
    expect(next.items[0]?.at).toBeLessThan(page.items[0]?.at ?? 0);
  });
});
