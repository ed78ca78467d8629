import { openCloud, type TestCloud } from '../../support/cloud';
import {
  assign,
  BORN,
  deliver,
  newChild,
  newMember,
  newPlan,
  newSibling,
  newUnit,
  openPacks,
  packCard,
  seenBy,
  send,
  sums,
} from '../../support/packs';
import { fundId, HOUR, newRequestId, openWorld, type World } from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const V = '7-12';

describe('every child is answered: its card, or why not', () => {
  it('by age on the plan’s day, siblings each their own', async () => {
    const { batchId } = await openPacks(cloud, world, { '0-6': 1, [V]: 1, '13-17': 1 });
    const { guardian, childId } = await newChild(cloud, { birthMonth: BORN['0-6'] });
    const second = await newSibling(guardian, BORN[V]);
    const third = await newSibling(guardian, BORN['13-17']);
    const results = await assign(world, batchId, [childId, second, third]);
    expect(results.map(({ version }) => version)).toEqual(['0-6', V, '13-17']);
    expect(new Set(results.map(({ cardNo }) => cardNo)).size).toBe(3);
    const { items } = await guardian.call('family', 'pack.mine', {});
    expect(items.map(({ childId: of }) => of).sort()).toEqual([childId, second, third].sort());
    expect((await guardian.call('family', 'card.mine', {})).items).toEqual([]);
  });

  it('refused by name, and the others are served', async () => {
    const { batchId, planId, unitId } = await openPacks(cloud, world, { '0-6': 2, [V]: 2 });
    const good = await newChild(cloud);
    const had = await packCard(cloud, world, batchId);
    const noGift = await newChild(cloud);
    const elsewhere = await newChild(cloud, { communityId: 'c-2' });
    const teenager = await newChild(cloud, { birthMonth: BORN['13-17'] });
    const unborn = await newChild(cloud, { birthMonth: '2025-07' });
    const grown = await newChild(cloud, { birthMonth: '2007-06' });
    const half = await newChild(cloud, { scopes: ['review'] });
    const erased = await newChild(cloud);
    await erased.guardian.call('family', 'data.erase', {
      requestId: newRequestId(),
      childId: erased.childId,
    });
    const ids = [had, noGift, elsewhere, teenager, unborn, grown, half, good, erased].map(
      ({ childId }) => childId,
    );
    await noGift.guardian.call('family', 'consent.withdraw', { scopes: ['gift'] });
    const results = await assign(world, batchId, [...ids, 'no-such-child']);
    expect(results.map(({ refused }) => refused)).toEqual([
      'has_pack',
      'no_consent',
      'not_found',
      'short',
      'too_young',
      'too_old',
      'no_consent',
      undefined,
      'not_found',
      'not_found',
    ]);
    const other = await send(world, planId, unitId, { [V]: 1 });
    expect(await assign(world, other, [good.childId])).toMatchObject([{ refused: 'has_pack' }]);
  });

  it('a child of another campaign’s area is told as none, to an admin too', async () => {
    const window = { from: Date.now() - HOUR, until: Date.now() + HOUR };
    await world.admin.call('staff', 'campaign.save', {
      requestId: newRequestId(),
      campaignId: 'elsewhere',
      title: '西区的心愿',
      place: '别处',
      donor: '某人',
      ...window,
      fundId,
      consentVersion: '1',
      areas: [
        { areaId: 'd-9', name: '西区', level: 'district' },
        { areaId: 's-9', name: '山街', level: 'street', parentId: 'd-9' },
        { areaId: 'c-9', name: '湖边社区', level: 'community', parentId: 's-9' },
      ],
    });
    const { batchId } = await openPacks(cloud, world, { [V]: 2 });
    const elsewhere = await newChild(cloud, { communityId: 'c-9' });
    const { childId } = await newChild(cloud);
    const { results } = await world.admin.call('staff', 'pack.assign', {
      requestId: newRequestId(),
      batchId,
      childIds: [elsewhere.childId, childId],
    });
    expect(results).toMatchObject([{ refused: 'not_found' }, { version: V }]);
  });

  it('short names whom; a missing pack counts as there until it is settled', async () => {
    const { batchId } = await openPacks(cloud, world, { [V]: 1 });
    const [first, second] = [await newChild(cloud), await newChild(cloud)];
    const results = await assign(world, batchId, [first.childId, second.childId]);
    expect(results.map(({ refused }) => refused)).toEqual([undefined, 'short']);
  });

  it('the same request answers the same, and two at once give one card', async () => {
    const { batchId } = await openPacks(cloud, world, { [V]: 3 });
    const { childId } = await newChild(cloud);
    const input = { requestId: newRequestId(), batchId, childIds: [childId] };
    const both = await Promise.all([
      world.community.call('staff', 'pack.assign', input),
      world.community.call('staff', 'pack.assign', input),
      world.admin.call('staff', 'pack.assign', input),
    ]);
    expect(both[0]).toEqual(both[1]);
    const cardIds = both.flatMap(({ results }) => results.flatMap(({ cardId }) => cardId ?? []));
    expect(new Set(cardIds).size).toBe(1);
  });

  it('a place is one of the unit’s public places, where it has any', async () => {
    const planId = await newPlan(world);
    const unitId = await newUnit(world, ['社区广场', '图书馆']);
    const batchId = await send(world, planId, unitId, { [V]: 1 });
    const { childId } = await newChild(cloud);
    expect(
      await world.community.refused('staff', 'pack.assign', {
        requestId: newRequestId(),
        batchId,
        childIds: [childId],
        place: '海岸花园 3 栋 201',
      }),
    ).toBe('INVALID_ARGUMENT');
    await assign(world, batchId, [childId], { place: '图书馆' });
    expect((await seenBy(await newMember(cloud, world, batchId), batchId)).packs).toMatchObject([
      { place: '图书馆' },
    ]);
  });
});

describe('亲子陪伴', () => {
  it('once per family and plan, unless staff say why', async () => {
    const { batchId } = await openPacks(cloud, world, { family: 3, [V]: 3 });
    const { guardian, childId } = await newChild(cloud);
    const sibling = await newSibling(guardian, BORN[V]);
    const [first] = await assign(world, batchId, [childId], { version: 'family' });
    expect(first).toMatchObject({ version: 'family' });
    expect(await assign(world, batchId, [childId])).toMatchObject([{ refused: 'has_pack' }]);
    expect(await assign(world, batchId, [sibling], { version: 'family' })).toMatchObject([
      { refused: 'has_pack' },
    ]);
    expect(
      await assign(world, batchId, [sibling], { version: 'family', reason: '分住两处' }),
    ).toMatchObject([{ version: 'family' }]);
  });
});

describe('换版本', () => {
  const swap = (cardId: string, version: '0-6' | '7-12' | 'family', requestId = newRequestId()) =>
    world.community.send('staff', 'pack.swap', { requestId, cardId, version, reason: '孩子想要' });

  it('with one of the unit’s own no count moves', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1, family: 1 });
    const { cardId, code, guardian } = await packCard(cloud, world, packs.batchId);
    const before = [await sums(world, packs.planId), await sums(world, packs.planId, 'family')];
    const swapped = await swap(cardId, 'family');
    if (!swapped.ok) throw new Error(swapped.message);
    expect(swapped.data).toMatchObject({ version: 'family' });
    expect([await sums(world, packs.planId), await sums(world, packs.planId, 'family')]).toEqual(
      before,
    );
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'void' });
    const { cardId: newCardId } = swapped.data;
    const { code: newCode } = await guardian.call('family', 'card.show', { cardId: newCardId });
    expect(await deliver(packs.member, packs, newCode)).toMatchObject({ status: 'accepted' });
    const { items } = await guardian.call('family', 'pack.mine', {});
    expect(items.map(({ state }) => state).sort()).toEqual(['redeemed', 'void']);
  });

  it('else one leaves the store for the unit, and the old one goes to the store', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { cardId } = await packCard(cloud, world, packs.batchId);
    expect(await swap(cardId, 'family')).toMatchObject({ ok: true });
    expect(await sums(world, packs.planId)).toMatchObject({ inStore: 10, withUnits: 0 });
    expect(await sums(world, packs.planId, 'family')).toMatchObject({ inStore: 9, withUnits: 1 });
    const { packs: seen } = await seenBy(packs.member, packs.batchId);
    expect(seen).toMatchObject([{ version: 'family', ready: true, state: 'issued' }]);
  });

  it('with none anywhere it is refused, and the old card stays good', async () => {
    const planId = await newPlan(world, 1);
    const unitId = await newUnit(world);
    await send(world, planId, unitId, { family: 1 });
    const batchId = await send(world, planId, unitId, { [V]: 1 });
    const { cardId, guardian } = await packCard(cloud, world, batchId);
    expect(await swap(cardId, 'family')).toMatchObject({ code: 'FAILED_PRECONDITION' });
    expect((await guardian.call('family', 'pack.mine', {})).items).toMatchObject([
      { cardId, state: 'issued' },
    ]);
  });

  it('racing a delivery, exactly one of them holds', async () => {
    for (let round = 0; round < 6; round += 1) {
      const packs = await openPacks(cloud, world, { [V]: 1, family: 1 });
      const { cardId, code } = await packCard(cloud, world, packs.batchId);
      const [swapped, delivered] = await Promise.all([
        swap(cardId, 'family'),
        deliver(packs.member, packs, code),
      ]);
      expect([swapped.ok, delivered.status === 'accepted'].filter(Boolean)).toHaveLength(1);
      await sums(world, packs.planId);
    }
  });
});
