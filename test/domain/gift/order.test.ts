import {
  cancelOrder,
  changeOrder,
  distinctAreas,
  dueLines,
  orderAfter,
  placeOrder,
  priceOf,
  type Order,
} from '../../../cloudfunctions/domain/gift/order';
import { fen, funded, NOW, ready, refusal } from '../wish/samples';

const line = (wishId: string, more: object = {}) => ({
  wishId,
  priceFen: fen(100),
  arrivedAt: null,
  dropped: false,
  ...more,
});

const draft: Order = {
  _id: 'order-1',
  orderNo: 'D1',
  campaignId: 'spring',
  supplier: '体育用品店',
  note: '',
  expectedAt: null,
  areas: [['d-1', 'c-1']],
  areaIds: ['d-1', 'c-1'],
  placedAt: null,
  cancelledAt: null,
  state: 'draft',
  lines: [line('wish'), line('wish-2')],
  createdAt: 1,
  updatedAt: 1,
  key: '1',
};
const wanted = { supplier: '新店', note: '急', expectedAt: 5, areas: [['d-1', 'c-2']] };

describe('an order', () => {
  it('is placed once', () => {
    const placed = placeOrder(draft, NOW);
    expect(placed).toMatchObject({ state: 'ordered', placedAt: NOW });
    expect(refusal(() => placeOrder(placed, NOW))).toBe('FAILED_PRECONDITION');
  });

  it('that is cancelled drops what is to come and keeps what came', () => {
    const partly = { ...draft, lines: [line('wish', { arrivedAt: 2 }), line('wish-2')] };
    const cancelled = cancelOrder(partly, NOW);
    expect(cancelled).toMatchObject({ state: 'arrived', cancelledAt: NOW });
    expect(cancelled.lines.map(({ dropped }) => dropped)).toEqual([false, true]);
    expect(cancelOrder(draft, NOW).state).toBe('cancelled');
  });

  it.each(['arrived', 'cancelled'] as const)('that has %s takes no more steps', (state) => {
    expect(refusal(() => placeOrder({ ...draft, state }, NOW))).toBe('FAILED_PRECONDITION');
    expect(refusal(() => cancelOrder({ ...draft, state }, NOW))).toBe('FAILED_PRECONDITION');
  });

  it('is changed in its lines that are to come, and in no other', () => {
    const came = line('wish', { arrivedAt: 2 });
    const order = { ...draft, lines: [came, line('wish-2'), line('wish-3', { dropped: true })] };
    const due = [
      { wishId: 'wish-3', priceFen: fen(7) },
      { wishId: 'wish-4', priceFen: fen(8) },
    ];
    const changed = changeOrder(order, { ...wanted, due }, NOW);
    expect(changed.lines).toEqual([
      came,
      line('wish-3', { priceFen: 7 }),
      line('wish-4', { priceFen: 8 }),
    ]);
    expect(changed).toMatchObject({ supplier: '新店', areaIds: ['d-1', 'c-2'], updatedAt: NOW });
    expect(dueLines(changed).map(({ wishId }) => wishId)).toEqual(['wish-3', 'wish-4']);
  });

  it('names each area once', () => {
    const paths = [
      ['d-1', 'c-1'],
      ['d-1', 'c-2'],
      ['d-1', 'c-1'],
    ];
    expect(distinctAreas(paths)).toEqual([
      ['d-1', 'c-1'],
      ['d-1', 'c-2'],
    ]);
  });

  it('costs what was agreed until it is paid', () => {
    expect(priceOf(line('wish'))).toBe(100);
    expect(priceOf(line('wish', { paidFen: fen(90) }))).toBe(90);
    expect(priceOf(line('wish', { paidFen: fen(0) }))).toBe(0);
  });
});

describe('an order after its wish changed', () => {
  const before = { ...funded, orderId: 'order-1' };

  it('knows that the gift came, and for how much', () => {
    const after = { ...ready, orderId: 'order-1' };
    const order = orderAfter(draft, before, after, NOW);
    expect(order?.lines).toEqual([line('wish', { arrivedAt: NOW, paidFen: 9000 }), line('wish-2')]);
    expect(order?.state).toBe('partly_arrived');
  });

  it('knows no price that its wish does not know', () => {
    const after = { ...ready, priceFen: null, orderId: 'order-1' };
    const [came] = orderAfter(draft, before, after, NOW)?.lines ?? [];
    expect(came).toStrictEqual(line('wish', { arrivedAt: NOW }));
  });

  it('drops a wish that went its own way', () => {
    const order = orderAfter(draft, before, { ...before, orderId: null }, NOW);
    expect(order?.lines[0]).toMatchObject({ dropped: true, arrivedAt: null });
  });

  it('is as it was where the wish stays on it', () => {
    expect(
      orderAfter(draft, before, { ...before, shelf: '' } as typeof before, NOW),
    ).toBeUndefined();
    const again = { ...ready, orderId: 'order-1' };
    expect(orderAfter(draft, again, again, NOW)).toBeUndefined();
  });

  it('leaves a line alone that has come', () => {
    const came = { ...draft, lines: [line('wish', { arrivedAt: 2 })] };
    const order = orderAfter(came, before, { ...before, orderId: null }, NOW);
    expect(order?.lines[0]).toMatchObject({ arrivedAt: 2, dropped: false });
  });
});
