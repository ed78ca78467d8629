import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openCloud, type TestCloud } from '../../support/cloud';
import { eventId, newRequestId, openWorld, readyCard, type World } from '../../support/world';

const MINUTE = 60_000;

describe('a sheet with live codes that is on its way', () => {
  let cloud: TestCloud;
  let world: World;
  /** Of the requests of a sheet, the one before which it is cut off. */
  let cutAt = 0;
  let requests = 0;

  beforeAll(async () => {
    cloud = await openCloud({
      faultAt: (name) => (name === 'staff' && (requests += 1) === cutAt ? 'before' : undefined),
    });
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const sheets = (): string[] => {
    const folder = join(cloud.dataDir, 'files', 'card-sheets');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(csv|pdf)$/.test(name),
    );
  };
  const print = (cardId: string, format: 'csv' | 'pdf' = 'csv') =>
    world.community.send('staff', 'card.sheet', { eventId, cardIds: [cardId], format });

  it('is gone in an hour, wherever its making was cut off', async () => {
    const { cardId } = await readyCard(cloud, world, 'cut-off');
    let left = 0;
    let isCut = true;
    while (isCut) {
      requests = 0;
      cutAt += 1;
      isCut = !(await print(cardId)).ok;
      if (isCut) left = Math.max(left, sheets().length);
    }
    cutAt = 0;
    expect(left).toBeGreaterThan(1);
    await cloud.timer('jobs', Date.now() + 61 * MINUTE);
    expect(sheets()).toEqual([]);
  });

  it('is there for nobody once a family in it has erased its data', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { guardian, cardId } = await readyCard(cloud, world, `erases-${round}`);
      await Promise.all([
        print(cardId, 'pdf'),
        pause(round * 10).then(() =>
          guardian.call('family', 'data.erase', { requestId: newRequestId() }),
        ),
      ]);
      expect(sheets()).toEqual([]);
    }
    const { cardId } = await readyCard(cloud, world, 'stays');
    await print(cardId, 'pdf');
    expect(sheets()).toHaveLength(1);
  });
});
