import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { fen, fundedWish, lotOf, orderOf } from '../../support/gifts';
import {
  approve,
  campaignId,
  eventId,
  fundId,
  fundWish,
  HOUR,
  inOwnWorld,
  newFamily,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  submit,
  type World,
} from '../../support/world';

const wish = (childId: string, of: string) => ({
  requestId: newRequestId(),
  campaignId: of,
  childId,
  category: 'toy' as const,
  title: '一盒积木',
});
const wishFor = (guardian: Person, childId: string, of: string) =>
  guardian.call('family', 'wish.submit', wish(childId, of));
const wishIdOf = async (guardian: Person): Promise<string> => {
  const { items } = await guardian.call('family', 'wish.mine', {});
  return items[0]?.wishId ?? '';
};
const refusedFor = (guardian: Person, childId: string, of: string) =>
  guardian.refused('family', 'wish.submit', wish(childId, of));

describe('a campaign', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const district = { areaId: 'd-9', name: '西区', level: 'district' as const };
  const summer = () => ({
    requestId: newRequestId(),
    campaignId: 'summer',
    title: '夏天的心愿',
    place: '海边',
    donor: '灯塔公司',
    from: Date.now() - HOUR,
    until: Date.now() + HOUR,
    fundId: 'summer-fund',
    consentVersion: '1',
    areas: [district],
  });

  it('is saved with as many areas as a call may name, more than one transaction takes', async () => {
    const communities = Array.from({ length: 149 }, (_, place) => ({
      areaId: `c-9-${place}`,
      name: `社区 ${place}`,
      level: 'community' as const,
      parentId: 'd-9',
    }));
    const areas = [district, ...communities];
    await world.admin.call('staff', 'campaign.save', { ...summer(), areas });
    const seen = await world.stranger.call('campaign', 'get', { campaignId: 'summer' });
    expect(seen.communities).toHaveLength(communities.length);
  });

  it('that has fewer review levels than before leaves no wish without a reviewer', async () => {
    const { guardian, childId } = await newFamily(cloud, 'guardian');
    const { wishId } = await submit(guardian, childId);
    const review = (reviewer: Person) =>
      reviewer.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'approve',
      });
    await expect(review(world.community)).resolves.toEqual({ state: 'submitted' });
    await world.admin.call('staff', 'campaign.save', {
      ...summer(),
      campaignId,
      fundId,
      reviewLevels: ['district'],
      areas: [{ areaId: 'd-1', name: '东区', level: 'district' }],
    });
    await expect(review(world.district)).resolves.toEqual({ state: 'approved' });
  });

  it('says whom families reach, until that is taken away', async () => {
    const spring = async (more: object) => {
      const {
        campaignId: id,
        closedAt: _,
        consentTerms: __,
        ...settings
      } = await world.admin.call('staff', 'campaign.open', { campaignId });
      const { contact: ___, ...kept } = settings;
      return { requestId: newRequestId(), campaignId: id, ...kept, ...more };
    };
    const seen = async () => (await cloud.as('').call('campaign', 'get', { campaignId })).contact;
    const contact = { phone: '0755-00001111', hours: '工作日 9:00–18:00' };
    await world.admin.call('staff', 'campaign.save', await spring({ contact }));
    expect(await seen()).toEqual(contact);
    await world.admin.call('staff', 'campaign.save', await spring({}));
    expect(await seen()).toEqual(contact);
    await expect(
      world.admin.refused(
        'staff',
        'campaign.save',
        await spring({ contact: { phone: '问小王', hours: '' } }),
      ),
    ).resolves.toBe('INVALID_ARGUMENT');
    await world.admin.call('staff', 'campaign.save', await spring({ contact: null }));
    expect(await seen()).toBeUndefined();
  });

  it('names each review level once', async () => {
    await expect(
      world.admin.refused('staff', 'campaign.save', {
        ...summer(),
        reviewLevels: ['district', 'district'],
      }),
    ).resolves.toBe('INVALID_ARGUMENT');
  });

  describe('that is edited', () => {
    it('takes no wish from an area that left it, and keeps those it has', async () => {
      const communities = ['c-e1', 'c-e2'].map((areaId) => ({
        areaId,
        name: areaId,
        level: 'community' as const,
        parentId: 'd-9',
      }));
      const settings = { ...summer(), campaignId: 'edited', fundId: 'edited-fund' };
      const save = (areas: (typeof communities)[number][]) =>
        world.admin.call('staff', 'campaign.save', {
          ...settings,
          requestId: newRequestId(),
          areas: [district, ...areas],
        });
      await save(communities);
      const { guardian, childId } = await newFamily(cloud, 'moved', ['review', 'gift'], 'c-e2');
      await wishFor(guardian, childId, 'edited');
      await save(communities.slice(0, 1));
      const { communities: left } = await guardian.call('campaign', 'get', {
        campaignId: 'edited',
      });
      expect(left.map(({ communityId }) => communityId)).toEqual(['c-e1']);
      const other = await newFamily(cloud, 'left-out', ['review', 'gift'], 'c-e2');
      await expect(refusedFor(other.guardian, other.childId, 'edited')).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      const { items } = await guardian.call('family', 'wish.mine', {});
      expect(items).toMatchObject([{ state: 'submitted' }]);
      // Money is booked where the wishes are: such a campaign keeps its fund.
      await expect(
        world.admin.refused('staff', 'campaign.save', {
          ...settings,
          requestId: newRequestId(),
          fundId: 'another-fund',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });

    it('is opened with all that it was saved with, so that a copy is a campaign of its own', async () => {
      const saved = { ...summer(), campaignId: 'first', title: '第一期', capFen: 5000 as never };
      await world.admin.call('staff', 'campaign.save', saved);
      const {
        campaignId: _,
        consentTerms: _terms,
        ...settings
      } = await world.admin.call('staff', 'campaign.open', { campaignId: 'first' });
      const copy = { ...settings, campaignId: 'second', isNew: true };
      await world.admin.call('staff', 'campaign.save', { ...copy, requestId: newRequestId() });
      await expect(
        world.admin.call('staff', 'campaign.open', { campaignId: 'second' }),
      ).resolves.toMatchObject({ ...settings, campaignId: 'second', areas: [district] });
      await expect(
        world.admin.refused('staff', 'campaign.save', { ...copy, requestId: newRequestId() }),
      ).resolves.toBe('CONFLICT');
    });
  });

  it('that is closed or over takes no new wish; what it has goes on, returned ones too', () =>
    inOwnWorld(async (cloudOfItsOwn, people) => {
      const { guardian, childId } = await newFamily(cloudOfItsOwn, 'in-time');
      const { wishId } = await submit(guardian, childId);
      const late = await newFamily(cloudOfItsOwn, 'late');
      const close = { requestId: newRequestId(), campaignId };
      await people.admin.call('staff', 'campaign.close', close);
      await people.admin.call('staff', 'campaign.close', close);
      await expect(refusedFor(late.guardian, late.childId, campaignId)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await people.community.call('staff', 'wish.review', {
        requestId: newRequestId(),
        wishId,
        decision: 'return',
        reason: '请补充尺码',
      });
      await expect(submit(guardian, childId, '一双 35 码球鞋')).resolves.toEqual({
        wishId,
        state: 'submitted',
      });
      await approve(people, wishId);
      await fundWish(people, wishId);
      await people.admin.call('staff', 'campaign.reopen', { ...close, requestId: newRequestId() });
      await expect(submit(late.guardian, late.childId)).resolves.toMatchObject({
        state: 'submitted',
      });

      const back = { requestId: newRequestId(), decision: 'return' as const, reason: '写明颜色' };
      const lateId = await wishIdOf(late.guardian);
      await people.community.call('staff', 'wish.review', { ...back, wishId: lateId });
      // The day on which gifts are fetched is still to come: nothing expires before it.
      await people.admin.call('staff', 'event.save', {
        requestId: newRequestId(),
        eventId,
        campaignId,
        title: '领取日',
        from: Date.now() + 60 * HOUR,
        until: Date.now() + 61 * HOUR,
        stations: [{ stationId: 'desk-1', label: '一号台' }],
      });
      await cloudOfItsOwn.forward(49 * HOUR);
      const last = await newFamily(cloudOfItsOwn, 'after-the-end');
      await expect(refusedFor(last.guardian, last.childId, campaignId)).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      await expect(submit(late.guardian, late.childId, '一盒蓝色蜡笔')).resolves.toEqual({
        wishId: lateId,
        state: 'submitted',
      });
    }));

  describe('its consent text', () => {
    const terms = [{ title: '收集什么', text: '孩子的小名和心愿。' }];
    const publish = (version: string, text = terms, to = campaignId) =>
      world.admin.call('staff', 'consent.publish', {
        requestId: newRequestId(),
        campaignId: to,
        version,
        terms: text,
      });
    const current = async (guardian: Person, of = campaignId) =>
      (await guardian.call('family', 'me', { campaignId: of })).consent?.current;

    it('is read by anybody, and a new version asks those who agreed to another again', async () => {
      const { guardian } = await newFamily(cloud, 'asked-again');
      await expect(current(guardian)).resolves.toBe(true);
      await publish('v-2');
      await expect(cloud.as('').call('campaign', 'consent', { campaignId })).resolves.toEqual({
        version: 'v-2',
        terms,
      });
      await expect(current(guardian)).resolves.toBe(false);
      await guardian.call('family', 'consent.grant', {
        version: 'v-2',
        scopes: ['review', 'gift'],
      });
      await expect(current(guardian)).resolves.toBe(true);
    });

    it('of a version never changes, in no campaign', async () => {
      await publish('v-3');
      await publish('v-3', terms, 'summer');
      const other = {
        requestId: newRequestId(),
        campaignId: 'summer',
        version: 'v-3',
        terms: [{ title: '收集什么', text: '别的。' }],
      };
      await expect(world.admin.refused('staff', 'consent.publish', other)).resolves.toBe(
        'CONFLICT',
      );
    });

    it('of one campaign takes nothing from the consent to another', async () => {
      const { guardian } = await newFamily(cloud, 'in-both');
      await publish('of-spring');
      await publish('of-summer', terms, 'summer');
      for (const version of ['of-spring', 'of-summer']) {
        await guardian.call('family', 'consent.grant', { version, scopes: ['review', 'gift'] });
      }
      await expect(current(guardian)).resolves.toBe(true);
      await expect(current(guardian, 'summer')).resolves.toBe(true);
      await guardian.call('family', 'consent.withdraw', { scopes: ['gift'] });
      await guardian.call('family', 'consent.grant', { version: 'of-summer', scopes: ['gift'] });
      await expect(current(guardian)).resolves.toBe(false);
    });
  });
});

describe('a second campaign', () => {
  it('runs beside the first: wishes, wall, fund and events do not mix', () =>
    inOwnWorld(async (cloud, world) => {
      const first = await readyCard(cloud, world, 'spring-family');
      const settings = await world.admin.call('staff', 'campaign.open', { campaignId });
      const { consentTerms: _, closedAt: _open, ...copied } = settings;
      await world.admin.call('staff', 'campaign.save', {
        ...copied,
        requestId: newRequestId(),
        campaignId: 'autumn',
        fundId: 'autumn-fund',
        isNew: true,
      });
      const before = await world.stranger.call('campaign', 'get', { campaignId });

      const { guardian, childId } = await newFamily(cloud, 'autumn-family');
      const { wishId } = await wishFor(guardian, childId, 'autumn');
      // The same child may wish in both, once in each.
      await wishFor(first.guardian, first.childId, 'autumn');
      await approve(world, wishId);
      await expect(
        world.admin.refused('staff', 'wish.fund', {
          requestId: newRequestId(),
          wishId,
          amountFen: 100,
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      await world.admin.call('staff', 'fund.donate', {
        requestId: newRequestId(),
        fundId: 'autumn-fund',
        donor: '灯塔公司',
        amountFen: 30_000 as never,
      });
      await fundWish(world, wishId);

      // The first has neither its wishes nor its money, and its event issues no card for them.
      await expect(world.stranger.call('campaign', 'get', { campaignId })).resolves.toEqual(before);
      const wall = async (of: string) =>
        (await world.stranger.call('campaign', 'wall', { campaignId: of })).items.length;
      expect([await wall(campaignId), await wall('autumn')]).toEqual([1, 2]);
      const books = await world.admin.call('staff', 'fund.ledger', { fundId: 'autumn-fund' });
      expect(books).toMatchObject({ donatedFen: 30_000, reservedFen: 20_000 });
      const listed = async (of: string) =>
        (await world.admin.call('staff', 'wish.list', { campaignId: of })).items.length;
      expect([await listed(campaignId), await listed('autumn')]).toEqual([1, 2]);
      await expect(
        world.admin.call('staff', 'event.list', { campaignId: 'autumn' }),
      ).resolves.toEqual({ items: [] });
      await expect(
        world.community.refused('staff', 'card.issue', {
          requestId: newRequestId(),
          eventId,
          wishIds: [wishId],
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      const { items } = await world.community.call('staff', 'campaign.list', {});
      expect(items.map((item) => item.campaignId).sort()).toEqual(['autumn', campaignId]);
    }));

  it('refuses what is of the one wherever the other is worked in', () =>
    inOwnWorld(async (cloud, world) => {
      const { admin, community } = world;
      const spring = await readyCard(cloud, world, 'spring-card');
      const springWanted = await fundedWish(cloud, world);
      const settings = await admin.call('staff', 'campaign.open', { campaignId });
      const { consentTerms: _, ...copied } = settings;
      const autumn = { campaignId: 'autumn', fundId: 'autumn-fund' };
      await admin.call('staff', 'campaign.save', {
        ...copied,
        ...autumn,
        requestId: newRequestId(),
        isNew: true,
      });
      await admin.call('staff', 'fund.donate', {
        requestId: newRequestId(),
        fundId: 'autumn-fund',
        donor: '北岸书店',
        amountFen: fen(100_000),
      });
      const autumnFair = {
        requestId: newRequestId(),
        eventId: 'autumn-fair',
        campaignId: 'autumn',
        title: '秋天的领取日',
        from: Date.now() - HOUR,
        until: Date.now() + HOUR,
        stations: [{ stationId: 'autumn-desk', label: '秋天一号台' }],
      };
      await admin.call('staff', 'event.save', autumnFair);
      const { guardian, childId } = await newFamily(cloud, 'autumn-family');
      const { wishId } = await wishFor(guardian, childId, 'autumn');
      await approve(world, wishId);
      await fundWish(world, wishId);

      // A family is told of which campaign each wish is, and of whose rules.
      await expect(guardian.call('family', 'wish.mine', {})).resolves.toMatchObject({
        items: [{ campaignId: 'autumn', campaignTitle: copied.title, consentVersion: '1' }],
      });

      const moved = { ...autumnFair, requestId: newRequestId(), campaignId };
      await expect(admin.refused('staff', 'event.save', moved)).resolves.toBe('CONFLICT');

      // Who opens a file is told of which campaign it is: its money and desks are that one's.
      await expect(
        community.call('staff', 'wish.open', { wishId, purpose: '备礼' }),
      ).resolves.toMatchObject({ campaignId: 'autumn' });

      // A gift lies at a desk of its own campaign, and comes by an order or a lot of it.
      const arrival = { requestId: newRequestId(), wishId, priceFen: fen(15_000) };
      await expect(
        community.refused('staff', 'gift.arrive', { ...arrival, stationId: 'desk-1' }),
      ).resolves.toBe('NOT_FOUND');
      await expect(
        admin.refused(
          'staff',
          'stock.add',
          lotOf(1, { campaignId: 'autumn', stationId: 'desk-1' }),
        ),
      ).resolves.toBe('NOT_FOUND');
      await expect(community.refused('staff', 'order.save', orderOf([wishId]))).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      const ordered = [springWanted.wishId];
      const { orderId } = await community.call('staff', 'order.save', orderOf(ordered));
      await expect(
        community.refused(
          'staff',
          'order.save',
          orderOf(ordered, 14_000, { orderId, campaignId: 'autumn' }),
        ),
      ).resolves.toBe('FAILED_PRECONDITION');
      const { stockId } = await admin.call('staff', 'stock.add', lotOf(1));
      await expect(
        admin.refused('staff', 'stock.use', {
          requestId: newRequestId(),
          stockId,
          wishId,
          stationId: 'autumn-desk',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');

      // A card is issued for, moved to and redeemed at an event of its own campaign.
      await expect(
        community.refused('staff', 'card.issue', {
          requestId: newRequestId(),
          eventId: 'autumn-fair',
          wishIds: [springWanted.wishId],
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      await expect(
        community.refused('staff', 'card.move', {
          requestId: newRequestId(),
          cardIds: [spring.cardId],
          eventId: 'autumn-fair',
          stationId: 'autumn-desk',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
      await expect(
        redeem(community, spring.code, { eventId: 'autumn-fair', stationId: 'autumn-desk' }),
      ).resolves.toMatchObject({ status: 'rejected', reason: 'wrong_event' });

      // A donor is thanked where the money went.
      await expect(
        admin.refused('staff', 'fund.statement', { campaignId, donor: '北岸书店' }),
      ).resolves.toBe('NOT_FOUND');

      // Each list is of one of them.
      const listed = async (of: string) => ({
        orders: (await admin.call('staff', 'order.list', { campaignId: of })).items.length,
        lots: (await admin.call('staff', 'stock.list', { campaignId: of })).items.length,
        wanted: (await admin.call('staff', 'gift.wanted', { campaignId: of })).items.length,
        wishes: (await admin.call('staff', 'report.fairness', { campaignId: of })).all.wishes,
        reported: (await admin.call('campaign', 'report', { campaignId: of })).wishes,
      });
      await expect(listed(campaignId)).resolves.toEqual({
        orders: 1,
        lots: 1,
        wanted: 1,
        wishes: 2,
        reported: 2,
      });
      await expect(listed('autumn')).resolves.toEqual({
        orders: 0,
        lots: 0,
        wanted: 1,
        wishes: 1,
        reported: 1,
      });
    }));
});
