import { publishedEntry } from '../../../cloudfunctions/domain/money/money';
import { openCloud, type TestCloud } from '../../support/cloud';
import {
  campaignId,
  eventId,
  fundId,
  HOUR,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

describe('time, order and numbers', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const wall = (more: { cursor?: string; limit?: number } = {}) =>
    cloud.as('').call('campaign', 'wall', { campaignId, limit: 100, ...more });
  const view = () => cloud.as('').call('campaign', 'get', { campaignId });

  it('the wall goes on by a cursor that tells no time, and shows each wish once', async () => {
    const numbers = new Set<string>();
    for (let place = 0; place < 6; place += 1) {
      const { guardian, childId } = await newFamily(cloud, `family-${place}`);
      await submit(guardian, childId);
    }
    let next: string | undefined;
    do {
      const page = await wall({ limit: 2, ...(next === undefined ? {} : { cursor: next }) });
      for (const { wishNo } of page.items) numbers.add(wishNo);
      next = page.next;
      if (next !== undefined) {
        const told = next + Buffer.from(next, 'base64url').toString();
        expect(told).not.toContain(String(Math.floor(Date.now() / 100_000_000)));
      }
    } while (next !== undefined);
    expect(numbers.size).toBe(6);
    await expect(
      cloud.as('').refused('campaign', 'wall', { campaignId, cursor: '001795943754478-abcdefgh' }),
    ).resolves.toBe('INVALID_ARGUMENT');
  });

  it('every decision on a child is a row in the log of its family', async () => {
    const { guardian } = await readyCard(cloud, world, 'followed');
    const { items } = await guardian.call('family', 'access.mine', {});
    expect(items.map(({ role, purpose }) => `${role} ${purpose}`).sort()).toEqual([
      'admin 落实善款',
      'community 制作兑换卡',
      'community 审核：同意',
      'community 登记礼物到货',
      'district 审核：同意',
    ]);
  });

  it('staff see the failed scans of cards of their own areas', async () => {
    const { code, cardId } = await readyCard(cloud, world, 'of-the-coast');
    await redeem(world.second, code, { stationId: 'desk-2' });
    await world.admin.call('staff', 'grant.staff', {
      requestId: newRequestId(),
      openid: 'from-the-hills',
      level: 'community',
      areaId: 'c-2',
    });
    const seenBy = async (openid: string) =>
      (await cloud.as(openid).call('station', 'attempts', { eventId })).items.map(
        ({ cardId: scanned }) => scanned,
      );
    await expect(seenBy('community')).resolves.toContain(cardId);
    await expect(seenBy('from-the-hills')).resolves.not.toContain(cardId);
  });

  it('published figures stand still for the day, and move by three entries at least', async () => {
    const before = await view();
    await readyCard(cloud, world, 'bought-today');
    await readyCard(cloud, world, 'reserved-today', { arrived: false });
    expect((await view()).fund).toEqual(before.fund);
    await cloud.forward(24 * HOUR, 'daily');
    const { fund } = await view();
    expect(fund.donatedFen).toBe(1_000_000);
    const ledger = await world.admin.call('staff', 'fund.ledger', { fundId });
    const shown = ledger.entries.slice(0, publishedEntry(ledger.entries.length));
    const sumOf = (type: string) =>
      shown.filter((entry) => entry.type === type).reduce((sum, entry) => sum + entry.amountFen, 0);
    expect(shown.length).toBeLessThan(ledger.entries.length);
    expect(fund).toMatchObject({ spentFen: sumOf('spend'), donatedFen: sumOf('donate') });
    expect(fund.spentFen).toBeGreaterThan(before.fund.spentFen);
  });
});

it('a lamp turns when the window of its event has closed, though the count is live', async () => {
  const cloud = await openCloud();
  const world = await openWorld(cloud);
  const { code, guardian } = await readyCard(cloud, world, 'guardian');
  await redeem(world.volunteer, code);
  const { items } = await guardian.call('family', 'wish.mine', {});
  expect(items[0]?.state).toBe('fulfilled');
  const lamp = async () =>
    (await cloud.as('').call('campaign', 'wall', { campaignId })).items.map(({ state }) => state);
  await expect(lamp()).resolves.toEqual(['ready']);
  const { counts } = await cloud.as('').call('campaign', 'get', { campaignId });
  expect(counts).toMatchObject({ fulfilled: 1, ready: 0 });
  await cloud.forward(2 * HOUR);
  await expect(lamp()).resolves.toEqual(['fulfilled']);
  await cloud.end();
});
