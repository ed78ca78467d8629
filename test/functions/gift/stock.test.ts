import { documentsOf } from '../../support/books';
import { openCloud, type TestCloud } from '../../support/cloud';
import { arriveAt, fen, figuresOf, fundedWish, lotOf, orderOf } from '../../support/gifts';
import {
  campaignId,
  fundWish,
  issue,
  keepWorld,
  newRequestId,
  readyCard,
  redeem,
  type World,
  type WorldAnew,
} from '../../support/world';

describe('stock', () => {
  let cloud: TestCloud;
  let world: World;
  let begin: WorldAnew;

  beforeAll(async () => {
    cloud = await openCloud();
    begin = await keepWorld(cloud);
  });
  beforeEach(async () => {
    world = await begin(cloud);
  });
  afterAll(() => cloud.end());

  const inStock = async () => (await world.admin.call('staff', 'stock.list', { campaignId })).items;
  const add = async (quantity: number, more: object = {}) =>
    (await world.admin.call('staff', 'stock.add', lotOf(quantity, more))).stockId;
  const useInput = (stockId: string, wishId: string) => ({
    requestId: newRequestId(),
    stockId,
    wishId,
    stationId: 'desk-2',
    shelf: 'C-1',
  });
  const use = (stockId: string, wishId: string) =>
    world.community.call('staff', 'stock.use', useInput(stockId, wishId));
  const useRefused = (stockId: string, wishId: string) =>
    world.community.refused('staff', 'stock.use', useInput(stockId, wishId));

  it('takes the gift of a wish that is withdrawn', async () => {
    const { guardian, wishId } = await readyCard(cloud, world, 'guardian');
    await guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
    await expect(inStock()).resolves.toMatchObject([
      { title: '一双球鞋', priceFen: 15_000, quantity: 1, left: 1, fromWish: true },
    ]);
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
      expect(documentsOf(cloud.dataDir, 'stock')).toEqual([]);
    },
  );

  it('bought in bulk is reserved and spent at once, within what is available', async () => {
    const before = await figuresOf(world);
    await add(30);
    await expect(figuresOf(world)).resolves.toMatchObject({
      availableFen: before.availableFen - 60_000,
      reservedFen: 0,
      spentFen: 60_000,
    });
    const dear = lotOf(1000, { priceFen: fen(100_000) });
    await expect(world.admin.refused('staff', 'stock.add', dear)).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    await expect(inStock()).resolves.toHaveLength(1);
  });

  it('gives a piece to a wish: nothing is spent twice, and its reserve is released', async () => {
    const stockId = await add(2);
    const { guardian, wishId } = await fundedWish(cloud, world);
    const before = await figuresOf(world);
    await expect(use(stockId, wishId)).resolves.toEqual({ state: 'ready', left: 1 });
    await expect(figuresOf(world)).resolves.toMatchObject({
      availableFen: before.availableFen + 20_000,
      reservedFen: 0,
      spentFen: before.spentFen,
    });
    const cardId = await issue(world, wishId);
    const { code } = await guardian.call('family', 'card.show', { cardId });
    const at = { stationId: 'desk-2' };
    await expect(redeem(world.volunteer, code, at)).resolves.toMatchObject({
      status: 'accepted',
      gift: { shelf: 'C-1' },
    });
  });

  it('of one piece is given once, however many ask at one moment', async () => {
    const stockId = await add(1);
    const wishes = [];
    for (let wish = 0; wish < 4; wish += 1) wishes.push(await fundedWish(cloud, world));
    const replies = await Promise.all(
      wishes.map(({ wishId }) =>
        world.community.send('staff', 'stock.use', useInput(stockId, wishId)),
      ),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const states = documentsOf<{ state: string }>(cloud.dataDir, 'wishes').map((one) => one.state);
    expect(states.filter((state) => state === 'ready')).toHaveLength(1);
    await expect(inStock()).resolves.toEqual([]);
  });

  it('goes to a wish whose gift was kept or broke, with no money reserved for it', async () => {
    const stockId = await add(1);
    const { code, cardId, wishId } = await readyCard(cloud, world, 'guardian');
    await redeem(world.volunteer, code);
    await world.admin.call('station', 'card.annul', {
      nonce: newRequestId(),
      cardId,
      reason: '坏了',
      disposition: 'damaged',
    });
    const before = await figuresOf(world);
    await expect(use(stockId, wishId)).resolves.toMatchObject({ state: 'ready' });
    await expect(figuresOf(world)).resolves.toEqual(before);
    await expect(redeem(world.volunteer, code, { stationId: 'desk-2' })).resolves.toMatchObject({
      status: 'accepted',
    });
  });

  it('that a wish left behind goes to another, and from there back again', async () => {
    const first = await fundedWish(cloud, world);
    await arriveAt(world, first.wishId, 15_000);
    const leave = ({ guardian, wishId }: typeof first) =>
      guardian.call('family', 'wish.withdraw', { requestId: newRequestId(), wishId });
    await leave(first);
    const second = await fundedWish(cloud, world, { amountFen: 1_000 });
    const [lot] = await inStock();
    await use(lot?.stockId ?? '', second.wishId);
    await expect(inStock()).resolves.toEqual([]);
    await leave(second);
    await expect(inStock()).resolves.toMatchObject([{ priceFen: 15_000, left: 1 }]);
    await expect(figuresOf(world)).resolves.toMatchObject({ spentFen: 15_000, reservedFen: 0 });
  });

  it('is not for a wish on order, one that is not funded, nor the giver’s own child', async () => {
    const stockId = await add(3);
    const ordered = await fundedWish(cloud, world);
    await world.community.call('staff', 'order.save', orderOf([ordered.wishId]));
    await expect(useRefused(stockId, ordered.wishId)).resolves.toBe('FAILED_PRECONDITION');
    const here = await fundedWish(cloud, world);
    await arriveAt(world, here.wishId, 15_000);
    await expect(useRefused(stockId, here.wishId)).resolves.toBe('FAILED_PRECONDITION');
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: ordered.guardian.openid,
      level: 'community',
      areaId: 'c-1',
    });
    await world.community.call('staff', 'order.cancel', {
      requestId: newRequestId(),
      orderId: (await world.community.call('staff', 'order.list', { campaignId })).items[0]
        ?.orderId as string,
    });
    await expect(
      ordered.guardian.refused('staff', 'stock.use', useInput(stockId, ordered.wishId)),
    ).resolves.toBe('PERMISSION_DENIED');
  });

  it('is written off with a reason, and never below nothing', async () => {
    const stockId = await add(3);
    const off = (count: number) => ({ requestId: newRequestId(), stockId, count, reason: '受潮' });
    await expect(world.admin.call('staff', 'stock.writeOff', off(2))).resolves.toEqual({ left: 1 });
    await expect(world.admin.refused('staff', 'stock.writeOff', off(2))).resolves.toBe(
      'FAILED_PRECONDITION',
    );
    // What is for every area is not one community's to write off.
    await expect(world.community.refused('staff', 'stock.writeOff', off(1))).resolves.toBe(
      'PERMISSION_DENIED',
    );
  });

  it('is funded anew where a wish that used it is sent back and approved again', async () => {
    const stockId = await add(1);
    const { guardian, childId, wishId } = await fundedWish(cloud, world);
    await use(stockId, wishId);
    await world.district.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'return',
      reason: '再看看',
    });
    await expect(inStock()).resolves.toMatchObject([{ title: '一双球鞋', left: 1 }]);
    await guardian.call('family', 'wish.submit', {
      requestId: newRequestId(),
      campaignId,
      childId,
      category: 'sport',
      title: '一个篮球',
    });
    for (const reviewer of [world.community, world.district]) {
      await reviewer.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'approve',
      });
    }
    await fundWish(world, wishId);
    await arriveAt(world, wishId, 9_000);
    await expect(figuresOf(world)).resolves.toMatchObject({ spentFen: 11_000, reservedFen: 0 });
  });
});
