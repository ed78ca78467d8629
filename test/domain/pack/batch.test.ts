import {
  addCard,
  bring,
  close,
  freeOf,
  hasPack,
  heldOf,
  inHandOf,
  missingOf,
  newBatch,
  removeCard,
  seatDelivered,
  takeAway,
  type Batch,
} from '../../../cloudfunctions/domain/pack/batch';
import {
  acknowledge,
  awaitSecond,
  loseDelivered,
  settleDiscrepancy,
} from '../../../cloudfunctions/domain/pack/discrepancy';
import { Refusal } from '../../../cloudfunctions/domain/common/refusal';

const V = '7-12';
const NOBODY = () => false;
const idOf = (version: string): string => `batch.${version}`;

/** A batch of n packs with these cards, in the order of assignment. */
const batchOf = (sent: number, cards: string[], counted: number | null = sent): Batch => {
  let batch = newBatch(
    { planId: 'plan', unitId: 'unit', unitName: '绣工坊', areaIds: [] },
    { [V]: sent },
  );
  for (const card of cards) batch = addCard(batch, V, card, 1);
  return counted === null ? batch : acknowledge(batch, { [V]: counted }, { now: 2, idOf });
};

const ready = (batch: Batch): string[] =>
  batch.versions[V].seats.flatMap(({ cardId }) => (hasPack(batch, cardId) ? cardId : []));

const messageOf = (step: () => unknown): string => {
  try {
    step();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('of n in hand the first n cards in the order of assignment are ready', () => {
  it('before the unit acknowledges, none is', () => {
    expect(ready(batchOf(3, ['a', 'b'], null))).toEqual([]);
  });

  it.each([
    [3, ['a', 'b', 'c'], ['a', 'b', 'c']],
    [2, ['a', 'b', 'c'], ['a', 'b']],
    [0, ['a'], []],
  ])('%i packs for %j: %j', (sent, cards, expected) => {
    expect(ready(batchOf(sent, cards))).toEqual(expected);
  });

  it('a pack that comes goes to the first who waits', () => {
    expect(ready(bring(batchOf(1, ['a', 'b', 'c']), V, 1, 3))).toEqual(['a', 'b']);
  });

  it('a void card leaves its pack to the next', () => {
    expect(ready(removeCard(batchOf(2, ['a', 'b', 'c']), 'a', 3))).toEqual(['b', 'c']);
  });

  it('a card that has its pack keeps the moment at which it came', () => {
    const [a, b] = bring(batchOf(1, ['a', 'b']), V, 1, 3).versions[V].seats;
    expect([a?.since, b?.since]).toEqual([2, 3]);
  });

  it('a card of another batch moves nothing', () => {
    const batch = batchOf(1, ['a']);
    expect(removeCard(batch, 'of another', 3)).toBe(batch);
  });
});

describe('whatever takes packs away takes first those without a card, then the last assigned', () => {
  const take = (batch: Batch, count: number, delivered: string[] = []) =>
    takeAway(batch, V, {
      count,
      as: 'returned',
      isDelivered: (cardId) => delivered.includes(cardId),
      now: 5,
    });

  it('a free pack goes first', () => {
    const { batch, unseated } = take(batchOf(3, ['a', 'b']), 1);
    expect([ready(batch), unseated]).toEqual([['a', 'b'], []]);
  });

  it('then the last assigned', () => {
    const { batch, unseated } = take(batchOf(3, ['a', 'b', 'c']), 2);
    expect([ready(batch), unseated]).toEqual([['a'], ['b', 'c']]);
  });

  it('a delivered one stays, and the last assigned of the others goes', () => {
    const { batch, unseated } = take(batchOf(3, ['a', 'b', 'c']), 1, ['c']);
    expect(unseated).toEqual(['b']);
    expect(ready(batch).sort()).toEqual(['a', 'c']);
  });

  it.each([
    [2, []],
    [1, ['a']],
  ])('more than %i in hand is refused by name', (inHand, delivered) => {
    const batch = batchOf(2, ['a', 'b']);
    expect(messageOf(() => take(batch, inHand + 1, delivered))).toContain(
      `「7–12 岁」需要 ${inHand + 1} 份，现有 ${inHand} 份`,
    );
  });

  it('a discrepancy leaves the last assigned without', () => {
    const batch = batchOf(3, ['a', 'b', 'c'], 2);
    expect(ready(batch)).toEqual(['a', 'b']);
    expect(missingOf(batch, V)).toBe(1);
  });

  it('a reading from before a taking is known by its number', () => {
    const before = batchOf(1, ['a']);
    expect(before.takings).toBe(0);
    expect(take(before, 1).batch.takings).toBe(1);
  });

  it('a step that takes no card’s pack is no taking', () => {
    expect(take(batchOf(2, ['a']), 1).batch.takings).toBe(0);
    expect(bring(batchOf(1, ['a', 'b']), V, 1, 3).takings).toBe(0);
    expect(take(batchOf(1, ['a', 'waits']), 1).unseated).toEqual(['a']);
  });

  it('a missing pack is not in hand, so it can’t be taken away', () => {
    const batch = batchOf(3, [], 1);
    expect(inHandOf(batch, V, NOBODY)).toBe(1);
    expect(messageOf(() => take(batch, 2))).toContain('需要 2 份，现有 1 份');
  });
});

describe('every change makes the batch a new one', () => {
  const first = newBatch({ planId: 'p', unitId: 'u', unitName: '绣工坊', areaIds: [] }, { [V]: 2 });
  const counted = batchOf(2, ['a', 'b'], 1);
  it.each<[string, Batch, (batch: Batch) => Batch]>([
    ['one more card', first, (batch) => addCard(batch, V, 'a', 1)],
    ['one more pack', first, (batch) => bring(batch, V, 1, 1)],
    ['签收', first, (batch) => acknowledge(batch, { [V]: 2 }, { now: 2, idOf })],
    ['a wait for the second person', counted, (batch) => awaitSecond(batch, `batch.${V}`, 'loss')],
    ['its closing', batchOf(0, []), (batch) => close(batch, NOBODY, 9)],
  ])('%s', (_, before, step) => {
    expect(step(before).version).toBe(before.version + 1);
  });

  it('the first one is number 1', () => {
    expect(first.version).toBe(1);
  });
});

describe('a discrepancy that two people write off', () => {
  const ID = `batch.${V}`;
  const counted = batchOf(3, ['a'], 1);
  const waiting = awaitSecond(counted, ID, 'loss-1', '运输途中丢失');
  const settle = (batch: Batch, outcome: 'found' | 'lost' = 'lost') =>
    settleDiscrepancy(batch, ID, { outcome, note: '已核实', now: 4 });

  it('waits for the second, under the loss that was asked for', () => {
    expect(waiting.discrepancies).toMatchObject([
      { state: 'waits_for_second', lossId: 'loss-1', note: '运输途中丢失' },
    ]);
  });

  it('waits for one second at a time', () => {
    expect(messageOf(() => awaitSecond(waiting, ID, 'loss-2'))).toContain('正在等第二个人确认');
  });

  it('is open again where the second declined, and can be asked for anew', () => {
    const declined = awaitSecond(waiting, ID, null);
    expect(declined.discrepancies).toMatchObject([{ state: 'open', lossId: null, note: '' }]);
    expect(awaitSecond(declined, ID, 'loss-2').discrepancies).toMatchObject([{ lossId: 'loss-2' }]);
  });

  it('is settled once', () => {
    const { batch, missing } = settle(waiting);
    expect([heldOf(batch, V), missing]).toEqual([1, 2]);
    expect(batch.discrepancies).toMatchObject([{ state: 'settled', outcome: 'lost' }]);
    expect(messageOf(() => settle(batch))).toContain('已经处理过');
    expect(messageOf(() => awaitSecond(batch, ID, 'loss-2'))).toContain('已经处理过');
  });

  it('leaves that of another version as it is', () => {
    const sent = newBatch(
      { planId: 'p', unitId: 'u', unitName: '绣工坊', areaIds: [] },
      { [V]: 2, family: 3 },
    );
    const both = acknowledge(sent, {}, { now: 2, idOf });
    const { batch } = settle(both, 'found');
    expect(batch.discrepancies.map(({ version, state }) => [version, state])).toEqual([
      [V, 'settled'],
      ['family', 'open'],
    ]);
    expect([missingOf(batch, V), missingOf(batch, 'family')]).toEqual([0, 3]);
  });

  it('what was found moves no count', () => {
    expect(settle(counted, 'found').batch.versions[V]).toMatchObject({
      ...{ sent: 3, returned: 0, lost: 0 },
    });
  });

  it('there is none where all that was sent is there', () => {
    expect(batchOf(3, []).discrepancies).toEqual([]);
    expect(messageOf(() => settle(batchOf(3, [])))).toContain('没有找到这条差异');
  });
});

describe('签收 by counts', () => {
  it('more than was sent is refused by name', () => {
    const batch = batchOf(2, [], null);
    expect(messageOf(() => acknowledge(batch, { [V]: 3 }, { now: 2, idOf }))).toContain(
      '「7–12 岁」点到 3 份，发出的是 2 份',
    );
  });

  it('a version that is left out is 0', () => {
    expect(missingOf(acknowledge(batchOf(2, [], null), {}, { now: 2, idOf }), V)).toBe(2);
  });

  it('twice is refused', () => {
    expect(messageOf(() => acknowledge(batchOf(1, []), { [V]: 1 }, { now: 2, idOf }))).toContain(
      '已经签收过',
    );
  });

  it.each([
    ['found', ['a', 'b'], 2],
    ['returned', ['a'], 1],
    ['lost', ['a'], 1],
  ] as const)('a discrepancy that was %s', (outcome, expected, held) => {
    const { batch } = settleDiscrepancy(batchOf(2, ['a', 'b'], 1), `batch.${V}`, {
      outcome,
      note: '',
      now: 4,
    });
    expect([ready(batch), heldOf(batch, V), missingOf(batch, V)]).toEqual([expected, held, 0]);
  });

  it('a missing pack counts as there until it is settled', () => {
    expect(freeOf(batchOf(2, ['a'], 1), V)).toBe(1);
  });
});

describe('an annulled delivery whose pack did not come back', () => {
  it('is lost, and its card waits at the end', () => {
    const batch = loseDelivered(batchOf(2, ['a', 'b']), V, 'a', { as: 'lost', now: 4 });
    expect([ready(batch), batch.versions[V].seats.at(-1)?.cardId]).toEqual([['b'], 'a']);
  });

  it('takes a pack that nobody was waiting for', () => {
    const batch = loseDelivered(batchOf(2, ['a']), V, 'a', { as: 'lost', now: 4 });
    expect(ready(batch)).toEqual(['a']);
  });

  it('is known as one taking by whoever read the batch before', () => {
    const before = batchOf(3, ['a']);
    expect(loseDelivered(before, V, 'a', { as: 'lost', now: 4 }).takings).toBe(1);
  });
});

describe('what happened at the door is a fact', () => {
  const late = (batch: Batch, takenAs: 'returned' | 'lost' | null, inStore: number) =>
    seatDelivered(batch, V, 'b', { takenAs, inStore, isDelivered: NOBODY, now: 9 });
  const returned = takeAway(batchOf(2, ['a', 'b']), V, {
    count: 1,
    as: 'returned',
    isDelivered: NOBODY,
    now: 5,
  }).batch;

  it('a pack booked into the store leaves it again', () => {
    const { batch, source } = late(returned, 'returned', 1);
    expect([source, heldOf(batch, V), ready(batch).sort()]).toEqual(['returned', 2, ['a', 'b']]);
  });

  it('with none in the store it was one of the unit’s others', () => {
    const { batch, source, unseated } = late(returned, 'returned', 0);
    expect([source, heldOf(batch, V), unseated]).toEqual(['inHand', 1, ['a']]);
    expect(inHandOf(batch, V, (cardId) => cardId === 'b')).toBe(0);
  });

  const delivered = (...cards: string[]) => ({
    takenAs: null,
    inStore: 0,
    isDelivered: (cardId: string) => cards.includes(cardId),
    now: 9,
  });
  const booked = (as: 'returned' | 'lost') =>
    takeAway(batchOf(2, ['a', 'b']), V, { count: 1, as, isDelivered: NOBODY, now: 5 }).batch;

  it('of a pack that nobody took, the unit’s own is first asked for', () => {
    const { source } = seatDelivered(booked('lost'), V, 'b', delivered());
    expect(source).toBe('inHand');
  });

  it.each([
    ['returned', 1, 'returned', 2],
    ['returned', 0, 'surplus', 2],
    ['lost', 0, 'lost', 2],
  ] as const)(
    'with the others delivered and one booked as %s (%i in the store) it was: %s',
    (as, inStore, expected, held) => {
      const late = { ...delivered('a'), inStore };
      const { batch, source, unseated } = seatDelivered(booked(as), V, 'b', late);
      expect([source, heldOf(batch, V), unseated]).toEqual([expected, held, []]);
      expect(ready(batch).sort()).toEqual(['a', 'b']);
    },
  );

  it('who has theirs delivered keeps it, and who waits gives one up', () => {
    const taken = takeAway(batchOf(3, ['waits', 'has it', 'b']), V, {
      count: 1,
      as: 'returned',
      isDelivered: NOBODY,
      now: 5,
    }).batch;
    const { batch, unseated } = seatDelivered(taken, V, 'b', delivered('has it'));
    expect([ready(batch).sort(), unseated]).toEqual([['b', 'has it'], ['waits']]);
  });

  it('nothing was returned: a store with others has not given it', () => {
    const { source } = seatDelivered(batchOf(1, ['a']), V, 'b', { ...delivered('a'), inStore: 5 });
    expect(source).toBe('surplus');
  });

  it('with none anywhere it is one more than was counted', () => {
    const empty = takeAway(batchOf(1, ['b']), V, {
      count: 1,
      as: 'returned',
      isDelivered: NOBODY,
      now: 5,
    }).batch;
    const { batch, source } = late(empty, 'returned', 0);
    expect([source, heldOf(batch, V)]).toEqual(['surplus', 1]);
  });
});

describe('a batch closes at zero with the unit', () => {
  it('what is left is named', () => {
    expect(messageOf(() => close(batchOf(2, ['a']), (cardId) => cardId === 'a', 9))).toContain(
      '「7–12 岁」还有 1 份',
    );
  });

  it('a missing one is not nothing', () => {
    expect(() => close(batchOf(1, [], 0), NOBODY, 9)).toThrow('没有着落');
  });

  it('closes with all delivered', () => {
    expect(close(batchOf(1, ['a']), () => true, 9).state).toBe('closed');
  });

  it('is changed by nothing afterwards', () => {
    const closed = close(batchOf(0, []), NOBODY, 9);
    expect(() => close(closed, NOBODY, 9)).toThrow('已经关闭');
    expect(() =>
      takeAway(closed, V, { count: 1, as: 'lost', isDelivered: NOBODY, now: 9 }),
    ).toThrow('已经关闭');
  });
});
