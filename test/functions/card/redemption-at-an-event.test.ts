import type { Disposition, Output, SyncResult } from '../../../typings/contract';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import {
  campaignId,
  collector,
  eventId,
  fundId,
  fundWish,
  HOUR,
  newRequestId,
  openWorld,
  readyCard,
  redeem,
  type ReadyCard,
  type World,
} from '../../support/world';

const MINUTE = 60_000;

describe('at a real event', () => {
  let cloud: TestCloud;
  let world: World;
  let families = 0;

  beforeAll(async () => {
    cloud = await openCloud({ timers: false });
    world = await openWorld(cloud, {
      event: { from: Date.now() - HOUR, until: Date.now() + 5 * HOUR },
    });
  });
  afterAll(() => cloud.end());

  const newCard = (): Promise<ReadyCard> => readyCard(cloud, world, `guardian-${(families += 1)}`);
  /** A card that was issued a while ago: a scan may lie between then and now. */
  const olderCard = async (): Promise<ReadyCard> => {
    const card = await newCard();
    await cloud.forward(20 * MINUTE);
    return card;
  };
  const stateOf = async (card: ReadyCard) => {
    const { items } = await card.guardian.call('family', 'wish.mine', {});
    return items.find(({ wishId }) => wishId === card.wishId)?.state;
  };
  const annul = (
    person: Person,
    cardId: string,
    more: { disposition?: Disposition; nonce?: string } = {},
  ) =>
    person.send('station', 'card.annul', {
      nonce: newRequestId(),
      cardId,
      reason: '扫错了卡',
      ...more,
    });
  const codeOf = (reply: { ok: boolean; code?: string }) => (reply.ok ? 'ok' : reply.code);
  const staffCard = (action: 'card.freeze' | 'card.reissue' | 'card.void', cardId: string) =>
    world.community.call('staff', action, { requestId: newRequestId(), cardId, reason: '处理' });

  describe('annulment 撤销核销', () => {
    it('by the volunteer who redeemed, within 15 minutes: the card is good again', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      const reply = await annul(world.volunteer, card.cardId);
      expect(reply).toMatchObject({ ok: true, data: { state: 'issued', generation: 2 } });
      expect(await stateOf(card)).toBe('ready');
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        status: 'accepted',
        generation: 2,
      });
    });

    it('never by another volunteer', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      expect(codeOf(await annul(world.second, card.cardId))).toBe('PERMISSION_DENIED');
      expect(await stateOf(card)).toBe('fulfilled');
    });

    it('by a volunteer only for a quarter of an hour, from when the server learned of it', async () => {
      const upload = async (card: ReadyCard, scannedAt: number) => {
        const { results } = await world.volunteer.call('station', 'card.sync', {
          eventId,
          stationId: 'desk-1',
          deviceId: 'd',
          clockOffsetMs: 0,
          entries: [{ nonce: newRequestId(), code: card.code, collector, scannedAt }],
        });
        expect(results).toMatchObject([{ status: 'accepted' }]);
      };
      const [late, fresh] = [await newCard(), await olderCard()];
      // A device's own time neither ends that quarter of an hour early nor makes it longer.
      await upload(fresh, cloud.now() - 16 * MINUTE);
      expect(codeOf(await annul(world.volunteer, fresh.cardId))).toBe('ok');
      await upload(late, cloud.now() + MINUTE);
      await cloud.forward(15 * MINUTE + 1000);
      expect(codeOf(await annul(world.volunteer, late.cardId))).toBe('PERMISSION_DENIED');
    });

    it('by staff at any time, who say what became of the gift', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      expect(codeOf(await annul(world.community, card.cardId))).toBe('INVALID_ARGUMENT');
      const reply = await annul(world.community, card.cardId, { disposition: 'returned' });
      expect(reply.ok).toBe(true);
      expect(await stateOf(card)).toBe('ready');
    });

    it.each(['kept', 'damaged'] as const)(
      'with the gift %s: the wish is funded with nothing in hand, and takes a new reserve',
      async (disposition) => {
        const card = await newCard();
        await redeem(world.volunteer, card.code);
        const before = await world.admin.call('staff', 'fund.ledger', { fundId });
        await annul(world.community, card.cardId, { disposition });
        expect(await stateOf(card)).toBe('funded');
        await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
          reason: 'not_ready',
        });
        const after = await world.admin.call('staff', 'fund.ledger', { fundId });
        expect(after).toMatchObject({ spentFen: before.spentFen, reservedFen: before.reservedFen });
        await fundWish(world, card.wishId, 10_000);
        await world.community.call('staff', 'gift.arrive', {
          requestId: newRequestId(),
          wishId: card.wishId,
          priceFen: 9_000 as never,
          stationId: 'desk-1',
        });
        await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
          status: 'accepted',
        });
      },
    );

    it('twice, or of what was never redeemed, is refused clearly', async () => {
      const card = await newCard();
      expect(codeOf(await annul(world.community, card.cardId, { disposition: 'returned' }))).toBe(
        'FAILED_PRECONDITION',
      );
      await redeem(world.volunteer, card.code);
      await annul(world.volunteer, card.cardId);
      expect(codeOf(await annul(world.volunteer, card.cardId))).toBe('FAILED_PRECONDITION');
    });

    it('sent twice with one nonce annuls once and answers the same', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      const nonce = newRequestId();
      const first = await annul(world.volunteer, card.cardId, { nonce });
      expect(await annul(world.volunteer, card.cardId, { nonce })).toEqual(first);
    });

    it('makes a late retry of the redemption answer annulled, never reviving it', async () => {
      const card = await newCard();
      const nonce = newRequestId();
      await redeem(world.volunteer, card.code, { nonce });
      await annul(world.volunteer, card.cardId);
      await expect(redeem(world.volunteer, card.code, { nonce })).resolves.toMatchObject({
        status: 'rejected',
        reason: 'annulled',
      });
      expect(await stateOf(card)).toBe('ready');
    });

    it('and a redemption at one moment: the card ends redeemed once or not at all', async () => {
      for (let round = 0; round < 5; round += 1) {
        const card = await newCard();
        await redeem(world.volunteer, card.code);
        const [annulled, second] = await Promise.all([
          annul(world.volunteer, card.cardId),
          redeem(world.volunteer, card.code),
        ]);
        expect(annulled.ok).toBe(true);
        const fulfilled = (await stateOf(card)) === 'fulfilled';
        expect(fulfilled).toBe(second.status === 'accepted');
      }
    });
  });

  describe('hand-out 发放', () => {
    const handOut = (person: Person, code: string) =>
      person.send('station', 'card.handOut', { nonce: newRequestId(), eventId, code });

    it('is a record and no condition: the card is redeemed with it or without', async () => {
      const card = await newCard();
      expect(await handOut(world.volunteer, card.code)).toMatchObject({
        ok: true,
        data: { state: 'handed_out' },
      });
      expect(await handOut(world.volunteer, card.code)).toMatchObject({ ok: true });
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        status: 'accepted',
      });
      await annul(world.volunteer, card.cardId);
      const { items } = await card.guardian.call('family', 'card.mine', {});
      expect(items).toMatchObject([{ state: 'handed_out' }]);
    });

    it('of a frozen, redeemed, unknown or mistyped card is refused', async () => {
      const card = await newCard();
      await staffCard('card.freeze', card.cardId);
      expect(codeOf(await handOut(world.volunteer, card.code))).toBe('FAILED_PRECONDITION');
      expect(codeOf(await handOut(world.volunteer, '0000000000000000'))).toBe('NOT_FOUND');
      expect(codeOf(await handOut(world.volunteer, 'nonsense'))).toBe('INVALID_ARGUMENT');
    });
  });

  describe('two carriers', () => {
    it('redeeming by one ends both, freezing freezes both', async () => {
      const card = await newCard();
      const paper = await paperCodeOf(card.cardId);
      expect(paper).not.toBe(card.code);
      await redeem(world.volunteer, paper);
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        reason: 'already_redeemed',
      });
    });

    // The paper code is printed and shown nowhere else: an export for the print shop has it.
    const paperCodeOf = async (cardId: string): Promise<string> => {
      const { url } = (await world.community.call(
        'staff',
        'card.sheet' as never,
        {
          eventId,
          cardIds: [cardId],
          format: 'csv',
        } as never,
      )) as { url: string };
      const text = await (await fetch(url)).text();
      return text.split('\r\n')[1]?.split(',')[1] ?? '';
    };
  });

  describe('a reissue 补发', () => {
    it('keeps a frozen card frozen, and an annulment keeps the paper card good', async () => {
      const card = await newCard();
      await staffCard('card.freeze', card.cardId);
      await expect(staffCard('card.reissue', card.cardId)).resolves.toMatchObject({
        state: 'frozen',
      });
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        reason: 'blocked',
      });
    });

    it('of a redeemed or void card is refused', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      await expect(
        world.community.refused('staff', 'card.reissue', {
          requestId: newRequestId(),
          cardId: card.cardId,
          reason: '丢了',
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });
  });

  describe('with no network', () => {
    const sync = (
      entries: unknown[],
      {
        person = world.volunteer,
        deviceId = 'phone-1',
        clockOffsetMs = 0,
        stationId = 'desk-1',
      }: {
        person?: Person;
        deviceId?: string;
        clockOffsetMs?: number;
        stationId?: string;
      } = {},
    ): Promise<Output<'station', 'card.sync'>> =>
      person.call('station', 'card.sync', { eventId, stationId, deviceId, clockOffsetMs, entries });
    const scanOf = (code: string, scannedAt: number, nonce = newRequestId()) => ({
      nonce,
      code,
      collector,
      scannedAt,
    });
    const outcomes = (results: SyncResult[]) =>
      results.map(({ status, reason }) => (reason === undefined ? status : `${status} ${reason}`));

    it('the manifest is small and names no child', async () => {
      const { manifest, clockOffsetMs } = await world.volunteer.call('station', 'open', {
        eventId,
        stationId: 'desk-1',
        deviceId: 'phone-1',
        deviceLabel: '一号手机',
        deviceTime: cloud.now() - 5000,
      });
      expect(manifest.cards.length).toBeGreaterThan(0);
      expect(JSON.stringify(manifest.cards).length / manifest.cards.length).toBeLessThan(120);
      expect(clockOffsetMs).toBeGreaterThanOrEqual(5000);
      expect(JSON.stringify(manifest)).not.toMatch(/豆豆|guardian/);
    });

    it('an uploaded scan is accepted once, however often it is sent', async () => {
      const card = await newCard();
      const entry = scanOf(card.code, cloud.now());
      expect(outcomes((await sync([entry, entry])).results)).toEqual(['accepted', 'accepted']);
      expect(outcomes((await sync([entry])).results)).toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
    });

    it.each([
      ['earlier scan first', (early: unknown, late: unknown) => [early, late]],
      ['later scan first', (early: unknown, late: unknown) => [late, early]],
    ])('two devices that both handed out, %s: the earlier is effective', async (_, order) => {
      const card = await olderCard();
      const now = cloud.now();
      const early = { deviceId: 'early', entry: scanOf(card.code, now - 3 * MINUTE) };
      const late = { deviceId: 'late', entry: scanOf(card.code, now - 2 * MINUTE) };
      for (const { deviceId, entry } of order(early, late) as (typeof early)[]) {
        await sync([entry], { deviceId });
      }
      const first = await sync([early.entry], { deviceId: 'early' });
      const second = await sync([late.entry], { deviceId: 'late' });
      expect(outcomes([...first.results, ...second.results])).toEqual(['accepted', 'conflict']);
      await expect(
        redeem(world.volunteer, card.code, { nonce: late.entry.nonce, deviceId: 'late' }),
      ).resolves.toMatchObject({ reason: 'already_redeemed', first: { deviceId: 'early' } });
      const { items } = await world.admin.call('staff', 'conflict.list', { eventId });
      expect(items.filter(({ cardId }) => cardId === card.cardId)).toMatchObject([
        {
          state: 'open',
          effective: { deviceId: 'early', stationLabel: '一号台' },
          other: { deviceId: 'late' },
        },
      ]);
    });

    it('an earlier scan that arrives after an online redemption makes that one the conflict', async () => {
      const card = await olderCard();
      await redeem(world.volunteer, card.code, { deviceId: 'online' });
      const { results } = await sync([scanOf(card.code, cloud.now() - 5 * MINUTE)], {
        deviceId: 'offline',
      });
      expect(outcomes(results)).toEqual(['accepted']);
      const { items } = await world.admin.call('staff', 'conflict.list', { eventId });
      expect(items.find(({ cardId }) => cardId === card.cardId)).toMatchObject({
        effective: { deviceId: 'offline' },
        other: { deviceId: 'online' },
      });
    });

    it('the device clock is set right by its offset', async () => {
      const card = await olderCard();
      const now = cloud.now();
      // A phone that is ten minutes fast scanned first; its clock says it was later.
      await sync([scanOf(card.code, now - MINUTE)], { deviceId: 'right' });
      const fast = scanOf(card.code, now + 8 * MINUTE);
      const { results } = await sync([fast], { deviceId: 'fast', clockOffsetMs: -10 * MINUTE });
      expect(outcomes(results)).toEqual(['accepted']);
    });

    it('what can never be accepted leaves the queue and is kept as a failed attempt', async () => {
      const nonce = newRequestId();
      const { results } = await sync([
        { nonce, code: 7, collector, scannedAt: cloud.now() },
        'nonsense',
        null,
        { nonce: newRequestId(), code: 'x', collector, scannedAt: 'yesterday' },
        scanOf('0000000000000000', cloud.now()),
      ]);
      expect(outcomes(results)).toEqual([
        'rejected malformed',
        'rejected malformed',
        'rejected malformed',
        'rejected malformed',
        'rejected not_found',
      ]);
      const { items } = await world.admin.call('station', 'attempts', { eventId });
      expect(items.find((attempt) => attempt.nonce === nonce)).toMatchObject({
        reason: 'malformed',
      });
    });

    it('redeem and sync share nonces', async () => {
      const card = await newCard();
      const nonce = newRequestId();
      await redeem(world.volunteer, card.code, { nonce });
      const same = await sync([scanOf(card.code, cloud.now(), nonce)]);
      expect(outcomes(same.results)).toEqual(['accepted']);
      const other = await sync([scanOf(card.code, cloud.now(), nonce)], { deviceId: 'other' });
      expect(outcomes(other.results)).toEqual(['rejected nonce_conflict']);
    });

    it('an annulled scan that is uploaded again answers annulled', async () => {
      const card = await newCard();
      const entry = scanOf(card.code, cloud.now());
      await sync([entry]);
      await annul(world.volunteer, card.cardId);
      expect(outcomes((await sync([entry])).results)).toEqual(['rejected annulled']);
    });

    it('a blocked, void or unapproved card is rejected with its reason', async () => {
      const frozen = await newCard();
      await staffCard('card.freeze', frozen.cardId);
      const gone = await newCard();
      await staffCard('card.void', gone.cardId);
      const { results } = await sync([
        scanOf(frozen.code, cloud.now()),
        scanOf(gone.code, cloud.now()),
        scanOf(frozen.code, cloud.now()),
      ]);
      expect(outcomes(results)).toEqual(['rejected blocked', 'rejected void', 'rejected blocked']);
    });

    it('a conflict is settled once, with a note, and stays in the list', async () => {
      const card = await olderCard();
      const now = cloud.now();
      await sync([scanOf(card.code, now - MINUTE)], { deviceId: 'a' });
      await sync([scanOf(card.code, now)], { deviceId: 'b' });
      const find = async () => {
        const { items } = await world.community.call('staff', 'conflict.list', { eventId });
        return items.find(({ cardId }) => cardId === card.cardId);
      };
      const conflictId = (await find())?.conflictId ?? '';
      const settle = () => ({
        requestId: newRequestId(),
        conflictId,
        resolution: '第二份已收回',
        note: '家长当场退回了一份',
      });
      await expect(world.community.call('staff', 'conflict.resolve', settle())).resolves.toEqual({
        state: 'resolved',
      });
      await expect(world.community.refused('staff', 'conflict.resolve', settle())).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      expect(await find()).toMatchObject({ state: 'resolved', note: '家长当场退回了一份' });
    });

    it('more than 1000 entries at once, or a clock offset of no number, is INVALID_ARGUMENT', async () => {
      const base = { eventId, stationId: 'desk-1', deviceId: 'd', clockOffsetMs: 0, entries: [] };
      await expect(
        world.volunteer.refused('station', 'card.sync', {
          ...base,
          entries: Array.from({ length: 1001 }, () => null),
        }),
      ).resolves.toBe('INVALID_ARGUMENT');
      await expect(
        world.volunteer.refused('station', 'card.sync', { ...base, clockOffsetMs: 'soon' }),
      ).resolves.toBe('INVALID_ARGUMENT');
    });
  });

  describe('a rehearsal 演练', () => {
    it('has cards of its own that never consume a real one, nor count anywhere', async () => {
      const real = await newCard();
      const before = await cloud.as('').call('campaign', 'get', { campaignId });
      const rehearsal = await world.admin.call('staff', 'event.rehearse', {
        requestId: newRequestId(),
        eventId,
      });
      expect(rehearsal.cards.length).toBeGreaterThan(3);
      const { events } = await world.volunteer.call('station', 'me', {});
      expect(events.map((event) => event.eventId)).toContain(rehearsal.eventId);
      const practice = rehearsal.cards[0]?.code ?? '';
      const at = { eventId: rehearsal.eventId };
      await expect(redeem(world.volunteer, practice, at)).resolves.toMatchObject({
        status: 'accepted',
        gift: { title: '练习礼物 1' },
      });
      await expect(redeem(world.volunteer, practice, at)).resolves.toMatchObject({
        reason: 'already_redeemed',
      });
      await expect(redeem(world.volunteer, real.code, at)).resolves.toMatchObject({
        reason: 'wrong_event',
      });
      await expect(redeem(world.volunteer, rehearsal.cards[1]?.code ?? '')).resolves.toMatchObject({
        reason: 'wrong_event',
      });
      await expect(cloud.as('').call('campaign', 'get', { campaignId })).resolves.toEqual(before);
      await expect(redeem(world.volunteer, real.code)).resolves.toMatchObject({
        status: 'accepted',
      });
    });
  });

  describe('who did not come', () => {
    it('stands on the list, and gets the gift at home under the same once-only rule', async () => {
      const card = await newCard();
      const absent = async () => {
        const { items } = await world.community.call('staff', 'event.absentees', { eventId });
        return items.find(({ cardId }) => cardId === card.cardId);
      };
      expect(await absent()).toMatchObject({ gift: '一双球鞋', communityName: '海岸社区' });
      const delivery = await world.admin.call('staff', 'event.save', {
        requestId: newRequestId(),
        campaignId,
        title: '送礼上门',
        from: cloud.now() - MINUTE,
        until: cloud.now() + HOUR,
        stations: [{ stationId: 'door', label: '家门口' }],
      });
      await world.admin.call('staff', 'grant.scanner', {
        requestId: newRequestId(),
        openid: 'volunteer',
        eventId: delivery.eventId,
        from: cloud.now() - MINUTE,
        until: cloud.now() + HOUR,
      });
      await expect(
        world.community.call('staff', 'card.move', {
          requestId: newRequestId(),
          cardIds: [card.cardId],
          eventId: delivery.eventId,
          stationId: 'door',
        }),
      ).resolves.toEqual({ moved: 1 });
      expect(await absent()).toBeUndefined();
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        reason: 'wrong_event',
      });
      const atTheDoor = { eventId: delivery.eventId, stationId: 'door' };
      await expect(redeem(world.volunteer, card.code, atTheDoor)).resolves.toMatchObject({
        status: 'accepted',
      });
      await expect(redeem(world.volunteer, card.code, atTheDoor)).resolves.toMatchObject({
        reason: 'already_redeemed',
      });
    });
  });

  describe('the organiser', () => {
    it('sees how far the event has come, by desk and by gift', async () => {
      const progress = await world.community.call('staff', 'event.progress', { eventId });
      expect(progress.redeemed).toBeGreaterThan(0);
      expect(progress.cards).toBeGreaterThan(progress.redeemed);
      const desks = progress.byStation.map((desk) => desk.redeemed);
      expect(desks.reduce((sum, count) => sum + count, 0)).toBe(progress.redeemed);
      expect(progress.timeline.reduce((sum, step) => sum + step.redeemed, 0)).toBe(
        progress.redeemed,
      );
      expect(progress.failedScans.length).toBeGreaterThan(0);
      expect(progress.devices).toMatchObject([{ deviceId: 'phone-1', label: '一号手机' }]);
    });

    it('never drops a desk at which gifts still lie', async () => {
      const { items } = await world.admin.call('staff', 'event.list', { campaignId });
      const event = items.find((one) => one.eventId === eventId);
      if (!event) throw new Error('the event is absent');
      const { title, from, until } = event;
      await newCard();
      await expect(
        world.admin.refused('staff', 'event.save', {
          requestId: newRequestId(),
          eventId,
          campaignId,
          title,
          from,
          until,
          stations: [{ stationId: 'desk-2', label: '二号台' }],
        }),
      ).resolves.toBe('FAILED_PRECONDITION');
    });
  });
});

describe('when things change', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
  });
  beforeEach(async () => {
    await cloud.empty();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  it("the point on a map is the family's too: kept where nothing is said, gone where it is taken away", async () => {
    const { guardian } = await readyCard(cloud, world, 'map-family');
    const { items } = await world.admin.call('staff', 'event.list', { campaignId });
    const { title, from, until, stations } = items.find((each) => each.eventId === eventId) ?? {};
    const save = (location?: { latitude: number; longitude: number } | null) =>
      world.admin.send('staff', 'event.save', {
        requestId: newRequestId(),
        eventId,
        campaignId,
        title: title ?? '',
        from: from ?? 0,
        until: until ?? 0,
        stations: stations ?? [],
        ...(location === undefined ? {} : { location }),
      });
    const seen = async () => {
      const { items: cards } = await guardian.call('family', 'card.mine', {});
      return cards[0]?.event.location;
    };
    const point = { latitude: 22.53, longitude: 113.92 };
    await save(point);
    await expect(seen()).resolves.toEqual(point);
    await save();
    await expect(seen()).resolves.toEqual(point);
    await expect(save({ latitude: 91, longitude: 0 })).resolves.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    await save(null);
    await expect(seen()).resolves.toBeUndefined();
  });

  it('a postponed or cancelled event takes its cards along', async () => {
    const { code } = await readyCard(cloud, world, 'guardian');
    await world.admin.call('staff', 'event.cancel', {
      requestId: newRequestId(),
      eventId,
      reason: '台风',
    });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'too_late' });
    const { items } = await world.admin.call('staff', 'event.list', { campaignId });
    expect(items[0]?.cancelled).toMatchObject({ reason: '台风' });
    const event = {
      eventId,
      campaignId,
      title: '改期的领取日',
      stations: items[0]?.stations ?? [],
    };
    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      ...event,
      from: Date.now() + HOUR,
      until: Date.now() + 2 * HOUR,
    });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'too_early' });
    await world.admin.call('staff', 'event.save', {
      requestId: newRequestId(),
      ...event,
      from: Date.now() - HOUR,
      until: Date.now() + HOUR,
    });
    await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('one tap ends the grants of one device, and another those of all', async () => {
    const { code } = await readyCard(cloud, world, 'guardian');
    await world.second.call('station', 'open', {
      eventId,
      stationId: 'desk-2',
      deviceId: 'lost-phone',
      deviceLabel: '丢失的手机',
      deviceTime: Date.now(),
    });
    const scan = {
      nonce: newRequestId(),
      eventId,
      stationId: 'desk-2',
      deviceId: 'lost-phone',
      code,
      collector,
    };
    await expect(
      world.admin.call('staff', 'grant.endAll', {
        requestId: newRequestId(),
        eventId,
        deviceId: 'lost-phone',
      }),
    ).resolves.toEqual({ ended: 1 });
    await expect(world.second.refused('station', 'card.redeem', scan)).resolves.toBe(
      'PERMISSION_DENIED',
    );
    await expect(redeem(world.volunteer, code, { stationId: 'desk-2' })).resolves.toMatchObject({
      reason: 'wrong_station',
    });
    await world.admin.call('staff', 'grant.endAll', { requestId: newRequestId(), eventId });
    await expect(
      world.volunteer.refused('station', 'card.redeem', { ...scan, nonce: newRequestId() }),
    ).resolves.toBe('PERMISSION_DENIED');
  });
});

describe('the key of the codes', () => {
  it('is rotated without killing printed cards', async () => {
    const first = await openCloud();
    const world = await openWorld(first);
    const old = await readyCard(first, world, 'before');
    const rotated = await first.restart({
      CARD_KEY_NO: '2',
      CARD_KEY_2: '2'.repeat(64),
    });
    try {
      const again: World = { ...world, volunteer: rotated.as('volunteer') };
      const { code } = await rotated
        .as('before')
        .call('family', 'card.show', { cardId: old.cardId });
      expect(code).toBe(old.code);
      await expect(redeem(again.volunteer, old.code)).resolves.toMatchObject({
        status: 'accepted',
      });
      const next = await readyCard(
        rotated,
        {
          ...again,
          admin: rotated.as('demo-admin'),
          community: rotated.as('community'),
          district: rotated.as('district'),
        },
        'after',
      );
      await expect(redeem(again.volunteer, next.code)).resolves.toMatchObject({
        status: 'accepted',
      });
    } finally {
      await rotated.end();
    }
  });
});
