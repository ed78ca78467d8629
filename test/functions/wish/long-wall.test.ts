import { join } from 'node:path';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import type { WallItem } from '../../../typings/contract';
import { Engine } from '../../../tools/local-cloud/database/engine';
import { readManifest } from '../../../tools/local-cloud/manifest';
import { manifestFile } from '../../support/build';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { campaignId, newFamily, newRequestId, openWorld, submit } from '../../support/world';

/** Wishes that wait, newer than a few that were approved long ago. */
const WAITING = 450;
const LIT = 12;

describe('a wall of hundreds', () => {
  let cloud: TestCloud;
  let guardian: Person;

  beforeAll(async () => {
    cloud = await openCloud();
    await openWorld(cloud);
    const { childId } = await newFamily(cloud, 'long-wall');
    const { wishId } = await submit(cloud.as('long-wall'), childId);
    await cloud.close();
    const { collections } = readManifest(manifestFile);
    const indexes = new Map(Object.entries(collections).map(([name, one]) => [name, one.indexes]));
    const engine = new Engine(join(cloud.dataDir, 'cloud.db'), indexes, { requireIndexes: true });
    const wish = engine.read('wishes', wishId) as Wish | null;
    engine.load(
      'wishes',
      Array.from({ length: WAITING + LIT }, (_, place) => ({
        ...wish,
        _id: `wish_${place}`,
        wishNo: `W9${String(place).padStart(7, '0')}`,
        state: place < LIT ? 'approved' : 'submitted',
        wallPlace: `2001${place < LIT ? '01' : '02'}-${String(place).padStart(12, '0')}`,
      })),
    );
    engine.close();
    cloud = await cloud.reopen({});
    guardian = cloud.as('long-wall');
  });
  afterAll(() => cloud.end());

  /** Reads it page by page to its end; something may happen between two pages. */
  const readOn = async (behind: (last: WallItem) => Promise<unknown> = async () => {}) => {
    const items: WallItem[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? {} : { cursor };
      const page = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 60, ...more });
      items.push(...page.items);
      cursor = page.next;
      const last = page.items.at(-1);
      if (cursor !== undefined && last) await behind(last);
    } while (cursor !== undefined);
    return items;
  };

  it('begins with its lights, and shows each wish once to its end', async () => {
    const items = await readOn();
    const lit = items.flatMap(({ state }, place) => (state === 'approved' ? place : []));
    expect(lit).toEqual(Array.from({ length: LIT }, (_, place) => place * 2));
    expect(new Set(items.map(({ wishNo }) => wishNo)).size).toBe(items.length);
    expect(items).toHaveLength(WAITING + LIT + 1);
  });

  it('goes on where it was, though the last wish of each page leaves it', async () => {
    const items = await readOn(({ wishNo }) =>
      guardian.call('family', 'wish.withdraw', {
        requestId: newRequestId(),
        wishId: `wish_${Number(wishNo.slice(2))}`,
      }),
    );
    expect(new Set(items.map(({ wishNo }) => wishNo)).size).toBe(items.length);
    expect(items).toHaveLength(WAITING + LIT + 1);
  });
});
