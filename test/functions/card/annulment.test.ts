import {
  annul,
  cloud,
  codeOf,
  MINUTE,
  newCard,
  olderCard,
  openEventDay,
  scanOf,
  stateOf,
  upload,
  world,
} from '../../support/event-day';
import { fundId, fundWish, newRequestId, redeem, type ReadyCard } from '../../support/world';

describe('at a real event', () => {
  beforeAll(openEventDay);
  afterAll(() => cloud.end());

  describe('annulment 撤销核销', () => {
    it('by the volunteer who redeemed, within 15 minutes: the card is good again', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      const reply = await annul(world.volunteer, card);
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
      expect(codeOf(await annul(world.second, card))).toBe('PERMISSION_DENIED');
      expect(await stateOf(card)).toBe('fulfilled');
    });

    it('by a volunteer only for a quarter of an hour, from when the server learned of it', async () => {
      const uploadScan = async (card: ReadyCard, scannedAt: number) => {
        const results = await upload([scanOf(card, scannedAt)], { deviceId: 'd' });
        expect(results).toEqual(['accepted']);
      };
      const [late, fresh] = [await newCard(), await olderCard()];
      // A device's own time neither ends that quarter of an hour early nor makes it longer.
      await uploadScan(fresh, cloud.now() - 16 * MINUTE);
      expect(codeOf(await annul(world.volunteer, fresh))).toBe('ok');
      await uploadScan(late, cloud.now() + MINUTE);
      await cloud.forward(15 * MINUTE + 1000);
      expect(codeOf(await annul(world.volunteer, late))).toBe('PERMISSION_DENIED');
    });

    it('by staff at any time, who say what became of the gift', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      expect(codeOf(await annul(world.community, card))).toBe('INVALID_ARGUMENT');
      const reply = await annul(world.community, card, { disposition: 'returned' });
      expect(reply.ok).toBe(true);
      expect(await stateOf(card)).toBe('ready');
    });

    it.each(['kept', 'damaged'] as const)(
      'with the gift %s: the wish is funded with nothing in hand, and takes a new reserve',
      async (disposition) => {
        const card = await newCard();
        await redeem(world.volunteer, card.code);
        const before = await world.admin.call('staff', 'fund.ledger', { fundId });
        await annul(world.community, card, { disposition });
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
      expect(codeOf(await annul(world.community, card, { disposition: 'returned' }))).toBe(
        'FAILED_PRECONDITION',
      );
      await redeem(world.volunteer, card.code);
      await annul(world.volunteer, card);
      expect(codeOf(await annul(world.volunteer, card))).toBe('FAILED_PRECONDITION');
    });

    it('sent twice with one nonce annuls once and answers the same', async () => {
      const card = await newCard();
      await redeem(world.volunteer, card.code);
      const nonce = newRequestId();
      const first = await annul(world.volunteer, card, { nonce });
      expect(await annul(world.volunteer, card, { nonce })).toEqual(first);
    });

    it('makes a late retry of the redemption answer annulled, never reviving it', async () => {
      const card = await newCard();
      const nonce = newRequestId();
      await redeem(world.volunteer, card.code, { nonce });
      await annul(world.volunteer, card);
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
          annul(world.volunteer, card),
          redeem(world.volunteer, card.code),
        ]);
        expect(annulled.ok).toBe(true);
        const fulfilled = (await stateOf(card)) === 'fulfilled';
        expect(fulfilled).toBe(second.status === 'accepted');
      }
    });
  });
});
