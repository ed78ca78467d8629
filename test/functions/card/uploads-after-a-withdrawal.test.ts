import type { Card } from '../../../cloudfunctions/domain/card/card';
import { checkLedger, documentsOf } from '../../support/books';
import {
  cloud,
  conflictsOf,
  lotOf,
  newCard,
  olderCard,
  openEventDay,
  scanOf,
  stateOf,
  sync,
  upload,
  withdraw,
  world,
} from '../../support/event-day';
import {
  approve,
  arrive,
  campaignId,
  fundWish,
  newRequestId,
  submit,
  type ReadyCard,
} from '../../support/world';

describe('a gift handed out with no network', () => {
  beforeAll(openEventDay);
  afterAll(() => cloud.end());

  const takeApprovalBack = ({ wishId }: ReadyCard) =>
    world.district.call('staff', 'wish.review', {
      requestId: newRequestId(),
      wishId,
      decision: 'return',
      reason: '要再看一看',
    });
  const annulByStaff = ({ cardId }: ReadyCard, disposition: 'returned' | 'kept') =>
    world.community.call('station', 'card.annul', {
      nonce: newRequestId(),
      cardId,
      reason: '弄错了',
      disposition,
    });

  describe('whatever came since', () => {
    it('withdrawn: the wish is fulfilled, and the gift that went to stock leaves it', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await withdraw(card);
      expect(lotOf(card)).toMatchObject({ left: 1 });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      expect(lotOf(card)).toMatchObject({ left: 0, inStock: false });
      expect(await conflictsOf(card)).toMatchObject([
        { kind: 'changed', changes: [{ kind: 'withdrawn' }], stock: 'taken_out' },
      ]);
      await checkLedger(world.admin);
    });

    it('withdrawn, and its gift given on: stock is not negative, and the conflict says so', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await withdraw(card);
      const other = await newCard({ arrived: false });
      await world.community.call('staff', 'stock.use', {
        requestId: newRequestId(),
        stockId: `stock#${card.wishId}#1`,
        wishId: other.wishId,
        stationId: 'desk-1',
      });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(lotOf(card)).toMatchObject({ left: 0 });
      expect(await conflictsOf(card)).toMatchObject([{ stock: 'gone' }]);
    });

    it('withdrawn, and the hand-over taken back: withdrawn again, the gift in stock again', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await withdraw(card);
      await upload([entry]);
      await annulByStaff(card, 'returned');
      expect(await stateOf(card)).toBe('withdrawn');
      expect(lotOf(card)).toMatchObject({ left: 1, quantity: 1 });
      await expect(upload([entry])).resolves.toEqual(['rejected annulled']);
      await checkLedger(world.admin);
    });

    it('withdrawn by all data erased: it stays erased', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await card.guardian.call('family', 'data.erase', { requestId: newRequestId() });
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      const { items } = await cloud.as('').call('campaign', 'wall', { campaignId, limit: 100 });
      const stored = documentsOf<Card>(cloud.dataDir, 'cards').find(
        ({ _id }) => _id === card.cardId,
      );
      expect(stored).toMatchObject({ state: 'redeemed', gift: { title: '' } });
      expect(JSON.stringify(items)).not.toContain('球鞋');
      await annulByStaff(card, 'kept');
      expect(lotOf(card)).toMatchObject({ left: 0 });
    });

    it('its approval taken back, and everything done again: one gift goes out, the other to stock', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await takeApprovalBack(card);
      const { childId, guardian } = card;
      await submit(guardian, childId);
      await approve(world, card.wishId);
      await fundWish(world, card.wishId);
      await arrive(world, card.wishId);
      await expect(upload([entry])).resolves.toEqual(['accepted']);
      expect(await stateOf(card)).toBe('fulfilled');
      expect(lotOf(card, 1)).toMatchObject({ left: 0 });
      expect(lotOf(card, 2)).toMatchObject({ left: 1 });
      expect(await conflictsOf(card)).toMatchObject([{ changes: [{ kind: 'unapproved' }] }]);
      await checkLedger(world.admin);
    });

    it('its approval taken back, and money reserved anew: what was reserved is released', async () => {
      const card = await olderCard();
      const entry = scanOf(card);
      await takeApprovalBack(card);
      const { childId, guardian } = card;
      await submit(guardian, childId);
      await approve(world, card.wishId);
      const before = await checkLedger(world.admin);
      await fundWish(world, card.wishId);
      await upload([entry]);
      const after = await checkLedger(world.admin);
      expect(after.openReserve.get(card.wishId)).toBe(0);
      expect(after.availableFen).toBe(before.availableFen);
      expect(await stateOf(card)).toBe('fulfilled');
      await annulByStaff(card, 'returned');
      expect(await stateOf(card)).toBe('ready');
    });

    it('and withdrawal, upload and redemption at one moment end in one gift', async () => {
      for (let round = 0; round < 4; round += 1) {
        const card = await olderCard();
        const entry = scanOf(card);
        await Promise.all([
          card.guardian.send('family', 'wish.withdraw', {
            requestId: newRequestId(),
            wishId: card.wishId,
          }),
          sync([entry]),
          sync([scanOf(card)], { deviceId: 'phone-2' }),
        ]);
        await expect(upload([entry])).resolves.toEqual([
          expect.stringMatching(/accepted|conflict/),
        ]);
        expect(await stateOf(card)).toBe('fulfilled');
        expect(lotOf(card)?.left ?? 0).toBe(0);
      }
    });
  });
});
