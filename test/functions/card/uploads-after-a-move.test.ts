import {
  cloud,
  conflictsOf,
  MINUTE,
  moveTo,
  newEvent,
  olderCard,
  openEventDay,
  scanOf,
  stateOf,
  upload,
  world,
} from '../../support/event-day';
import { campaignId, eventId, HOUR, newRequestId, redeem } from '../../support/world';

describe('a gift handed out with no network', () => {
  beforeAll(openEventDay);
  afterAll(() => cloud.end());

  describe('whatever came since', () => {
    it('moved to another event: redeemed, in the conflicts of both, and no second gift', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      const delivery = await newEvent('送礼上门');
      await moveTo(card, delivery, 'door');
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      for (const at of [eventId, delivery]) {
        expect(await conflictsOf(card, at)).toMatchObject([
          {
            kind: 'changed',
            state: 'open',
            changes: [{ kind: 'moved_event' }],
            other: { at: entry.scannedAt, stationLabel: '一号台', deviceId: 'phone-1' },
          },
        ]);
      }
      const second = { eventId: delivery, stationId: 'door' };
      await expect(redeem(world.admin, card.code, second)).resolves.toMatchObject({
        reason: 'already_redeemed',
        first: { at: entry.scannedAt, deviceId: 'phone-1' },
      });
    });

    it('moved and handed out there too: the first is effective, the second is known', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      const delivery = await newEvent('又送一次');
      await moveTo(card, delivery, 'door');
      await redeem(world.admin, card.code, { eventId: delivery, stationId: 'door' });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      const kinds = (await conflictsOf(card, delivery)).map(({ kind }) => kind).sort();
      expect(kinds).toEqual(['changed', 'double']);
    });

    it('moved to another desk', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await moveTo(card, eventId, 'desk-2');
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card)).toMatchObject([{ changes: [{ kind: 'moved_desk' }] }]);
    });

    it('the event put off to another day', async () => {
      const other = await newEvent('会改期的领取日');
      const card = await olderCard();
      await moveTo(card, other, 'door');
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await world.admin.call('staff', 'event.save', {
        requestId: newRequestId(),
        eventId: other,
        campaignId,
        title: '改期了',
        from: cloud.now() + 5 * HOUR,
        until: cloud.now() + 6 * HOUR,
        stations: [{ stationId: 'door', label: '家门口' }],
      });
      const at = { eventId: other, stationId: 'door' };
      await expect(upload([entry], at, world.admin)).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card, other)).toMatchObject([
        { changes: [{ kind: 'event_moved' }] },
      ]);
    });
  });

  describe('an upload', () => {
    it('from a desk that the event has no longer is judged as it was then', async () => {
      const both = [
        { stationId: 'door', label: '家门口' },
        { stationId: 'gate', label: '门口' },
      ];
      const from = cloud.now() - MINUTE;
      const save = (stations: typeof both, known?: string) =>
        world.admin.call('staff', 'event.save', {
          requestId: newRequestId(),
          ...(known === undefined ? {} : { eventId: known }),
          campaignId,
          title: '两个台',
          from,
          until: from + HOUR,
          stations,
        });
      const { eventId: small } = await save(both);
      const card = await olderCard();
      await moveTo(card, small, 'gate');
      const entry = scanOf(card);
      await cloud.forward(MINUTE);
      await moveTo(card, small, 'door');
      await save(both.slice(0, 1), small);
      const at = { eventId: small, stationId: 'gate' };
      await expect(upload([entry], at, world.admin)).resolves.toEqual(['accepted']);
      expect(await conflictsOf(card, small)).toMatchObject([{ changes: [{ kind: 'moved_desk' }] }]);
    });
  });

  describe('what a device takes along and tells', () => {
    it('names the other event of a card that is not for this one', async () => {
      const card = await olderCard();
      await moveTo(card, await newEvent('另一场'), 'door');
      const event = { title: '另一场', place: '社区广场' };
      await expect(redeem(world.volunteer, card.code)).resolves.toMatchObject({
        reason: 'wrong_event',
        event,
      });
      await expect(
        world.volunteer.call('station', 'card.inspect', {
          eventId,
          stationId: 'desk-1',
          code: card.code,
        }),
      ).resolves.toMatchObject({ reason: 'wrong_event', event });
    });
  });
});
