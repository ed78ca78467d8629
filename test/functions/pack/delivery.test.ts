import { openCloud, type TestCloud } from '../../support/cloud';
import {
  acknowledge,
  assign,
  deliver,
  giveBack,
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
  upload,
} from '../../support/packs';
import {
  collector,
  eventId,
  HOUR,
  inOwnWorld,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  type World,
} from '../../support/world';

let cloud: TestCloud;
let world: World;
beforeAll(async () => {
  cloud = await openCloud();
  world = await openWorld(cloud);
});
afterAll(() => cloud.end());

const V = '7-12';

const annul = (cardId: string, disposition: 'returned' | 'kept' | 'damaged') =>
  world.community.call('station', 'card.annul', {
    nonce: newRequestId(),
    cardId,
    reason: '送错了',
    disposition,
  });

describe('a delivery is a redemption, by every rule of it', () => {
  it('once: the second scan is told of the first', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const accepted = await deliver(packs.member, packs, code);
    expect(accepted).toMatchObject({ status: 'accepted', ageBand: V });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'already_redeemed' });
  });

  it('without a collector it is incomplete', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    expect(await deliver(packs.member, packs, code, { collector: undefined })).toMatchObject({
      reason: 'incomplete',
    });
  });

  it('of many devices at one moment exactly one is accepted', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, () => deliver(packs.member, packs, code)),
    );
    expect(verdicts.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 1, withUnits: 2 });
  });

  it('racing a return of its pack, exactly one of them holds', async () => {
    for (let round = 0; round < 6; round += 1) {
      const packs = await openPacks(cloud, world, { [V]: 1 });
      const { code } = await packCard(cloud, world, packs.batchId);
      const [delivered, returned] = await Promise.all([
        deliver(packs.member, packs, code),
        world.community.send('staff', 'pack.return', {
          requestId: newRequestId(),
          batchId: packs.batchId,
          version: V,
          count: 1,
          reason: '送不出去',
        }),
      ]);
      expect([delivered.status === 'accepted', returned.ok].filter(Boolean)).toHaveLength(1);
      await sums(world, packs.planId);
    }
  });

  it('a wish card for a batch and a pack card at the event are wrong_event; both stay good', async () => {
    const packs = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const wish = await readyCard(cloud, world, `wish-${newRequestId()}`);
    expect(await deliver(packs.member, packs, wish.code)).toMatchObject({ reason: 'wrong_event' });
    expect(await redeem(world.volunteer, code)).toMatchObject({ reason: 'wrong_event' });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
    expect(await redeem(world.volunteer, wish.code)).toMatchObject({ status: 'accepted' });
  });

  it('at a pack desk of the event a wish card is at the wrong station', async () => {
    const { items } = await world.admin.call('staff', 'event.list', { campaignId: 'spring' });
    const event = items.find((one) => one.eventId === eventId);
    if (!event) throw new Error('no event');
    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      eventId,
      campaignId: 'spring',
      title: event.title,
      from: event.from,
      until: event.until,
      stations: [...event.stations, { stationId: 'packs', label: '暖心包', kind: 'pack' }],
    });
    const wish = await readyCard(cloud, world, `wish-${newRequestId()}`);
    expect(await redeem(world.volunteer, wish.code, { stationId: 'packs' })).toMatchObject({
      reason: 'wrong_station',
    });
    const { code } = await packCard(cloud, world, (await openPacks(cloud, world)).batchId);
    expect(await redeem(world.volunteer, code, { stationId: 'packs' })).toMatchObject({
      reason: 'wrong_event',
    });
  });

  it('a member sees alias, age band, version and place, and nothing else of a child', async () => {
    const packs = await openPacks(cloud, world);
    const { childId, code } = await packCard(cloud, world, packs.batchId);
    const { packs: seen } = await seenBy(packs.member, packs.batchId);
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(
      ['ageBand', 'alias', 'cardId', 'cardNo', 'place', 'ready', 'state', 'version'].sort(),
    );
    const opened = await packs.member.call('station', 'open', {
      eventId: packs.batchId,
      stationId: packs.unitId,
      deviceId: 'phone-1',
      deviceLabel: '手机',
      deviceTime: Date.now(),
    });
    for (const told of [seen, opened, await deliver(packs.member, packs, code)]) {
      const text = JSON.stringify(told);
      for (const hidden of [childId, '豆豆', '2016-05', 'c-1', 'guardian']) {
        expect(text).not.toContain(hidden);
      }
    }
  });

  it('a member of another batch is refused before anything is judged', async () => {
    const packs = await openPacks(cloud, world);
    const other = await openPacks(cloud, world);
    const { code } = await packCard(cloud, world, packs.batchId);
    const scan = {
      eventId: packs.batchId,
      stationId: packs.unitId,
      code,
    };
    expect(await other.member.refused('station', 'card.inspect', scan)).toBe('PERMISSION_DENIED');
    expect(await deliver(other.member, other, code)).toMatchObject({ reason: 'wrong_event' });
  });

  it('a scanner grant cannot be made to outlive the batch', async () => {
    const { batchId } = await openPacks(cloud, world);
    expect(
      await world.admin.refused('staff', 'grant.scanner', {
        requestId: newRequestId(),
        openid: 'somebody',
        eventId: batchId,
        from: Date.now(),
        until: Date.now() + 1000 * HOUR,
      }),
    ).toBe('INVALID_ARGUMENT');
  });

  it('a member’s grant ends with the batch, by the clock alone', () =>
    inOwnWorld(async (own, there) => {
      const planId = await newPlan(there);
      const unitId = await newUnit(there);
      const until = own.now() + HOUR;
      const window = { from: own.now() - HOUR, until };
      const batchId = await send(there, planId, unitId, { [V]: 2 }, window);
      const member = await newMember(own, there, batchId);
      await acknowledge(member, batchId, { [V]: 2 });
      const { code } = await packCard(own, there, batchId);
      const scannedAt = own.now();
      await own.forward(until + 1 - own.now());
      expect((await member.call('helper', 'batch.mine', {})).items).toEqual([]);
      const at = { eventId: batchId, stationId: unitId };
      for (const scanned of [code, '0000-0000-0000-0000']) {
        const scan = { ...at, code: scanned };
        expect(await member.refused('station', 'card.inspect', scan)).toBe('PERMISSION_DENIED');
        const redeem = { ...scan, nonce: newRequestId(), deviceId: 'd', collector };
        expect(await member.refused('station', 'card.redeem', redeem)).toBe('PERMISSION_DENIED');
      }
      expect(await upload(member, { batchId, unitId }, code, scannedAt)).toMatchObject({
        status: 'held',
      });
    }));

  it('a member can come by invite', async () => {
    const { batchId } = await openPacks(cloud, world);
    const { code } = await world.admin.call('staff', 'invite.make', {
      requestId: newRequestId(),
      offer: { role: 'unit', batchId },
    });
    const invited = cloud.as('invited-member');
    await invited.call('staff', 'invite.accept', { requestId: newRequestId(), code });
    expect((await seenBy(invited, batchId)).batchId).toBe(batchId);
    expect(await invited.refused('staff', 'pack.sums', { planId: 'x' })).toBe('PERMISSION_DENIED');
  });
});

describe('annulment of a delivery', () => {
  it('returned: the pack is with the unit again, and the card can be redeemed', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    await annul(cardId, 'returned');
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 0 });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
  });

  it.each(['kept', 'damaged'] as const)(
    '%s: it is lost, and the card waits until a pack is there',
    async (disposition) => {
      const packs = await openPacks(cloud, world, { [V]: 1 });
      const { cardId, code } = await packCard(cloud, world, packs.batchId);
      await deliver(packs.member, packs, code);
      await annul(cardId, disposition);
      expect(await sums(world, packs.planId)).toMatchObject({
        withUnits: 0,
        delivered: 0,
        lost: 1,
      });
      expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'not_ready' });
    },
  );

  it('a member takes the own delivery back', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    const other = await newMember(cloud, world, packs.batchId);
    const input = { nonce: newRequestId(), cardId, reason: '扫错了' };
    expect(await other.refused('station', 'card.annul', input)).toBe('PERMISSION_DENIED');
    expect(await packs.member.call('station', 'card.annul', input)).toMatchObject({
      state: 'issued',
    });
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 0 });
  });
});

describe('a card that is void leaves its pack to the next', () => {
  it('voided by staff', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { cardId, code, childId } = await packCard(cloud, world, packs.batchId);
    await world.community.call('staff', 'card.void', {
      requestId: newRequestId(),
      cardId,
      reason: '家长不要了',
    });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'void' });
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1 });
    const [again] = await assign(world, packs.batchId, [childId]);
    expect(again).toMatchObject({ version: V });
    expect(again?.cardId).not.toBe(cardId);
  });

  it('consent `gift` withdrawn: the card is void, the pack stays with the unit', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { code, guardian } = await packCard(cloud, world, packs.batchId);
    await guardian.call('family', 'consent.withdraw', { scopes: ['gift'] });
    expect(await deliver(packs.member, packs, code)).toMatchObject({ reason: 'void' });
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 0 });
  });

  it('a child that is erased: its card ends, and the sums stay', async () => {
    const packs = await openPacks(cloud, world, { [V]: 2 });
    const kept = await packCard(cloud, world, packs.batchId);
    const gone = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, kept.code);
    for (const { guardian, childId } of [kept, gone]) {
      await guardian.call('family', 'data.erase', { requestId: newRequestId(), childId });
      expect((await guardian.call('family', 'pack.mine', {})).items).toEqual([]);
    }
    expect(await sums(world, packs.planId)).toMatchObject({ withUnits: 1, delivered: 1 });
    expect(await deliver(packs.member, packs, gone.code)).toMatchObject({ reason: 'void' });
  });

  it('another guardian who consents keeps it good, and sees it', async () => {
    const packs = await openPacks(cloud, world, { [V]: 1 });
    const { guardian, childId, cardId, code } = await packCard(cloud, world, packs.batchId);
    const other = cloud.as('second-guardian');
    await other.call('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'] });
    const invite = await guardian.call('family', 'guardian.invite', {
      requestId: newRequestId(),
      childId,
    });
    await other.call('family', 'guardian.join', { requestId: newRequestId(), code: invite.code });
    await guardian.call('family', 'consent.withdraw', {});
    expect((await other.call('family', 'pack.mine', {})).items).toMatchObject([{ cardId }]);
    expect(await guardian.refused('family', 'card.show', { cardId })).not.toBe('OK');
    expect(await deliver(packs.member, packs, code)).toMatchObject({ status: 'accepted' });
  });
});

describe('the guardian answers a delivered pack', () => {
  it('not before it is delivered, and only the own', async () => {
    const packs = await openPacks(cloud, world);
    const { guardian, cardId } = await packCard(cloud, world, packs.batchId);
    const input = { requestId: newRequestId(), cardId, answer: 'received' };
    expect(await guardian.refused('family', 'pack.answer', input)).toBe('FAILED_PRECONDITION');
    const { guardian: other } = await newChild(cloud);
    expect(await other.refused('family', 'pack.answer', input)).toBe('NOT_FOUND');
  });

  it('it never undoes the scan; what is not well waits for staff', async () => {
    const packs = await openPacks(cloud, world);
    const { guardian, cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    const answer = (said: 'received' | 'not_received' | 'wrong', note?: string) =>
      guardian.call('family', 'pack.answer', {
        requestId: newRequestId(),
        cardId,
        answer: said,
        ...(note === undefined ? {} : { note }),
      });
    expect(await answer('wrong', '少了一本')).toEqual({ state: 'open' });
    expect(await sums(world, packs.planId)).toMatchObject({ delivered: 1 });
    const { items } = await world.community.call('staff', 'pack.answers', {
      planId: packs.planId,
    });
    expect(items).toMatchObject([{ cardId, answer: 'wrong', note: '少了一本', state: 'open' }]);
    expect((items[0]?.dueAt ?? 0) - (items[0]?.at ?? 0)).toBe(7 * 24 * HOUR);
    expect(JSON.stringify(await seenBy(packs.member, packs.batchId))).not.toContain('少了');
    const reply = { requestId: newRequestId(), cardId, words: '明天补送' };
    expect(await world.community.call('staff', 'pack.answer', reply)).toEqual({
      state: 'answered',
    });
    expect((await guardian.call('family', 'pack.mine', {})).items).toMatchObject([
      { cardId, state: 'redeemed', answer: 'wrong', words: '明天补送' },
    ]);
    expect(await answer('received')).toEqual({ state: 'closed' });
  });

  it('of a delivery that was annulled is none of the next', async () => {
    const packs = await openPacks(cloud, world);
    const { guardian, cardId, code } = await packCard(cloud, world, packs.batchId);
    await deliver(packs.member, packs, code);
    const answer = (said: 'received' | 'not_received') =>
      guardian.call('family', 'pack.answer', { requestId: newRequestId(), cardId, answer: said });
    await answer('not_received');
    const own = async () => (await guardian.call('family', 'pack.mine', {})).items[0];
    expect(await own()).toMatchObject({ state: 'redeemed', answer: 'not_received' });
    await annul(cardId, 'returned');
    expect(await own()).toMatchObject({ state: 'issued', answer: 'not_received' });
    await deliver(packs.member, packs, code);
    expect(await own()).not.toHaveProperty('answer');
    await answer('received');
    expect(await own()).toMatchObject({ state: 'redeemed', answer: 'received' });
  });
});

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

describe('the slips of a batch', () => {
  it('are a row in the log of each child, and none of a card that is frozen', async () => {
    const { batchId } = await openPacks(cloud, world);
    const first = await packCard(cloud, world, batchId);
    const frozen = await packCard(cloud, world, batchId);
    const freeze = { requestId: newRequestId(), cardId: frozen.cardId, reason: '卡不见了' };
    await frozen.guardian.call('family', 'card.freeze', freeze);
    const { slips } = await world.community.call('staff', 'pack.sheet', { batchId });
    expect(slips).toBe(1);
    const printed = { role: 'community', purpose: '打印暖心包交接单' };
    const log = async ({ guardian }: typeof first) =>
      (await guardian.call('family', 'access.mine', {})).items;
    expect(await log(first)).toMatchObject([printed]);
    expect(await log(frozen)).toEqual([]);
  });
});
