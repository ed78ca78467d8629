import type { Person } from '../../support/cloud';
import {
  annul,
  cloud,
  codeOf,
  MINUTE,
  newCard,
  openEventDay,
  staffCard,
  world,
} from '../../support/event-day';
import { campaignId, eventId, HOUR, newRequestId, redeem } from '../../support/world';

describe('at a real event', () => {
  beforeAll(openEventDay);
  afterAll(() => cloud.end());

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
      await annul(world.volunteer, card);
      const { items } = await card.guardian.call('family', 'card.mine', {});
      expect(items).toMatchObject([{ state: 'handed_out' }]);
    });

    it('of a frozen, redeemed, unknown or mistyped card is refused', async () => {
      const card = await newCard();
      await staffCard('card.freeze', card);
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
      await staffCard('card.freeze', card);
      await expect(staffCard('card.reissue', card)).resolves.toMatchObject({
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
      await world.volunteer.call('station', 'open', {
        eventId,
        stationId: 'desk-1',
        deviceId: 'phone-1',
        deviceLabel: '一号手机',
        deviceTime: cloud.now(),
      });
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
