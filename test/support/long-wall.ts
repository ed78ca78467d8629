import { join } from 'node:path';
import type { Wish } from '../../cloudfunctions/domain/wish/wish';
import { Engine } from '../../tools/local-cloud/database/engine';
import { readManifest } from '../../tools/local-cloud/manifest';
import { manifestFile } from './build';
import { openCloud, type TestCloud } from './cloud';
import { newFamily, openWorld, submit } from './world';

/** Whose wishes all of them are. */
export const WALL_GUARDIAN = 'long-wall';

export const wallWishId = (place: number): string => `wish_${place}`;

/** A cloud whose wall has so many wishes that wait, newer than a few that were approved long ago. */
export const openLongWall = async (waiting: number, lit: number): Promise<TestCloud> => {
  const cloud = await openCloud();
  await openWorld(cloud);
  const { guardian, childId } = await newFamily(cloud, WALL_GUARDIAN);
  const { wishId } = await submit(guardian, childId);
  await cloud.close();
  const { collections } = readManifest(manifestFile);
  const indexes = new Map(Object.entries(collections).map(([name, one]) => [name, one.indexes]));
  const engine = new Engine(join(cloud.dataDir, 'cloud.db'), indexes, { requireIndexes: true });
  const wish = engine.read('wishes', wishId) as Wish | null;
  engine.load(
    'wishes',
    Array.from({ length: waiting + lit }, (_, place) => ({
      ...wish,
      _id: wallWishId(place),
      wishNo: `W9${String(place).padStart(7, '0')}`,
      state: place < lit ? 'approved' : 'submitted',
      wallPlace: `2001${place < lit ? '01' : '02'}-${String(place).padStart(12, '0')}`,
    })),
  );
  engine.close();
  return cloud.reopen({});
};
