import type { Input, Output } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { arriveAt } from '../../support/gifts';
import { enter } from '../../support/paper';
import {
  approve as reviewed,
  arrive,
  campaignId,
  eventId,
  fundWish,
  issue,
  newFamily,
  newRequestId,
  openWorld,
  submit,
  type World,
} from '../../support/world';

describe('the queue of a reviewer', () => {
  let cloud: TestCloud;
  let world: World;
  let both: Person;
  const wishes: Record<string, string> = {};

  const list = (person: Person, more: Partial<Input<'staff', 'wish.list'>> = {}) =>
    person.call('staff', 'wish.list', { campaignId, ...more });
  const namesOf = ({ items }: Output<'staff', 'wish.list'>): string[] =>
    items.map(({ wishId }) => Object.entries(wishes).find(([, id]) => id === wishId)?.[0] ?? '?');
  const approve = (person: Person, wishId: string) =>
    person.call('staff', 'wish.review', { requestId: newRequestId(), wishId, decision: 'approve' });

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
    both = cloud.as('both');
    for (const [level, areaId] of [
      ['community', 'c-1'],
      ['community', 'c-2'],
      ['district', 'd-1'],
    ] as const) {
      const input = { requestId: newRequestId(), openid: 'both', level, areaId };
      await world.admin.call('staff', 'grant.staff', input);
    }
    const wish = async (name: string, title: string, communityId: string, sport = true) => {
      const { guardian, childId } = await newFamily(cloud, name, undefined, communityId);
      const made = await submit(guardian, childId, title, sport ? 'sport' : 'study');
      wishes[name] = made.wishId;
    };
    await wish('first', '一双球鞋', 'c-1');
    await wish('second', '加微信送的书', 'c-2', false);
    await wish('third', '红色的 书包', 'c-1', false);
    await wish('fourth', '一副球拍', 'c-2');
    await approve(world.community, wishes['third'] ?? '');
  });
  afterAll(() => cloud.end());

  it('holds what is theirs to decide now, the oldest first, whatever their grants overlap', async () => {
    expect(namesOf(await list(world.community, { mine: true }))).toEqual(['first']);
    expect(namesOf(await list(world.district, { mine: true }))).toEqual(['third']);
    expect(namesOf(await list(both, { mine: true }))).toEqual([
      'first',
      'second',
      'third',
      'fourth',
    ]);
    expect(namesOf(await list(world.admin, { mine: true }))).toEqual([]);
  });

  it('is read page by page, each wish once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(both, { mine: true, limit: 1, ...(cursor ? { cursor } : {}) });
      seen.push(...namesOf(page));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('is filtered by community, category, words that need care, title and number', async () => {
    expect(namesOf(await list(both, { communityId: 'c-2' }))).toEqual(['second', 'fourth']);
    expect(namesOf(await list(both, { category: 'study' }))).toEqual(['second', 'third']);
    expect(namesOf(await list(both, { flagged: true }))).toEqual(['second']);
    expect(namesOf(await list(both, { search: '书包 红色' }))).toEqual(['third']);
    expect(
      namesOf(await list(both, { mine: true, communityId: 'c-1', category: 'sport' })),
    ).toEqual(['first']);
    const [row] = (await list(both, { search: '球拍' })).items;
    expect(namesOf(await list(both, { search: (row?.wishNo ?? '').toLowerCase() }))).toEqual([
      'fourth',
    ]);
    expect(namesOf(await list(world.community, { search: row?.wishNo ?? '' }))).toEqual([]);
    await expect(
      world.community.refused('staff', 'wish.list', { campaignId, communityId: 'c-2' }),
    ).resolves.toBe('PERMISSION_DENIED');
  });

  it('is searched by whatever number or name a person has at hand', async () => {
    const { wishId } = await enter(both, 'HAIAN-017');
    await reviewed(world, wishId);
    await fundWish(world, wishId);
    await arrive(world, wishId);
    const cardId = await issue(world, wishId);
    const file = await both.call('staff', 'wish.open', { wishId, purpose: '核对' });
    const { cardNo = '', childNo, wishNo, alias } = file;

    const idsOf = ({ items }: { items: { wishId: string }[] }) => items.map((row) => row.wishId);
    for (const search of [
      wishNo,
      cardNo,
      childNo,
      childNo.slice(1),
      ' haian-0 ',
      'HAIAN-017',
      alias,
    ]) {
      expect([search, ...idsOf(await list(both, { search }))]).toEqual([search, wishId]);
      const cards = await both.call('staff', 'card.list', { eventId, search });
      expect([search, ...idsOf(cards)]).toEqual([search, wishId]);
      const missing = await both.call('staff', 'event.absentees', { eventId, search });
      expect([search, ...idsOf(missing)]).toEqual([search, wishId]);
    }
    expect(idsOf(await list(both, { search: '海岸社区', state: 'ready' }))).toEqual([wishId]);
    const byCommunity = await both.call('staff', 'card.list', { eventId, search: '海岸社区' });
    expect(byCommunity.items).toMatchObject([{ cardId, communityName: '海岸社区' }]);
    expect(idsOf(await both.call('staff', 'card.list', { eventId, search: 'W99' }))).toEqual([]);

    // A gift that the wish leaves behind is found in stock by the wish's numbers.
    await both.call('staff', 'entry.withdraw', { requestId: newRequestId(), wishId });
    const stock = async (search: string) =>
      (await both.call('staff', 'stock.list', { campaignId, search })).items.length;
    await expect(Promise.all(['球拍', '学习', wishNo].map(stock))).resolves.toEqual([0, 1, 1]);
  });

  it('is narrowed to the gifts of one desk, which is a desk of its own event only', async () => {
    const other = await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      campaignId,
      title: '第二场',
      from: Date.now(),
      until: Date.now() + 3_600_000,
      stations: [{ stationId: 'desk-1', label: '一号台' }],
    });
    const laid = async (formNo: string, desk: { stationId: string; eventId?: string }) => {
      const { wishId } = await enter(both, formNo);
      await reviewed(world, wishId);
      await fundWish(world, wishId);
      await arriveAt(world, wishId, 15_000, desk);
      return wishId;
    };
    const here = await laid('HAIAN-031', { stationId: 'desk-1', eventId });
    const beside = await laid('HAIAN-032', { stationId: 'desk-2', eventId });
    const there = await laid('HAIAN-033', { stationId: 'desk-1', eventId: other.eventId });
    const at = async (stationId: string, deskEventId?: string) => {
      const of = deskEventId === undefined ? {} : { deskEventId };
      return (await list(both, { state: 'ready', stationId, ...of })).items.map(
        ({ wishId }) => wishId,
      );
    };
    expect(await at('desk-1', eventId)).toEqual([here]);
    expect(await at('desk-2', eventId)).toEqual([beside]);
    expect(await at('desk-1', other.eventId)).toEqual([there]);
    expect(await at('desk-1')).toEqual([here, there]);
    expect(await at('desk-9', eventId)).toEqual([]);
  });

  it('does not find a child by its nickname', async () => {
    expect(namesOf(await list(both, { search: '豆豆' }))).toEqual([]);
  });

  it('says since when whoever has the turn has it', async () => {
    const { items } = await list(both);
    const row = items.find(({ wishId }) => wishId === wishes['third']);
    expect(row?.waitingSince).toBeGreaterThan(row?.submittedAt ?? 0);
    expect(items[0]?.waitingSince).toBe(items[0]?.submittedAt);
  });

  it('is counted as it is listed, and by state within the own areas', async () => {
    const counts = (person: Person) => person.call('staff', 'wish.counts', { campaignId });
    await expect(counts(both)).resolves.toMatchObject({ mine: 4, states: { submitted: 4 } });
    await expect(counts(world.community)).resolves.toMatchObject({
      mine: 1,
      states: { submitted: 2 },
    });
    await expect(counts(world.admin)).resolves.toMatchObject({ mine: 0, states: { submitted: 4 } });
  });

  it('leaves the wish of an own child to others', async () => {
    const own = await newFamily(cloud, 'both', undefined, 'c-1');
    const { wishId } = await submit(own.guardian, own.childId);
    const { items } = await list(both, { mine: true });
    expect(items.map((row) => row.wishId)).not.toContain(wishId);
    await expect(both.call('staff', 'wish.counts', { campaignId })).resolves.toMatchObject({
      mine: items.length,
    });
  });
});
