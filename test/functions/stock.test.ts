import Database from 'libsql';
import { join } from 'node:path';
import { openCloud, type TestCloud } from '../support/cloud';
import { newRequestId, openWorld, readyCard, redeem, type World } from '../support/world';

/** How many gifts lie in stock, as the store has it. */
const inStock = (dataDir: string): number => {
  const db = new Database(join(dataDir, 'cloud.db'));
  try {
    return db.prepare("SELECT id FROM documents WHERE collection = 'stock'").all().length;
  } finally {
    db.close();
  }
};

describe('stock', () => {
  let cloud: TestCloud;
  let world: World;

  beforeEach(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterEach(() => cloud.end());

  it('takes the gift of a wish that is withdrawn', async () => {
    const { guardian, wishId } = await readyCard(cloud, world, 'guardian');
    await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
    expect(inStock(cloud.dataDir)).toBe(1);
  });

  it.each(['kept', 'damaged', 'returned'] as const)(
    'takes nothing where an annulled redemption’s gift is %s',
    async (disposition) => {
      const { code, cardId } = await readyCard(cloud, world, 'guardian');
      await redeem(world.volunteer, code);
      await world.admin.call('station', 'card.annul', {
        nonce: newRequestId(),
        cardId,
        reason: '核对',
        disposition,
      });
      expect(inStock(cloud.dataDir)).toBe(0);
    },
  );
});
