import { documentsOf } from '../../support/books';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { arriveAt, fen, figuresOf, fundedWish, orderOf, type Wanted } from '../../support/gifts';
import {
  campaignId,
  eventId,
  issue,
  keepWorld,
  newRequestId,
  type World,
  type WorldAnew,
} from '../../support/world';

describe('buying gifts', () => {
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

  const wanted = (more: object = {}) =>
    world.community.call('staff', 'gift.wanted', { campaignId, ...more });
  const save = (input: Parameters<typeof orderOf>) =>
    world.community.call('staff', 'order.save', orderOf(...input));
  const open = (orderId: string) => world.community.call('staff', 'order.open', { orderId });
  const stateOf = async (orderId: string) => (await open(orderId)).state;

  describe('the purchase list', () => {
    it('holds funded wishes whose gift has not come, and puts like to like', async () => {
      const shoes = [
        await fundedWish(cloud, world, {
          title: '球鞋',
          details: { size: '36码', colour: '蓝色' },
        }),
        await fundedWish(cloud, world, {
          title: ' 球 鞋',
          details: { size: '３６', colour: '蓝' },
        }),
        await fundedWish(cloud, world, { title: '球鞋', details: { size: '37' } }),
      ];
      const here = await fundedWish(cloud, world);
      await arriveAt(world, here.wishId, 15_000);
      const { items } = await wanted();
      expect(items.map(({ wishId }) => wishId)).toEqual(shoes.map(({ wishId }) => wishId));
      const [first, second, third] = items.map(({ key }) => key);
      expect(first).toBe(second);
      expect(third).not.toBe(first);
      expect(items[0]).toMatchObject({ size: '36码', colour: '蓝色', reservedFen: 20_000 });
    });

    it('is read page by page, and of one community', async () => {
      const first = await fundedWish(cloud, world);
      const second = await fundedWish(cloud, world);
      const page = await wanted({ limit: 1 });
      expect(page.items.map(({ wishId }) => wishId)).toEqual([first.wishId]);
      const rest = await wanted({ limit: 1, cursor: page.next });
      expect(rest.items.map(({ wishId }) => wishId)).toEqual([second.wishId]);
      const other = world.admin.call('staff', 'gift.wanted', { campaignId, communityId: 'c-2' });
      await expect(other).resolves.toEqual({ items: [] });
      const refused = { campaignId, communityId: 'c-2' };
      await expect(world.community.refused('staff', 'gift.wanted', refused)).resolves.toBe(
        'PERMISSION_DENIED',
      );
    });

    it('leaves out a wish that nothing is reserved for', async () => {
      const { wishId } = await fundedWish(cloud, world);
      await world.district.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'return',
        reason: '再看看',
      });
      await expect(wanted()).resolves.toEqual({ items: [] });
    });
  });

  describe('an order', () => {
    let pair: [Wanted, Wanted];
    let wishIds: string[];

    beforeEach(async () => {
      pair = [await fundedWish(cloud, world), await fundedWish(cloud, world)];
      wishIds = pair.map(({ wishId }) => wishId);
    });

    it('goes from draft through ordered and partly arrived to arrived, and then tells what was paid', async () => {
      const { orderId, state } = await save([wishIds]);
      expect(state).toBe('draft');
      await world.community.call('staff', 'order.place', { requestId: newRequestId(), orderId });
      await expect(stateOf(orderId)).resolves.toBe('ordered');
      await arriveAt(world, pair[0].wishId, 14_000);
      await expect(stateOf(orderId)).resolves.toBe('partly_arrived');
      await arriveAt(world, pair[1].wishId, 15_000);
      await expect(open(orderId)).resolves.toMatchObject({
        state: 'arrived',
        gifts: 2,
        arrived: 2,
        totalFen: 29_000,
      });
      const { lines } = await open(orderId);
      expect(lines.map(({ priceFen }) => priceFen)).toEqual([14_000, 15_000]);
    });

    it('holds a wish that no other live order has', async () => {
      const { orderId } = await save([wishIds]);
      const other = orderOf([pair[1].wishId]);
      await expect(world.community.refused('staff', 'order.save', other)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await world.community.call('staff', 'order.cancel', { requestId: newRequestId(), orderId });
      await expect(stateOf(orderId)).resolves.toBe('cancelled');
      await expect(save([[pair[1].wishId]])).resolves.toMatchObject({ state: 'draft' });
    });

    it('of several made at one moment for one wish, one stands', async () => {
      const replies = await Promise.all(
        [1, 2, 3, 4].map(() =>
          world.community.send('staff', 'order.save', orderOf([pair[0].wishId])),
        ),
      );
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('takes no price above what is reserved, and says what to do', async () => {
      const reply = await world.community.send('staff', 'order.save', orderOf(wishIds, 20_001));
      expect(reply).toMatchObject({ ok: false, code: 'FAILED_PRECONDITION' });
      expect(reply.ok ? '' : reply.message).toContain('追加善款');
      const items = await wanted();
      expect(items.items.every(({ orderId }) => orderId === undefined)).toBe(true);
    });

    it('may be changed until all has come: a wish that is taken out is free again', async () => {
      const { orderId } = await save([wishIds]);
      await arriveAt(world, pair[0].wishId, 15_000);
      const third = await fundedWish(cloud, world);
      await save([[third.wishId], 9_000, { orderId, supplier: '另一家' }]);
      const { lines, supplier, state } = await open(orderId);
      expect(supplier).toBe('另一家');
      expect(state).toBe('partly_arrived');
      expect(lines.map(({ wishId, state: line }) => [wishId, line])).toEqual([
        [pair[0].wishId, 'arrived'],
        [third.wishId, 'due'],
      ]);
      await expect(save([[pair[1].wishId]])).resolves.toMatchObject({ state: 'draft' });
    });

    it('drops a wish that is withdrawn, and its money is released', async () => {
      const { orderId } = await save([wishIds]);
      const [withdrawn] = pair;
      const { availableFen } = await figuresOf(world);
      await withdrawn.guardian.call('family', 'wish.withdraw', {
        requestId: newRequestId(),
        wishId: withdrawn.wishId,
      });
      const { lines, gifts } = await open(orderId);
      expect(gifts).toBe(1);
      expect(lines[0]).toMatchObject({ state: 'dropped' });
      await expect(figuresOf(world)).resolves.toMatchObject({
        availableFen: availableFen + 20_000,
      });
      const arrival = { requestId: newRequestId(), wishId: withdrawn.wishId, priceFen: 100 };
      await expect(
        world.community.refused('staff', 'gift.arrive', { ...arrival, stationId: 'desk-1' }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });

    it('is seen by who sees all of its wishes', async () => {
      const far = await fundedInOther();
      const mixed = orderOf([pair[0].wishId, far]);
      await expect(world.community.refused('staff', 'order.save', mixed)).resolves.toBe(
        'PERMISSION_DENIED',
      );
      const { orderId } = await world.district.call('staff', 'order.save', mixed);
      await expect(world.community.refused('staff', 'order.open', { orderId })).resolves.toBe(
        'PERMISSION_DENIED',
      );
      const ordersOf = async (person: Person) =>
        (await person.call('staff', 'order.list', { campaignId })).items.map(
          (item) => item.orderId,
        );
      await expect(ordersOf(world.community)).resolves.toEqual([]);
      await expect(ordersOf(world.district)).resolves.toEqual([orderId]);
      // Two grants that cover it together are as good as one.
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'community',
        level: 'community',
        areaId: 'c-2',
      });
      await expect(ordersOf(world.community)).resolves.toEqual([orderId]);
    });

    const fundedInOther = async (): Promise<string> => {
      await world.admin.call('staff', 'grant.staff', {
        requestId: newRequestId(),
        openid: 'foothill',
        level: 'community',
        areaId: 'c-2',
      });
      const there = { ...world, community: cloud.as('foothill') };
      return (await fundedWish(cloud, there, { communityId: 'c-2' })).wishId;
    };

    it('of a wish that is not funded any more is refused', async () => {
      const { wishId } = pair[0];
      await pair[0].guardian.call('family', 'wish.withdraw', {
        requestId: newRequestId(),
        wishId,
      });
      await expect(world.community.refused('staff', 'order.save', orderOf([wishId]))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
    });
  });

  describe('arrivals', () => {
    it('keep supplier, invoice and shelf; the supplier is the order’s where none is said', async () => {
      const { wishId } = await fundedWish(cloud, world);
      await save([[wishId]]);
      await arriveAt(world, wishId, 15_000, { invoiceNo: 'FP-001', shelf: 'A-03' });
      const stored = storedGift(wishId);
      expect(stored).toMatchObject({ supplier: '晨光文体', invoiceNo: 'FP-001', shelf: 'A-03' });
    });

    const storedGift = (wishId: string) => {
      const wishes = documentsOf<{ _id: string; gift?: object }>(cloud.dataDir, 'wishes');
      return wishes.find(({ _id }) => _id === wishId)?.gift;
    };

    it('in one go: each by itself, and one that cannot be taken says why', async () => {
      const good = await fundedWish(cloud, world);
      const dear = await fundedWish(cloud, world);
      const input = {
        requestId: newRequestId(),
        stationId: 'desk-1',
        supplier: '晨光文体',
        invoiceNo: 'FP-7',
        gifts: [
          { wishId: good.wishId, priceFen: fen(15_000), shelf: 'B-1' },
          { wishId: dear.wishId, priceFen: fen(20_001) },
          { wishId: 'nowhere', priceFen: fen(1) },
        ],
      };
      const { results } = await world.community.call('staff', 'gift.arriveMany', input);
      expect(results[0]).toEqual({ wishId: good.wishId, state: 'ready' });
      expect(results[1]?.problem).toContain('超过了预留');
      expect(results[2]?.problem).toContain('没有找到');
      const { spentFen } = await figuresOf(world);
      expect(spentFen).toBe(15_000);
      // The same request again is answered, and books nothing.
      const again = await world.community.call('staff', 'gift.arriveMany', input);
      expect(again.results).toEqual(results);
      await expect(figuresOf(world)).resolves.toMatchObject({ spentFen: 15_000 });
    });

    it('in one go, cut off half way, go on where they were', async () => {
      const wishIds = [];
      for (let gift = 0; gift < 3; gift += 1) {
        wishIds.push((await fundedWish(cloud, world)).wishId);
      }
      await cloud.close();
      let commits = 0;
      cloud = await cloud.reopen({
        faultAt: (name, action) =>
          name === 'staff' && action === 'database.commitTransaction' && (commits += 1) === 2
            ? 'after'
            : undefined,
      });
      const input = {
        requestId: newRequestId(),
        stationId: 'desk-1',
        gifts: wishIds.map((wishId) => ({ wishId, priceFen: fen(10_000) })),
      };
      const staff = cloud.as('community');
      await expect(staff.send('staff', 'gift.arriveMany', input)).resolves.toMatchObject({
        ok: false,
      });
      const { results } = await staff.call('staff', 'gift.arriveMany', input);
      expect(results.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
      const { spentFen } = await cloud
        .as('demo-admin')
        .call('staff', 'fund.ledger', { fundId: 'fund' });
      expect(spentFen).toBe(30_000);
    });

    it('the shelf is what the volunteer is told, with and without a network', async () => {
      const { guardian, wishId } = await fundedWish(cloud, world);
      const cardId = await issue(world, wishId);
      await arriveAt(world, wishId, 15_000);
      const shelve = (shelf: string) =>
        world.community.call('staff', 'gift.shelve', { requestId: newRequestId(), wishId, shelf });
      await shelve('A-03');
      const { code } = await guardian.call('family', 'card.show', { cardId });
      const at = { eventId, stationId: 'desk-1' };
      const look = () => world.volunteer.call('station', 'card.inspect', { ...at, code });
      await expect(look()).resolves.toMatchObject({ gift: { shelf: 'A-03' } });
      const { manifest } = await world.volunteer.call('station', 'open', {
        ...at,
        deviceId: 'phone',
        deviceLabel: '手机',
        deviceTime: Date.now(),
      });
      expect(manifest.cards[0]?.[9]).toBe('A-03');
      expect(Buffer.byteLength(JSON.stringify(manifest.cards[0]))).toBeLessThanOrEqual(120);
      await shelve('');
      expect((await look()).gift).not.toHaveProperty('shelf');
      const tooSoon = await fundedWish(cloud, world);
      const input = { requestId: newRequestId(), wishId: tooSoon.wishId, shelf: 'A-03' };
      await expect(world.community.refused('staff', 'gift.shelve', input)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
    });
  });
});
