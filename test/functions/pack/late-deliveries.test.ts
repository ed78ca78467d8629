import { openCloud, type TestCloud } from '../../support/cloud';
import {
  acknowledge,
  assign,
  deliver,
  giveBack,
  newMember,
  newSibling,
  openPacks,
  packCard,
  seenBy,
  sums,
  upload,
} from '../../support/packs';
import { HOUR, newRequestId, openWorld, type World } from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const V = '7-12';

describe('what happened at the door is a fact', () => {
  it('an upload of a delivery with no network is accepted once', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const at = Date.now();
    expect(await upload(packs.member, packs, code, at)).toMatchObject({ status: 'accepted' });
    expect(await upload(packs.member, packs, code, at + 1)).toMatchObject({ status: 'conflict' });
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 1 });
  });

  it('a phone that was handed to a colleague uploads what waits on it', async () => {
    const packs = await openPacks(cloud, world, { [V]: 3 });
    const colleague = await newMember(cloud, world, packs.batchId);
    const first = await packCard(cloud, world, packs.batchId);
    const at = Date.now();
    await deliver(packs.member, packs, (await packCard(cloud, world, packs.batchId)).code);
    expect(await upload(colleague, packs, first.code, at)).toMatchObject({ status: 'accepted' });
    const second = await packCard(cloud, world, packs.batchId);
    const before = Date.now();
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    const later = await newMember(cloud, world, packs.batchId);
    // Nobody could scan with a grant that was not given yet: staff decide.
    expect(await upload(later, packs, second.code, before)).toMatchObject({ status: 'held' });
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 2, withUnits: 1 });
  });

  it('siblings’ cards are two', async () => {
    const packs = await openPacks(cloud, world);
    const { guardian, code } = await packCard(cloud, world, packs.batchId);
    const sibling = await newSibling(guardian, '2015-01');
    await assign(world, packs.batchId, [sibling]);
    await deliver(packs.member, packs, code);
    expect(await giveBack(world, packs.batchId)).toMatchObject({ withUnits: 1 });
  });
});

describe('a return or a loss that was booked while the delivery waited', () => {
  /** The first delivery was made with no network before the step, and comes after it. */
  const late = async (
    step: (packs: Awaited<ReturnType<typeof openPacks>>) => Promise<unknown>,
    counts = { [V]: 1 },
  ) => {
    const packs = await openPacks(cloud, world, counts);
    const card = await packCard(cloud, world, packs.batchId);
    const at = Date.now();
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    await step(packs);
    const result = await upload(packs.member, packs, card.code, at);
    const { items } = await world.community.call('staff', 'conflict.list', {
      eventId: packs.batchId,
    });
    return { packs, card, result, items };
  };

  it('a return: accepted, told, and the pack leaves the store again', async () => {
    const { packs, result, items } = await late(({ batchId }) => giveBack(world, batchId));
    expect(result).toMatchObject({ status: 'accepted' });
    expect(items).toMatchObject([
      { kind: 'changed', changes: [{ kind: 'gift_gone' }], stock: 'taken_out', state: 'open' },
    ]);
    expect(await sums(world, packs.planId)).toMatchObject({
      inStore: 9,
      withUnits: 0,
      delivered: 1,
    });
  });

  it('a loss that two confirmed is none', async () => {
    const { packs, result, items } = await late(async ({ batchId }) => {
      const { lossId } = await world.district.call('staff', 'pack.lose', {
        requestId: newRequestId(),
        batchId,
        version: V,
        count: 1,
        reason: '找不到',
      });
      await world.admin.call('staff', 'pack.confirmLoss', { requestId: newRequestId(), lossId });
    });
    expect(result).toMatchObject({ status: 'accepted' });
    expect(items).toMatchObject([{ kind: 'changed' }]);
    expect(await sums(world, packs.planId)).toMatchObject({ lost: 0, withUnits: 0, delivered: 1 });
  });

  it('returned and sent on to another unit: one more than was counted', async () => {
    const { packs, result } = await late(async ({ planId, batchId, unitId }) => {
      await giveBack(world, batchId);
      await world.admin.call('staff', 'pack.send', {
        requestId: newRequestId(),
        planId,
        unitId,
        counts: { [V]: 10 },
        from: Date.now(),
        until: Date.now() + HOUR,
      });
    });
    expect(result).toMatchObject({ status: 'accepted' });
    expect(await sums(world, packs.planId)).toMatchObject({
      received: 11,
      inStore: 0,
      withUnits: 10,
      delivered: 1,
    });
  });

  it('a swap: the old card was delivered, the new one brings no second pack', async () => {
    let newCode = '';
    const { packs, result, card } = await late(
      async ({ batchId, member }) => {
        const { packs: seen } = await seenBy(member, batchId);
        const { cardId } = await world.community.call('staff', 'pack.swap', {
          requestId: newRequestId(),
          cardId: seen[0]?.cardId ?? '',
          version: 'family',
          reason: '孩子想要',
        });
        newCode = cardId;
      },
      { [V]: 1, family: 1 } as never,
    );
    expect(result).toMatchObject({ status: 'accepted' });
    const { items } = await card.guardian.call('family', 'pack.mine', {});
    expect(items.find(({ cardId }) => cardId === newCode)).toMatchObject({ state: 'void' });
    expect(items.find(({ cardId }) => cardId === card.cardId)).toMatchObject({ state: 'redeemed' });
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 1, withUnits: 0 });
    expect(await sums(world, packs.planId, 'family')).toMatchObject({ withUnits: 1 });
  });

  it('a card that was not ready then stays refused, though it is ready now', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 }, { acknowledged: false });
    const { code } = await packCard(cloud, world, packs.batchId);
    const at = Date.now();
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    await acknowledge(packs.member, packs.batchId, { [V]: 1 });
    expect(await upload(packs.member, packs, code, at)).toMatchObject({
      status: 'rejected',
      reason: 'not_ready',
    });
  });

  it('after closing every upload is held, whatever its code; staff accept it', async () => {
    const { packs, result, items } = await late(async ({ batchId }) => {
      await giveBack(world, batchId);
      await world.community.call('staff', 'pack.close', { requestId: newRequestId(), batchId });
    });
    expect(result).toEqual({ nonce: result?.nonce, status: 'held' });
    for (const code of ['0000-0000-0000-0000', 'no code']) {
      expect(await upload(packs.member, packs, code, Date.now() - 60_000)).toMatchObject({
        status: 'held',
      });
    }
    expect(items).toMatchObject([{ kind: 'held', state: 'open' }]);
    expect(await sums(world, packs.planId)).toMatchObject({ inStore: 10, delivered: 0 });
    await world.community.call('staff', 'conflict.resolve', {
      requestId: newRequestId(),
      conflictId: items[0]?.conflictId ?? '',
      resolution: 'accept',
      note: '当时送到了',
    });
    expect(await sums(world, packs.planId)).toMatchObject({ inStore: 9, delivered: 1 });
  });
});
