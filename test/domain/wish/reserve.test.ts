import {
  arrive,
  fund,
  refundGift,
  releaseReserve,
  requireWithinReserve,
  topUp,
} from '../../../cloudfunctions/domain/wish/reserve';
import type { Wish } from '../../../cloudfunctions/domain/wish/wish';
import { fen, funded, NOW, ready, refusal, submitted } from './samples';

/** At most 150 yuan for a wish. */
const rules = { reviewLevels: ['community'], capFen: fen(15_000), maxWishesPerChild: 1 } as const;
const by = { personId: 'staff', ownChild: false, now: NOW };
const ofParent = { ...by, ownChild: true };

const approved: Wish = { ...submitted, state: 'approved' };
/** Its gift was lost after the hand-over was annulled: nothing is reserved any more. */
const emptied: Wish = { ...funded, reservedFen: null };

describe('reserving money for a wish', () => {
  it('numbers the reserve, for its entries in the ledger', () => {
    const first = fund(approved, rules, fen(10_000), by);
    expect(first).toMatchObject({ state: 'funded', reservedFen: 10_000, fundings: 1 });
    expect(first.timeline.at(-1)).toEqual({
      at: NOW,
      by: 'staff',
      state: 'funded',
      event: 'funded',
    });
    expect(fund({ ...approved, fundings: 3 }, rules, fen(1), by).fundings).toBe(4);
  });

  it.each<[string, Wish, string]>([
    ['that is approved', approved, 'allowed'],
    ['that has lost its gift and its money', emptied, 'allowed'],
    ['that has money', funded, 'FAILED_PRECONDITION'],
    ['whose gift is there', ready, 'FAILED_PRECONDITION'],
    ['that nobody reviewed', submitted, 'FAILED_PRECONDITION'],
    ['that is withdrawn', { ...approved, state: 'withdrawn' }, 'FAILED_PRECONDITION'],
  ])('is for one %s: %#', (_, wish, outcome) => {
    expect(refusal(() => fund(wish, rules, fen(100), by))).toBe(outcome);
  });

  it.each([
    [15_000, 'allowed'],
    [15_001, 'FAILED_PRECONDITION'],
  ])('goes up to the cap of the campaign: %d is %s', (amount, outcome) => {
    expect(refusal(() => fund(approved, rules, fen(amount), by))).toBe(outcome);
  });

  it('is nothing that a parent does for an own child', () => {
    expect(refusal(() => fund(approved, rules, fen(100), ofParent))).toBe('PERMISSION_DENIED');
  });
});

describe('raising a reserve', () => {
  it('numbers each change of it', () => {
    const once = topUp(funded, rules, fen(2_000), by);
    expect(once).toEqual({ ...funded, reservedFen: 12_000, adjustments: 1, updatedAt: NOW });
    expect(topUp(once, rules, fen(1), by)).toMatchObject({ reservedFen: 12_001, adjustments: 2 });
  });

  it.each([
    [5_000, 'allowed'],
    [5_001, 'FAILED_PRECONDITION'],
  ])('goes up to the cap, with what is reserved already: by %d is %s', (amount, outcome) => {
    expect(refusal(() => topUp(funded, rules, fen(amount), by))).toBe(outcome);
  });

  it('is nothing that a parent does for an own child', () => {
    expect(refusal(() => topUp(funded, rules, fen(1), ofParent))).toBe('PERMISSION_DENIED');
  });
});

describe('giving a reserve back', () => {
  it('in part leaves the rest, under a number of its own', () => {
    expect(releaseReserve(funded, fen(3_000), by)).toEqual({
      ...funded,
      reservedFen: 7_000,
      adjustments: 1,
      updatedAt: NOW,
    });
  });

  it.each([
    ['without an amount', undefined],
    ['with the amount of all of it', fen(10_000)],
  ])('%s gives all of it, and the wish can be funded again', (_, amount) => {
    const bare = releaseReserve(funded, amount, by);
    expect(bare).toEqual({ ...funded, reservedFen: null, updatedAt: NOW });
    expect(fund(bare, rules, fen(500), by).fundings).toBe(2);
  });

  it.each<[string, Wish, number | undefined, string]>([
    ['no more than there is', funded, 10_001, 'FAILED_PRECONDITION'],
    [
      'nothing of what is ordered',
      { ...funded, orderId: 'order-1' },
      undefined,
      'FAILED_PRECONDITION',
    ],
    ['what left its order', { ...funded, orderId: null }, undefined, 'allowed'],
  ])('is for %s', (_, wish, amount, outcome) => {
    const act = () => releaseReserve(wish, amount === undefined ? amount : fen(amount), by);
    expect(refusal(act)).toBe(outcome);
  });

  it('is nothing that a parent does for an own child', () => {
    expect(refusal(() => releaseReserve(funded, undefined, ofParent))).toBe('PERMISSION_DENIED');
  });
});

describe.each<[string, Wish]>([
  ['that is approved', approved],
  ['that has lost its gift and its money', emptied],
  ['whose gift is there', { ...ready, reservedFen: fen(1) }],
])('of a wish %s', (_, wish) => {
  it('no reserve is raised or given back', () => {
    expect(() => topUp(wish, rules, fen(1), by)).toThrow('可以调整预留');
    expect(() => releaseReserve(wish, undefined, by)).toThrow('可以调整预留');
  });

  it('no gift arrives', () => {
    const act = () => arrive(wish, { priceFen: fen(1), stationId: 'desk-1' }, by);
    expect(act).toThrow('可以登记到货');
  });
});

describe('the arrival of a gift', () => {
  it('takes its price from the reserve, and what was proposed in its place is over', () => {
    const proposal = { no: 1, title: '球', details: null, priceFen: fen(1), reason: '', at: 1 };
    const there = arrive(
      { ...funded, proposal },
      {
        priceFen: fen(9_000),
        stationId: 'desk-1',
        deskEventId: 'event-1',
        supplier: '体育用品店',
        invoiceNo: 'F-1',
        shelf: 'A-1',
      },
      by,
    );
    expect(there).toMatchObject({
      ...ready,
      deskEventId: 'event-1',
      proposal: null,
      updatedAt: NOW,
      timeline: [...funded.timeline, { at: NOW, by: 'staff', state: 'ready', event: 'arrived' }],
    });
  });

  it('may leave unsaid where it was bought, and where it stands', () => {
    const there = arrive(funded, { priceFen: fen(1), stationId: 'desk-1' }, by);
    expect(there).toMatchObject({
      deskEventId: null,
      gift: { supplier: '', invoiceNo: '', shelf: '', stockId: null },
    });
  });

  it.each([
    [10_000, 'allowed'],
    [10_001, 'FAILED_PRECONDITION'],
  ])('costs no more than is reserved: %d is %s', (price, outcome) => {
    expect(refusal(() => requireWithinReserve(funded, fen(price)))).toBe(outcome);
    expect(refusal(() => arrive(funded, { priceFen: fen(price), stationId: 'desk-1' }, by))).toBe(
      outcome,
    );
  });

  it('costs nothing where nothing is reserved', () => {
    expect(() => requireWithinReserve(emptied, fen(1))).toThrow('预留的 0.00 元');
  });
});

describe('money that a supplier gives back', () => {
  it.each([
    ['not fetched', false],
    ['fetched', true],
  ])('in part makes a gift cheaper that was %s', (_, isRedeemed) => {
    expect(refundGift(ready, isRedeemed, fen(8_999), by)).toEqual({
      ...ready,
      priceFen: 1,
      updatedAt: NOW,
    });
  });

  it('in full takes the gift away, and the wish waits for new money', () => {
    expect(refundGift(ready, false, fen(9_000), by)).toMatchObject({
      state: 'funded',
      reservedFen: null,
      priceFen: null,
      stationId: null,
      gift: null,
      formerGift: { giftId: 'stock#wish#1', priceFen: 9_000, stationId: 'desk-1' },
    });
  });

  it('in full is refused for a gift that was fetched', () => {
    expect(() => refundGift(ready, true, fen(9_000), by)).toThrow('礼物已经领走');
  });
});
