import { documentsOf } from '../../support/books';
import { openCloud, type TestCloud } from '../../support/cloud';
import { findInFolder } from '../../support/data-folder';
import { figuresOf, fundedWish, handedOver, lotOf, seenBy, type Wanted } from '../../support/gifts';
import {
  campaignId,
  keepWorld,
  newRequestId,
  type World,
  type WorldAnew,
} from '../../support/world';

const WORDS = '左边的轮子一转就掉';
const ANSWER = '请带来社区，我们更换';

describe('a gift that turns out defective after it was handed over', () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;
  let wanted: Wanted;

  beforeAll(async () => {
    cloud = await openCloud();
    begin = await keepWorld(cloud);
  });
  beforeEach(async () => {
    world = await begin(cloud);
    wanted = await handedOver(cloud, world);
  });
  afterAll(() => cloud.end());

  const report = ({ wishId }: Wanted = wanted) => ({
    requestId: newRequestId(),
    wishId,
    reason: WORDS,
  });
  const inbox = async (state: 'open' | 'settled' = 'open') =>
    (await world.community.call('staff', 'defect.list', { campaignId, state })).items;
  const settle = (defectId: string, more: object) => ({
    requestId: newRequestId(),
    defectId,
    outcome: 'repaired' as const,
    words: ANSWER,
    ...more,
  });

  it('is reported by the family, settled by staff, and the redemption stays', async () => {
    const { defectId } = await wanted.guardian.call('family', 'gift.defect', report());
    await expect(inbox()).resolves.toMatchObject([{ defectId, reason: WORDS }]);
    await world.community.call('staff', 'defect.settle', settle(defectId, {}));
    await expect(inbox()).resolves.toEqual([]);
    await expect(inbox('settled')).resolves.toMatchObject([{ outcome: 'repaired' }]);
    await expect(seenBy(wanted)).resolves.toMatchObject({
      state: 'fulfilled',
      defect: { outcome: 'repaired', words: ANSWER },
    });
    await expect(
      world.community.refused('staff', 'defect.settle', settle(defectId, {})),
    ).resolves.toBe('FAILED_PRECONDITION');
  });

  it('is replaced from stock: one piece less, and no money moves', async () => {
    const { stockId } = await world.admin.call('staff', 'stock.add', lotOf(1));
    const { defectId } = await world.community.call('staff', 'gift.defect', report());
    const before = await figuresOf(world);
    const replaced = settle(defectId, { outcome: 'replaced', stockId });
    await world.community.call('staff', 'defect.settle', replaced);
    await expect(figuresOf(world)).resolves.toEqual(before);
    const { items } = await world.community.call('staff', 'stock.list', { campaignId });
    expect(items).toEqual([]);
    const again = await world.community.call('staff', 'gift.defect', report());
    await expect(
      world.community.refused(
        'staff',
        'defect.settle',
        settle(again.defectId, { outcome: 'replaced', stockId }),
      ),
    ).resolves.toBe('FAILED_PRECONDITION');
    await expect(inbox()).resolves.toHaveLength(1);
  });

  it('is reported once at a time, and only of a gift that was handed over', async () => {
    await wanted.guardian.call('family', 'gift.defect', report());
    await expect(wanted.guardian.refused('family', 'gift.defect', report())).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    const waiting = await fundedWish(cloud, world);
    await expect(waiting.guardian.refused('family', 'gift.defect', report(waiting))).resolves.toBe(
      'FAILED_PRECONDITION',
    );
  });

  it('leaves no words of a family that is erased', async () => {
    const { defectId } = await wanted.guardian.call('family', 'gift.defect', report());
    await world.community.call('staff', 'defect.settle', settle(defectId, {}));
    // Each may stand in the log as well, for a moment.
    const found = findInFolder(cloud.dataDir, [WORDS, ANSWER]).join('\n');
    expect([WORDS, ANSWER].filter((text) => !found.includes(text))).toEqual([]);
    await wanted.guardian.call('family', 'data.erase', { requestId: newRequestId() });
    expect(findInFolder(cloud.dataDir, [WORDS, ANSWER])).toEqual([]);
    const [kept] = documentsOf<{ settled: { outcome: string } }>(cloud.dataDir, 'defects');
    expect(kept?.settled.outcome).toBe('repaired');
  });
});
