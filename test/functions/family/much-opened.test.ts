import { join } from 'node:path';
import { Engine } from '../../../tools/local-cloud/database/engine';
import { readManifest } from '../../../tools/local-cloud/manifest';
import { manifestFile } from '../../support/build';
import { openCloud, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import { newFamily, newRequestId, openWorld } from '../../support/world';

const OPENINGS = 206;

/** Writes down that a file was opened that often, in the data of a cloud that is closed. */
const openOften = (dataDir: string, childId: string): void => {
  const { collections } = readManifest(manifestFile);
  const indexes = new Map(Object.entries(collections).map(([name, one]) => [name, one.indexes]));
  const engine = new Engine(join(dataDir, 'cloud.db'), indexes, { requireIndexes: true });
  engine.load(
    'accessLog',
    Array.from({ length: OPENINGS }, (_, place) => ({
      _id: `opening-${place}`,
      childId,
      wishId: '',
      by: 'someone',
      role: 'community',
      purpose: `查看第${place}次-小字条`,
      at: place + 1,
    })),
  );
  engine.close();
};

describe('a family whose file was opened very often', () => {
  let cloud: TestCloud;

  beforeAll(async () => {
    cloud = await openCloud();
  });
  afterAll(() => cloud.end());

  it('is shown and given every opening, and is erased at the first try with all of them', async () => {
    await openWorld(cloud);
    const { childId } = await newFamily(cloud, 'a-family');
    await cloud.close();
    openOften(cloud.dataDir, childId);
    cloud = await cloud.reopen({});
    const family = cloud.as('a-family');
    const { items } = await family.call('family', 'access.mine', {});
    const { access } = await family.call('family', 'data.export', {});
    for (const shown of [items, access]) {
      expect(new Set(shown.map(({ purpose }) => purpose)).size).toBe(OPENINGS);
    }
    await family.call('family', 'data.erase', { requestId: newRequestId() });
    await cloud.close();
    expect(findInFolder(cloud.dataDir, ['小字条', '豆豆'])).toEqual([]);
    cloud = await cloud.reopen({});
  });
});
