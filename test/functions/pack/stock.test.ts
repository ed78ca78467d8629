import { openCloud, type TestCloud } from '../../support/cloud';
import {
  acknowledge,
  assign,
  deliver,
  giveBack,
  newMember,
  newPlan,
  newUnit,
  openPacks,
  packCard,
  seenBy,
  send,
  sums,
} from '../../support/packs';
import { campaignId, newRequestId, openWorld, type World } from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const V = '7-12';

describe('received = inStore + withUnits + delivered + lost', () => {
  it('after each step of a batch', async () => {
    const packs = await openPacks(cloud, world, { [V]: 3 });
    const { planId, batchId, member } = packs;
    expect(await sums(world, planId)).toMatchObject({ received: 10, inStore: 7, withUnits: 3 });
    const { code } = await packCard(cloud, world, batchId);
    expect(await deliver(member, packs, code)).toMatchObject({ status: 'accepted' });
    expect(await sums(world, planId)).toMatchObject({ inStore: 7, withUnits: 2, delivered: 1 });
    expect(await giveBack(world, batchId)).toEqual({ inStore: 8, withUnits: 1 });
    const { lossId, state } = await world.district.call('staff', 'pack.lose', {
      requestId: newRequestId(),
      batchId,
      version: V,
      count: 1,
      reason: '淋湿了',
    });
    expect(state).toBe('waits_for_second');
    expect(await sums(world, planId)).toMatchObject({ withUnits: 1, lost: 0 });
    const confirmed = await world.admin.call('staff', 'pack.confirmLoss', {
      requestId: newRequestId(),
      lossId,
    });
    expect(confirmed).toEqual({ state: 'lost' });
    expect(await sums(world, planId)).toEqual({
      version: V,
      received: 10,
      inStore: 8,
      withUnits: 0,
      delivered: 1,
      lost: 1,
    });
  });

  it('a shortage is refused by version, asked and in hand, and changes nothing', async () => {
    const planId = await newPlan(world, 2);
    const unitId = await newUnit(world);
    const reply = await world.admin.send('staff', 'pack.send', {
      requestId: newRequestId(),
      planId,
      unitId,
      counts: { '0-6': 1, [V]: 3 },
      from: 1_750_000_000_000,
      until: 1_760_000_000_000,
    });
    expect(reply).toMatchObject({ ok: false, code: 'FAILED_PRECONDITION' });
    expect(reply).toMatchObject({
      message: expect.stringContaining('「7–12 岁」需要 3 份，现有 2 份'),
    });
    expect(await sums(world, planId, '0-6')).toMatchObject({ inStore: 2, withUnits: 0 });
  });

  it('the same request is done once', async () => {
    const { planId, batchId } = await openPacks(cloud, world, { [V]: 3 });
    const input = {
      requestId: newRequestId(),
      batchId,
      version: V,
      count: 1,
      reason: '多了',
    } as const;
    const first = await world.community.call('staff', 'pack.return', input);
    expect(await world.community.call('staff', 'pack.return', input)).toEqual(first);
    expect(await sums(world, planId)).toMatchObject({ inStore: 8, withUnits: 2 });
  });

  it('more packs than one transaction holds come back in one call', async () => {
    const planId = await newPlan(world, 45);
    const unitId = await newUnit(world);
    const batchId = await send(world, planId, unitId, { [V]: 40 });
    const member = await newMember(cloud, world, batchId);
    await acknowledge(member, batchId, { [V]: 40 });
    const cards = [];
    for (let n = 0; n < 40; n += 1) cards.push(await packCard(cloud, world, batchId));
    await deliver(member, { batchId, unitId }, cards[39]?.code ?? '');
    expect(
      await world.community.refused('staff', 'pack.return', {
        requestId: newRequestId(),
        batchId,
        version: V,
        count: 40,
        reason: '试试',
      }),
    ).toBe('FAILED_PRECONDITION');
    expect(await sums(world, planId)).toMatchObject({ inStore: 5, withUnits: 39, delivered: 1 });
    expect(await giveBack(world, batchId, 39)).toEqual({ inStore: 44, withUnits: 0 });
    expect(await deliver(member, { batchId, unitId }, cards[0]?.code ?? '')).toMatchObject({
      reason: 'not_ready',
    });
    expect(await sums(world, planId)).toMatchObject({ inStore: 44, delivered: 1 });
  }, 120_000);
});

describe('签收', () => {
  it('before it every card of the batch is not_ready, after it not', async () => {
    const packs = await openPacks(cloud, world, { [V]: 2 }, { acknowledged: false });
    const { code } = await packCard(cloud, world, packs.batchId);
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'not_ready' });
    expect(await acknowledge(packs.member, packs.batchId, { [V]: 2 })).toEqual({
      state: 'acknowledged',
    });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
  });

  it('more than sent is refused', async () => {
    const { batchId, member } = await openPacks(cloud, world, { [V]: 2 }, { acknowledged: false });
    expect(
      await member.refused('helper', 'batch.acknowledge', {
        requestId: newRequestId(),
        batchId,
        counts: { [V]: 3 },
      }),
    ).toBe('FAILED_PRECONDITION');
  });

  it('less opens a discrepancy; the last assigned is not ready until it is found', async () => {
    const packs = await openPacks(cloud, world, { [V]: 2 }, { acknowledged: false });
    const { batchId, member, planId } = packs;
    const first = await packCard(cloud, world, batchId);
    const second = await packCard(cloud, world, batchId);
    await acknowledge(member, batchId, { [V]: 1 });
    const { items } = await world.community.call('staff', 'pack.discrepancies', { batchId });
    expect(items).toMatchObject([{ version: V, missing: 1, state: 'open' }]);
    expect(await deliver(member, packs, second.code)).toMatchObject({ reason: 'not_ready' });
    expect(await seenBy(member, batchId)).toMatchObject({ counts: { [V]: 2 }, left: { [V]: 1 } });
    const settled = await world.district.call('staff', 'pack.settle', {
      requestId: newRequestId(),
      discrepancyId: items[0]?.discrepancyId ?? '',
      outcome: 'found',
      note: '在车里',
    });
    expect(settled).toEqual({ state: 'settled' });
    expect(await deliver(member, packs, second.code)).toMatchObject({ status: 'accepted' });
    expect(await deliver(member, packs, first.code)).toMatchObject({ status: 'accepted' });
    expect(await sums(world, planId)).toMatchObject({ withUnits: 0, delivered: 2 });
  });

  it.each([
    ['returned', { inStore: 9, withUnits: 1, lost: 0 }],
    ['lost', { inStore: 8, withUnits: 1, lost: 1 }],
  ] as const)('a missing pack that was %s', async (outcome, expected) => {
    const { batchId, member, planId } = await openPacks(
      cloud,
      world,
      { [V]: 2 },
      { acknowledged: false },
    );
    await acknowledge(member, batchId, { [V]: 1 });
    const { items } = await world.community.call('staff', 'pack.discrepancies', { batchId });
    const discrepancyId = items[0]?.discrepancyId ?? '';
    const settled = await world.district.call('staff', 'pack.settle', {
      requestId: newRequestId(),
      discrepancyId,
      outcome,
      note: '问过了',
    });
    if (outcome === 'lost') {
      const { lossId = '' } = settled;
      expect(settled.state).toBe('waits_for_second');
      const confirm = { requestId: newRequestId(), lossId };
      expect(await world.district.refused('staff', 'pack.confirmLoss', confirm)).toBe(
        'PERMISSION_DENIED',
      );
      expect(await sums(world, planId)).toMatchObject({ withUnits: 2, lost: 0 });
      await world.admin.call('staff', 'pack.confirmLoss', confirm);
    }
    expect(await sums(world, planId)).toMatchObject(expected);
    const after = await world.community.call('staff', 'pack.discrepancies', { batchId });
    expect(after.items[0]?.state).toBe('settled');
  });

  it('is for members of the batch alone', async () => {
    const mine = await openPacks(cloud, world, { [V]: 1 }, { acknowledged: false });
    const other = await openPacks(cloud, world, { [V]: 1 }, { acknowledged: false });
    const input = { requestId: newRequestId(), batchId: mine.batchId, counts: { [V]: 1 } };
    for (const person of [other.member, world.volunteer, world.community, world.admin]) {
      expect(await person.refused('helper', 'batch.acknowledge', input)).toBe('PERMISSION_DENIED');
    }
  });
});

describe('报失 needs two', () => {
  it('a community worker can neither ask nor confirm', async () => {
    const { batchId } = await openPacks(cloud, world);
    const input = { requestId: newRequestId(), batchId, version: V, count: 1, reason: '坏了' };
    expect(await world.community.refused('staff', 'pack.lose', input)).toBe('PERMISSION_DENIED');
    const { lossId } = await world.admin.call('staff', 'pack.lose', input as never);
    expect(
      await world.community.refused('staff', 'pack.confirmLoss', {
        requestId: newRequestId(),
        lossId,
      }),
    ).toBe('PERMISSION_DENIED');
  });

  it('delivered meanwhile, it cannot be confirmed', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { code } = await packCard(cloud, world, packs.batchId);
    const { lossId } = await world.district.call('staff', 'pack.lose', {
      requestId: newRequestId(),
      batchId: packs.batchId,
      version: V,
      count: 1,
      reason: '找不到',
    });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
    expect(
      await world.admin.refused('staff', 'pack.confirmLoss', { requestId: newRequestId(), lossId }),
    ).toBe('FAILED_PRECONDITION');
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 1, lost: 0 });
  });

  it('it takes the pack of the last assigned when it is confirmed', async () => {
    const packs = await openPacks(cloud, world, { [V]: 2 });
    const first = await packCard(cloud, world, packs.batchId);
    const second = await packCard(cloud, world, packs.batchId);
    const { lossId } = await world.district.call('staff', 'pack.lose', {
      requestId: newRequestId(),
      batchId: packs.batchId,
      version: V,
      count: 1,
      reason: '找不到',
    });
    const { items } = await world.admin.call('staff', 'approval.list', { open: true });
    expect(items.find(({ approvalId }) => approvalId === lossId)).toMatchObject({
      kind: 'packLoss',
      packs: { version: V, count: 1 },
      mine: false,
    });
    await world.admin.call('staff', 'pack.confirmLoss', { requestId: newRequestId(), lossId });
    expect(await deliver(packs.member, packs, second.code)).toMatchObject({ reason: 'not_ready' });
    expect(await deliver(packs.member, packs, first.code)).toMatchObject({ status: 'accepted' });
  });
});

describe('a batch closes at zero with the unit', () => {
  it('and then its members are refused without being told of any code', async () => {
    const packs = await openPacks(cloud, world, { [V]: 2 });
    const { batchId, unitId, member, planId } = packs;
    const { code } = await packCard(cloud, world, batchId);
    const close = () =>
      world.community.send('staff', 'pack.close', { requestId: newRequestId(), batchId });
    expect(await close()).toMatchObject({ ok: false, code: 'FAILED_PRECONDITION' });
    await deliver(member, packs, code);
    expect(await close()).toMatchObject({ ok: false, message: expect.stringContaining('1 份') });
    await giveBack(world, batchId);
    expect(await close()).toMatchObject({ ok: true, data: { state: 'closed' } });
    expect((await member.call('helper', 'batch.mine', {})).items).toEqual([]);
    for (const person of [member, world.community, world.admin]) {
      for (const scanned of [code, '0000-0000-0000-0000', 'no code']) {
        const scan = { eventId: batchId, stationId: unitId, code: scanned };
        expect(await person.refused('station', 'card.inspect', scan)).toBe('PERMISSION_DENIED');
        expect(
          await person.refused('station', 'card.redeem', {
            ...scan,
            nonce: newRequestId(),
            deviceId: 'd',
            collector: { type: 'child' },
          }),
        ).toBe('PERMISSION_DENIED');
      }
      expect(
        await person.refused('station', 'open', {
          eventId: batchId,
          stationId: unitId,
          deviceId: 'd',
          deviceLabel: '手机',
          deviceTime: Date.now(),
        }),
      ).toBe('PERMISSION_DENIED');
    }
    expect(
      await member.refused('helper', 'batch.acknowledge', {
        requestId: newRequestId(),
        batchId,
        counts: {},
      }),
    ).toBe('PERMISSION_DENIED');
    expect(await sums(world, planId)).toMatchObject({ inStore: 9, withUnits: 0, delivered: 1 });
    const child = await packCardRefused(batchId);
    expect(child).toBe('closed');
  });

  const packCardRefused = async (batchId: string) => {
    const { childId } = await import('../../support/packs').then(({ newChild }) => newChild(cloud));
    const [result] = await assign(world, batchId, [childId]);
    return result?.refused;
  };
});

describe('a plan', () => {
  it('is of an admin, and its contents are frozen once a pack has left', async () => {
    const { planId } = await openPacks(cloud, world);
    const input = {
      requestId: newRequestId(),
      planId,
      campaignId,
      title: '六一暖心包',
      day: '2025-06-01',
      contents: { '0-6': ['绘本'], [V]: ['换了'], '13-17': [], family: [] },
    };
    expect(await world.community.refused('staff', 'pack.plan', input)).toBe('PERMISSION_DENIED');
    expect(await world.admin.refused('staff', 'pack.plan', input)).toBe('FAILED_PRECONDITION');
    expect(
      await world.admin.call('staff', 'pack.plan', {
        ...input,
        contents: { ...input.contents, [V]: ['文具', '水杯'] },
      }),
    ).toEqual({ planId });
  });

  it('a batch is no event of wishes', async () => {
    const { batchId } = await openPacks(cloud, world);
    const { items } = await world.admin.call('staff', 'event.list', { campaignId });
    expect(items.map(({ eventId }) => eventId)).not.toContain(batchId);
    expect(
      await world.admin.refused('staff', 'event.save', {
        requestId: newRequestId(),
        eventId: batchId,
        campaignId,
        title: '换了',
        from: 1_750_000_000_000,
        until: 1_760_000_000_000,
        stations: [{ stationId: 'x', label: 'x' }],
      }),
    ).toBe('FAILED_PRECONDITION');
    for (const action of ['event.cancel', 'event.rehearse'] as const) {
      expect(
        await world.admin.refused('staff', action, {
          requestId: newRequestId(),
          eventId: batchId,
          ...(action === 'event.cancel' ? { reason: '试试' } : {}),
        }),
      ).toBe('FAILED_PRECONDITION');
    }
  });
});
