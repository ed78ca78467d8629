import {
  annul,
  cloud,
  MINUTE,
  newCard,
  olderCard,
  openEventDay,
  scanOf,
  staffCard,
  stateOf,
  upload,
  world,
} from '../../support/event-day';
import { collector, eventId, newRequestId, redeem } from '../../support/world';

describe('at a real event', () => {
  beforeAll(openEventDay);
  afterAll(() => cloud.end());

  describe('with no network', () => {
    it('the manifest is small and names no child', async () => {
      await newCard();
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
      const entry = scanOf(card, cloud.now());
      expect(await upload([entry, entry])).toEqual(['accepted', 'accepted']);
      expect(await upload([entry])).toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
    });

    it.each([
      ['earlier scan first', (early: unknown, late: unknown) => [early, late]],
      ['later scan first', (early: unknown, late: unknown) => [late, early]],
    ])('two devices that both handed out, %s: the earlier is effective', async (_, order) => {
      const card = await olderCard();
      const now = cloud.now();
      const early = { deviceId: 'early', entry: scanOf(card, now - 3 * MINUTE) };
      const late = { deviceId: 'late', entry: scanOf(card, now - 2 * MINUTE) };
      for (const { deviceId, entry } of order(early, late) as (typeof early)[]) {
        await upload([entry], { deviceId });
      }
      const first = await upload([early.entry], { deviceId: 'early' });
      const second = await upload([late.entry], { deviceId: 'late' });
      expect([...first, ...second]).toEqual(['accepted', 'conflict']);
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
      const results = await upload([scanOf(card, cloud.now() - 5 * MINUTE)], {
        deviceId: 'offline',
      });
      expect(results).toEqual(['accepted']);
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
      await upload([scanOf(card, now - MINUTE)], { deviceId: 'right' });
      const fast = scanOf(card, now + 8 * MINUTE);
      const results = await upload([fast], { deviceId: 'fast', clockOffsetMs: -10 * MINUTE });
      expect(results).toEqual(['accepted']);
    });

    it('what can never be accepted leaves the queue and is kept as a failed attempt', async () => {
      const nonce = newRequestId();
      const results = await upload([
        { nonce, code: 7, collector, scannedAt: cloud.now() },
        'nonsense',
        null,
        { nonce: newRequestId(), code: 'x', collector, scannedAt: 'yesterday' },
        scanOf({ code: '0000000000000000' }, cloud.now()),
      ]);
      expect(results).toEqual([
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
      const same = await upload([scanOf(card, cloud.now(), nonce)]);
      expect(same).toEqual(['accepted']);
      const other = await upload([scanOf(card, cloud.now(), nonce)], { deviceId: 'other' });
      expect(other).toEqual(['rejected nonce_conflict']);
    });

    it('an annulled scan that is uploaded again answers annulled', async () => {
      const card = await newCard();
      const entry = scanOf(card, cloud.now());
      await upload([entry]);
      await annul(world.volunteer, card);
      expect(await upload([entry])).toEqual(['rejected annulled']);
    });

    it('a blocked, void or unapproved card is rejected with its reason', async () => {
      const frozen = await newCard();
      await staffCard('card.freeze', frozen);
      const gone = await newCard();
      await staffCard('card.void', gone);
      const results = await upload([
        scanOf(frozen, cloud.now()),
        scanOf(gone, cloud.now()),
        scanOf(frozen, cloud.now()),
      ]);
      expect(results).toEqual(['rejected blocked', 'rejected void', 'rejected blocked']);
    });

    it('a conflict is settled once, with a note, and stays in the list', async () => {
      const card = await olderCard();
      const now = cloud.now();
      await upload([scanOf(card, now - MINUTE)], { deviceId: 'a' });
      await upload([scanOf(card, now)], { deviceId: 'b' });
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
});
