import { join } from 'node:path';
import { EJSON } from 'bson';
import Database from 'libsql';
import type { Fen } from '../../../typings/contract';
import {
  spentByCategory,
  type WishTally,
} from '../../../cloudfunctions/domain/report/spending-report';
import { sceneOf } from '../../../cloudfunctions/domain/campaign/share-source';
import { openCloud, type TestCloud } from '../../support/cloud';
import { fingerprint } from '../../support/fingerprint';
import { readCodes } from '../../support/qr';
import {
  approve,
  campaignId,
  newFamily,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

const paid = (category: WishTally['category'], count: number, priceFen: number): WishTally => ({
  category,
  ageBand: '7-12',
  state: 'ready',
  count,
  priceFen: priceFen as Fen,
});

describe('what gifts cost', () => {
  it('is said by category from three gifts on, the dearest first', () => {
    expect(spentByCategory([paid('toy', 3, 300), paid('study', 4, 900)])).toEqual([
      { category: 'study', gifts: 4, spentFen: 900 },
      { category: 'toy', gifts: 3, spentFen: 300 },
    ]);
  });

  it('of small groups is said of all of them together', () => {
    expect(
      spentByCategory([paid('study', 5, 900), paid('toy', 2, 70), paid('art', 1, 50)]),
    ).toEqual([
      { category: 'study', gifts: 5, spentFen: 900 },
      { category: null, gifts: 3, spentFen: 120 },
    ]);
  });

  it('of a single gift cannot be found by subtraction', () => {
    expect(
      spentByCategory([paid('study', 5, 900), paid('sport', 3, 400), paid('art', 1, 50)]),
    ).toEqual([
      { category: 'study', gifts: 5, spentFen: 900 },
      { category: null, gifts: 4, spentFen: 450 },
    ]);
  });

  it('of fewer than three gifts in all is not said', () => {
    expect(spentByCategory([paid('toy', 2, 300)])).toEqual([]);
  });
});

/** Everything that the counter keeps. */
const visitsKept = ({ dataDir }: TestCloud): unknown[] => {
  const db = new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);
  try {
    const rows = db.prepare("SELECT body FROM documents WHERE collection = 'visits'").all();
    return (rows as { body: string }[]).map(({ body }) => EJSON.parse(body) as unknown);
  } finally {
    db.close();
  }
};

describe('the public part of a campaign', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    const { code } = await readyCard(cloud, world, 'family-of-a-card');
    await redeem(world.volunteer, code, { collector: { type: 'loveMother' } });
    const waiting = await newFamily(cloud, 'waiting-family', ['review', 'gift'], 'c-1');
    const { wishId } = await submit(waiting.guardian, waiting.childId, '一盒颜料', 'art');
    await approve(world, wishId);
    const left = await newFamily(cloud, 'leaving-family');
    const gone = await submit(left.guardian, left.childId, '一个书包', 'study');
    await left.guardian.call('family', 'wish.withdraw', {
      requestId: 'leaving',
      wishId: gone.wishId,
    });
  });
  afterAll(() => cloud.end());

  it('reports counts by category and age band, exits left out, and thanks by number', async () => {
    const report = await cloud.as('').call('campaign', 'report', { campaignId });
    expect(report).toMatchObject({
      campaignId,
      wishes: 2,
      fulfilled: 1,
      byCategory: [
        { category: 'sport', wishes: 1, fulfilled: 1 },
        { category: 'art', wishes: 1, fulfilled: 0 },
      ],
      spent: [],
      people: { communities: 2, volunteers: 2, fetchedByLoveMothers: 1 },
    });
    expect(report.byAgeBand.map(({ wishes }) => wishes)).toEqual([2]);
  });

  it('names nobody and no wish in its report', async () => {
    const text = JSON.stringify(await cloud.as('').call('campaign', 'report', { campaignId }));
    for (const secret of ['豆豆', 'c-1', '颜料', '球鞋', 'openid', 'family', 'W0']) {
      expect(text).not.toContain(secret);
    }
  });

  it('counts an opening by its source, a person once a day, and keeps nothing of who', async () => {
    const before = await cloud.as('').call('campaign', 'report', { campaignId });
    for (const openid of ['', 'somebody-reading', 'somebody-reading']) {
      await cloud.as(openid).call('campaign', 'visit', { campaignId, source: 'moments' });
    }
    const { openings } = await cloud.as('').call('campaign', 'report', { campaignId });
    expect(openings).toEqual({ ...before.openings, moments: before.openings.moments + 2 });
    expect(visitsKept(cloud)).toEqual([{ _id: campaignId, counts: openings }]);
  });

  it('counts no source it does not know, and no campaign there is not', async () => {
    const before = fingerprint(cloud.dataDir);
    const visitor = cloud.as('');
    await expect(
      visitor.refused('campaign', 'visit', { campaignId, source: 'ours' }),
    ).resolves.toBe('INVALID_ARGUMENT');
    await expect(
      visitor.refused('campaign', 'visit', { campaignId: 'none', source: 'friend' }),
    ).resolves.toBe('NOT_FOUND');
    await expect(visitor.refused('campaign', 'report', { campaignId: 'none' })).resolves.toBe(
      'NOT_FOUND',
    );
    expect(fingerprint(cloud.dataDir)).toBe(before);
  });

  it('gives a code that scans to home and carries the campaign and the poster alone', async () => {
    const visitor = cloud.as('');
    const input = { campaignId, source: 'poster-lantern' } as const;
    const { image, type, scene } = await visitor.call('campaign', 'code', input);
    expect(type).toBe('image/png');
    expect(scene).toBe('spring~2');
    await expect(readCodes(Buffer.from(image, 'base64'))).resolves.toEqual([
      'wxacode:pages/home/home?scene=spring~2',
    ]);
    await expect(visitor.call('campaign', 'code', input)).resolves.toMatchObject({ image });
  });

  it('makes no code for an id that is too long for one', () => {
    expect(() => sceneOf('a'.repeat(31), 'poster-sky')).toThrow('编号太长');
    expect(sceneOf('a'.repeat(30), 'poster-sky')).toHaveLength(32);
  });
});
