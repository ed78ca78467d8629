import type { Person } from '../../support/cloud';
import {
  annul,
  cloud,
  conflictsOf,
  MINUTE,
  moveTo,
  newCard,
  olderCard,
  openEventDay,
  scanOf,
  staffCard,
  stateOf,
  sync,
  upload,
  world,
} from '../../support/event-day';
import { arrive, eventId, issue, newRequestId, redeem, type ReadyCard } from '../../support/world';

describe('a gift handed out with no network', () => {
  beforeAll(openEventDay);
  afterAll(() => cloud.end());

  describe('whatever came since', () => {
    it('frozen, by staff or the family, and reissued: the new card brings no second gift', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await card.guardian.call('family', 'card.freeze', {
        requestId: newRequestId(),
        cardId: card.cardId,
        reason: '找不到卡了',
      });
      await staffCard('card.reissue', card);
      await staffCard('card.unfreeze', card);
      const { code } = await card.guardian.call('family', 'card.show', { cardId: card.cardId });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card)).toMatchObject([
        { changes: [{ kind: 'frozen' }, { kind: 'reissued' }] },
      ]);
      await expect(redeem(world.volunteer, code)).resolves.toMatchObject({
        reason: 'already_redeemed',
      });
    });

    it('voided, and issued anew: the new card is void', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await staffCard('card.void', card);
      const cardId = await issue(world, card.wishId);
      const { code } = await card.guardian.call('family', 'card.show', { cardId });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      expect(await conflictsOf(card)).toMatchObject([{ changes: [{ kind: 'void' }] }]);
      await expect(redeem(world.volunteer, code)).resolves.toMatchObject({ reason: 'void' });
    });

    it('voided, issued anew and redeemed: the earlier hand-over is effective, the other known', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await staffCard('card.void', card);
      const cardId = await issue(world, card.wishId);
      const { code } = await card.guardian.call('family', 'card.show', { cardId });
      await redeem(world.volunteer, code);
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      const { items } = await world.admin.call('staff', 'conflict.list', { eventId });
      expect(items.filter((one) => one.cardId === cardId)).toMatchObject([{ kind: 'double' }]);
    });

    it('what was wrong already then is rejected, and its row says that the gift was handed out', async () => {
      const card = await olderCard();
      await staffCard('card.freeze', card);
      await cloud.forward(MINUTE);
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await staffCard('card.unfreeze', card);
      await expect(upload([entry])).resolves.toEqual(['rejected blocked']);
      const { items } = await world.admin.call('station', 'attempts', {
        eventId,
        cardId: card.cardId,
      });
      expect(items).toMatchObject([
        { nonce: entry.nonce, reason: 'blocked', handedOutAt: entry.scannedAt },
      ]);
      expect(await stateOf(card)).toBe('ready');
    });

    it('before the gift came is not_ready, and a failed scan at a desk hands nothing out', async () => {
      const card = await newCard({ arrived: false });
      await redeem(world.volunteer, card.code);
      await cloud.forward(MINUTE);
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await arrive(world, card.wishId);
      await expect(upload([entry])).resolves.toEqual(['rejected not_ready']);
      const { items } = await world.admin.call('station', 'attempts', {
        eventId,
        cardId: card.cardId,
      });
      expect(items.map(({ handedOutAt }) => handedOutAt)).toEqual([undefined, entry.scannedAt]);
    });

    it('is settled once by staff', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await staffCard('card.freeze', card);
      await upload([entry]);
      const [conflict] = await conflictsOf(card);
      const settle = () => ({
        requestId: newRequestId(),
        conflictId: conflict?.conflictId ?? '',
        resolution: '已核实',
        note: '当场发的',
      });
      await world.community.call('staff', 'conflict.resolve', settle());
      await expect(world.community.refused('staff', 'conflict.resolve', settle())).resolves.toBe(
        'FAILED_PRECONDITION',
      );
      expect(await conflictsOf(card)).toMatchObject([{ state: 'resolved', note: '当场发的' }]);
    });
  });

  describe('an upload', () => {
    it('for a desk or an event that is gone refuses its own entries, never the whole', async () => {
      const card = await olderCard();
      await expect(
        upload([scanOf(card), 'nonsense'], { stationId: 'no-such-desk' }),
      ).resolves.toEqual(['rejected wrong_station', 'rejected malformed']);
      await expect(
        upload([scanOf(card)], { eventId: 'no-such-event' }, world.community),
      ).resolves.toEqual(['rejected wrong_event']);
      expect(await stateOf(card)).toBe('ready');
    });

    it('is for whoever has or had a grant', async () => {
      const card = await olderCard();
      for (const person of [world.stranger, cloud.as('')]) {
        const reply = await sync([scanOf(card)], {}, person);
        expect(reply.ok).toBe(false);
      }
      const elsewhere = await sync([scanOf(card)], { eventId: 'no-such-event' });
      expect(elsewhere).toMatchObject({ ok: false, code: 'PERMISSION_DENIED' });
      expect(await stateOf(card)).toBe('ready');
    });
  });

  describe('what a device takes along and tells', () => {
    const open = (person: Person, stationId: string, more: object = {}) =>
      person.call('station', 'open', {
        eventId,
        stationId,
        deviceId: `phone-of-${person.openid}`,
        deviceLabel: '手机',
        deviceTime: cloud.now(),
        ...more,
      });

    it('is the cards of her own desks, and no others', async () => {
      const [here, there] = [await olderCard(), await olderCard()];
      await moveTo(there, eventId, 'desk-2');
      const numbers = async (person: Person) => {
        const { manifest } = await open(person, 'desk-2');
        return manifest.cards.map((row) => row[7]);
      };
      const { items } = await world.community.call('staff', 'card.list', { eventId, limit: 100 });
      const numberOf = ({ cardId }: ReadyCard) =>
        items.find((card) => card.cardId === cardId)?.cardNo ?? '';
      const all = await numbers(world.volunteer);
      expect(all).toEqual(expect.arrayContaining([numberOf(here), numberOf(there)]));
      const own = await numbers(world.second);
      expect(own).toContain(numberOf(there));
      expect(own).not.toContain(numberOf(here));
    });

    it('is how many scans wait on it, when it opens and after an upload', async () => {
      const waitingOn = async () => {
        const { devices } = await world.admin.call('staff', 'event.progress', { eventId });
        return devices.find(({ deviceId }) => deviceId === 'phone-of-volunteer')?.waiting;
      };
      await open(world.volunteer, 'desk-1', { waiting: 3 });
      expect(await waitingOn()).toBe(3);
      await upload([], { deviceId: 'phone-of-volunteer', waiting: 1 });
      expect(await waitingOn()).toBe(1);
    });
  });

  describe('and a volunteer who tries', () => {
    it('takes no hand-over of another desk back by an upload dated earlier', async () => {
      const card = await olderCard();
      await redeem(world.admin, card.code, { deviceId: 'theirs' });
      await expect(upload([{ ...scanOf(card), scannedAt: cloud.now() - MINUTE }])).resolves.toEqual(
        ['accepted'],
      );
      await expect(annul(world.volunteer, card)).resolves.toMatchObject({
        code: 'PERMISSION_DENIED',
      });
      await expect(annul(world.admin, card, { disposition: 'returned' })).resolves.toMatchObject({
        ok: true,
        data: { state: 'redeemed', generation: 2 },
      });
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        reason: 'already_redeemed',
        first: { deviceId: 'theirs' },
      });
      expect(await stateOf(card)).toBe('fulfilled');
    });
  });
});
