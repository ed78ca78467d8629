import { join } from 'node:path';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import type { WallItem } from '../../../typings/contract';
import { Engine } from '../../../tools/local-cloud/database/engine';
import { readManifest } from '../../../tools/local-cloud/manifest';
import { manifestFile } from '../../support/build';
import { openCloud } from '../../support/cloud';
import { campaignId, newFamily, openWorld, submit } from '../../support/world';

/** Wishes that wait, newer than a few that were approved long ago. */
const WAITING = 450;
const LIT = 12;

it('a wall of hundreds begins with its lights, and shows each wish once to its end', async () => {
  let cloud = await openCloud();
  try {
    await openWorld(cloud);
    const { guardian, childId } = await newFamily(cloud, 'long-wall');
    const { wishId } = await submit(guardian, childId);
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
    const stranger = cloud.as('');
    const items: WallItem[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? {} : { cursor };
      const page = await stranger.call('campaign', 'wall', { campaignId, limit: 60, ...more });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    const lit = items.flatMap(({ state }, place) => (state === 'approved' ? place : []));
    expect(lit).toEqual(Array.from({ length: LIT }, (_, place) => place * 2));
    expect(new Set(items.map(({ wishNo }) => wishNo)).size).toBe(items.length);
    expect(items).toHaveLength(WAITING + LIT + 1);
  } finally {
    await cloud.end();
  }
});
