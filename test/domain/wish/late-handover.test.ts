import { holdsGift, regain, resume } from '../../../cloudfunctions/domain/wish/late-handover';
import { withdraw, type Wish } from '../../../cloudfunctions/domain/wish/wish';
import { fen, funded, NOW, ready, submitted } from './samples';

const by = { personId: 'staff', now: NOW };
const family = { personId: 'family', now: NOW - 1 };
const FORMER = {
  giftId: 'stock#wish#1',
  priceFen: fen(9_000),
  stationId: 'desk-1',
  gift: { supplier: '体育用品店', invoiceNo: 'F-1', shelf: 'A-1', stockId: null },
};

describe('a gift that is told of late', () => {
  it.each<[string, Wish, string | null, boolean]>([
    ['any, of a wish whose gift is there', ready, null, true],
    ['the one that is there', ready, 'stock#wish#1', true],
    ['one that it had before', ready, 'stock#wish#0', false],
    ['any, of a wish that waits for its gift', funded, null, false],
    ['the one that it would have', funded, 'stock#wish#1', false],
  ])('is the wish’s own: %s: %#', (_, wish, giftId, holds) => {
    expect(holdsGift(wish, giftId)).toBe(holds);
  });
});

describe('a gift that had been handed over before the wish lost it', () => {
  const withdrawn = withdraw(ready, false, family);

  it('is the wish’s own again, off its shelf, and taken out of stock if it lies there', () => {
    expect(regain(withdrawn, FORMER, by)).toMatchObject({
      state: 'ready',
      reservedFen: null,
      orderId: null,
      proposal: null,
      priceFen: 9_000,
      stationId: 'desk-1',
      gift: { supplier: '体育用品店', invoiceNo: 'F-1', shelf: '', stockId: 'stock#wish#1' },
      onWall: false,
    });
  });

  it('whose shop nobody noted is still the gift', () => {
    expect(regain(withdrawn, { ...FORMER, gift: null }, by).gift).toEqual({
      supplier: '',
      invoiceNo: '',
      shelf: '',
      stockId: 'stock#wish#1',
    });
  });

  it.each<[Wish['state'], string]>([
    ['submitted', 'resubmitted'],
    ['returned', 'returned'],
    ['rejected', 'rejected'],
    ['withdrawn', 'withdrawn'],
    ['expired', 'expired'],
  ])(
    'interrupts what is %s, which goes on where it stood if that is taken back',
    (state, event) => {
      const before: Wish = { ...submitted, state, level: 1, onWall: false };
      const regained = regain(before, FORMER, by);
      expect(regained.interrupted).toEqual({ state, level: 1 });
      const resumed = resume(regained, { ...by, now: NOW + 1 });
      expect(resumed).toMatchObject({
        state,
        level: 1,
        priceFen: null,
        stationId: null,
        gift: null,
        interrupted: null,
        formerGift: { giftId: 'stock#wish#1', priceFen: 9_000 },
      });
      expect(resumed.timeline.at(-1)).toEqual({ at: NOW + 1, by: 'staff', state, event });
    },
  );

  it.each<Wish['state']>(['approved', 'funded', 'ready'])(
    'interrupts nothing in a wish that is %s: it would have had it all the same',
    (state) => {
      const regained = regain({ ...funded, state }, FORMER, by);
      expect(regained.interrupted).toBeNull();
      expect(resume(regained, by)).toBe(regained);
    },
  );

  it('does not forget what an earlier one interrupted', () => {
    const once = regain(withdrawn, FORMER, by);
    const lost: Wish = { ...once, state: 'funded' };
    expect(regain(lost, FORMER, by).interrupted).toEqual({ state: 'withdrawn', level: 0 });
  });
});
