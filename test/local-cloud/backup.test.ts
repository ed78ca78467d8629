import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp, restore } from '../../tools/local-cloud/backup';
import { openCloud, personOn, type TestCloud } from '../support/cloud';
import { fingerprint } from '../support/fingerprint';
import { campaignId, newFamily, openWorld, readyCard, submit, type World } from '../support/world';
import { startLocalCloud } from '../../tools/local-cloud';
import { functionsDir, manifestFile } from '../support/build';

describe('a backup', () => {
  let cloud: TestCloud;
  let world: World;
  let place: string;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    const { cardId } = await readyCard(cloud, world, 'a-family');
    await world.community.call('staff', 'card.sheet', {
      eventId: 'fair',
      cardIds: [cardId],
      format: 'csv',
    });
  });
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'micro-wish-backup-'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));
  afterAll(() => cloud.end());

  it('of a cloud that runs is restored with documents, files and keys, and runs', async () => {
    const [backup, data] = [join(place, 'backup'), join(place, 'data')];
    const { guardian, childId } = await newFamily(cloud, 'a-busy-family');
    const [{ files }] = await Promise.all([
      backUp(cloud.dataDir, backup, { keys: true }),
      submit(guardian, childId),
    ]);
    expect(files).toBeGreaterThan(2);
    await restore(backup, data);
    expect(readdirSync(join(data, 'files'), { recursive: true })).toEqual(
      readdirSync(join(cloud.dataDir, 'files'), { recursive: true }),
    );
    const again = await startLocalCloud({ functionsDir, manifestFile, dataDir: data });
    try {
      const { items } = await personOn(again.url, 'a-family').call('family', 'card.mine', {});
      const [card] = items;
      const shown = { cardId: card?.cardId ?? '' };
      await expect(
        personOn(again.url, 'a-family').call('family', 'card.show', shown),
      ).resolves.toEqual(await cloud.as('a-family').call('family', 'card.show', shown));
      await personOn(again.url, 'community').call('staff', 'wish.list', { campaignId });
    } finally {
      await again.close();
    }
  });

  it('holds the documents of one moment, and no keys unless they are asked for', async () => {
    const backup = join(place, 'backup');
    await backUp(cloud.dataDir, backup);
    expect(existsSync(join(backup, 'environment.json'))).toBe(false);
    expect(fingerprint(backup)).toBe(fingerprint(cloud.dataDir));
    await expect(restore(backup, join(place, 'data'))).resolves.toEqual({ hasKeys: false });
  });

  it('that was changed, or has lost a file or gained one, is not restored', async () => {
    const backup = join(place, 'backup');
    const data = join(place, 'data');
    await backUp(cloud.dataDir, backup);
    copyFileSync(join(backup, 'cloud.db'), join(backup, 'more'));
    await expect(restore(backup, data)).rejects.toThrow('more does not belong');
    rmSync(join(backup, 'more'));
    appendFileSync(join(backup, 'cloud.db'), '!');
    await expect(restore(backup, data)).rejects.toThrow('cloud.db is not what was backed up');
    rmSync(join(backup, 'cloud.db'));
    await expect(restore(backup, data)).rejects.toThrow('cloud.db is missing');
    expect(existsSync(data)).toBe(false);
  });

  it('overwrites nothing, on either way', async () => {
    const backup = join(place, 'backup');
    await backUp(cloud.dataDir, backup);
    await expect(backUp(cloud.dataDir, backup)).rejects.toThrow('not empty');
    await expect(restore(backup, cloud.dataDir)).rejects.toThrow('not empty');
    await expect(backUp(join(place, 'nowhere'), join(place, 'x'))).rejects.toThrow('no data');
  });
});
