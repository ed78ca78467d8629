import {
  addCard,
  close,
  freeOf,
  hasPack,
  heldOf,
  newBatch,
  seatOf,
  swapCards,
  swapSource,
  takeBack,
  type Batch,
} from '../../../cloudfunctions/domain/pack/batch';
import { acknowledge } from '../../../cloudfunctions/domain/pack/discrepancy';

const YOUNG = '0-6';
const OLD = '7-12';

/** A batch with packs of two versions; the cards are of the younger one. */
const batchOf = (young: number, old: number, cards: string[], isCounted = true): Batch => {
  const counts = { [YOUNG]: young, [OLD]: old };
  let batch = newBatch({ planId: 'plan', unitId: 'unit', unitName: '绣工坊', areaIds: [] }, counts);
  for (const card of cards) batch = addCard(batch, YOUNG, card, 1);
  return isCounted ? acknowledge(batch, counts, { now: 2, idOf: () => 'd' }) : batch;
};

const swap = (batch: Batch, source: 'unit' | 'store', oldCardId = 'a') =>
  swapCards(batch, { from: YOUNG, oldCardId, to: OLD, newCardId: 'new' }, source, 5);

describe('where the pack of the other version comes from', () => {
  const taken = addCard(batchOf(1, 1, ['a']), OLD, 'b', 3);
  it.each<[string, Batch, number, 'unit' | 'store']>([
    ['the unit has a free one', batchOf(1, 1, ['a']), 5, 'unit'],
    ['the unit has none', batchOf(1, 0, ['a']), 1, 'store'],
    ['the unit’s is another card’s', taken, 1, 'store'],
  ])('%s', (_, batch, inStore, source) => {
    expect(swapSource(batch, OLD, inStore)).toBe(source);
  });

  it('with none anywhere it is refused by name', () => {
    expect(() => swapSource(taken, OLD, 0)).toThrow('「7–12 岁」需要 1 份，现有 0 份');
  });

  it('a closed batch swaps nothing', () => {
    const closed = close(batchOf(0, 0, []), () => false, 9);
    expect(() => swapSource(closed, OLD, 1)).toThrow('已经关闭');
  });
});

describe('换版本', () => {
  it('within the unit no count moves, and the old pack goes to the next who waits', () => {
    const { batch, goesBack } = swap(batchOf(1, 1, ['a', 'b']), 'unit');
    expect(goesBack).toBe(0);
    expect([heldOf(batch, YOUNG), heldOf(batch, OLD)]).toEqual([1, 1]);
    expect([hasPack(batch, 'b'), hasPack(batch, 'new')]).toEqual([true, true]);
    expect(seatOf(batch, 'a')).toBeUndefined();
  });

  it('from the store one comes, and the old card’s goes back there', () => {
    const { batch, goesBack } = swap(batchOf(2, 0, ['a', 'b']), 'store');
    expect(goesBack).toBe(1);
    expect(batch.versions[YOUNG]).toMatchObject({ sent: 2, returned: 1 });
    expect(batch.versions[OLD]).toMatchObject({ sent: 1, returned: 0 });
    expect([hasPack(batch, 'b'), hasPack(batch, 'new')]).toEqual([true, true]);
  });

  it('a card that waited for a pack gives none back', () => {
    const { batch, goesBack } = swap(batchOf(1, 0, ['a', 'b']), 'store', 'b');
    expect(goesBack).toBe(0);
    expect([heldOf(batch, YOUNG), heldOf(batch, OLD)]).toEqual([1, 1]);
    expect([hasPack(batch, 'a'), hasPack(batch, 'new')]).toEqual([true, true]);
  });

  it('before the unit has counted, what was sent for the old card goes back', () => {
    const { batch, goesBack } = swap(batchOf(1, 0, ['a'], false), 'store');
    expect(goesBack).toBe(1);
    expect([freeOf(batch, YOUNG), freeOf(batch, OLD)]).toEqual([0, 0]);
    expect(hasPack(batch, 'new')).toBe(false);
  });
});

it('a delivery that is annulled moves no pack, but makes the batch a new one', () => {
  const batch = batchOf(1, 0, ['a']);
  expect(takeBack(batch)).toEqual({ ...batch, version: batch.version + 1 });
});
