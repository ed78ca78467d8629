import { addCard, newBatch, type Batch } from '../../../cloudfunctions/domain/pack/batch';
import { acknowledge } from '../../../cloudfunctions/domain/pack/discrepancy';
import { packNews } from '../../../cloudfunctions/domain/pack/news';
import {
  hadPackAt,
  isPackThere,
  spanAt,
  withoutPack,
  type PackOnCard,
} from '../../../cloudfunctions/domain/pack/pack-card';
import type { CardState } from '../../../typings/contract';
import { card, redemption } from '../card/samples';

const CAME = 100;
const ID = card._id;

/** One pack of the middle version: for the first card, and none for the second. */
const batch: Batch = acknowledge(
  [ID, 'later'].reduce(
    (before, cardId) => addCard(before, '7-12', cardId, 1),
    newBatch({ planId: 'plan', unitId: 'unit', unitName: '绣工坊', areaIds: [] }, { '7-12': 1 }),
  ),
  { '7-12': 1 },
  { now: CAME, idOf: () => 'discrepancy' },
);

const pack: PackOnCard = {
  planId: 'plan',
  campaignId: 'spring',
  childId: 'child',
  version: '7-12',
  place: '',
  takings: 0,
  spans: [],
  replacedBy: null,
};
const spans = [
  { from: 10, until: 20, as: 'returned' as const },
  { from: 40, until: 50, as: 'lost' as const },
];
const twice = { ...pack, spans };

describe('a pack is there for a card', () => {
  it('as the batch says', () => {
    expect(isPackThere(batch, ID, pack)).toBe(true);
    expect(isPackThere(batch, 'later', pack)).toBe(false);
  });

  it.each([
    [0, false],
    [1, true],
    [2, true],
  ])(
    'but a reading of the batch after %i takings knows nothing of the one that took it: %s',
    (takings, there) => {
      expect(isPackThere({ ...batch, takings }, ID, { ...pack, takings: 1 })).toBe(there);
    },
  );
});

describe('a pack that was taken away', () => {
  it('was there from when it came until it was taken', () => {
    const taken = withoutPack(twice, ID, batch, { as: 'void', now: 300, takings: 4 });
    expect(taken).toMatchObject({
      takings: 4,
      spans: [...spans, { from: CAME, until: 300, as: 'void' }],
    });
  });

  it('was never there for a card that still waits', () => {
    const waiting = withoutPack(twice, 'later', batch, { as: 'void', now: 300, takings: 4 });
    expect(waiting).toMatchObject({ takings: 4, spans });
  });
});

describe('whether a pack was there at a moment', () => {
  it.each([
    ['before the first came', 9, false],
    ['as it came', 10, true],
    ['as long as it was there', 19, true],
    ['as it was taken', 20, false],
    ['between two', 39, false],
    ['as the second came', 40, true],
    ['as that was taken', 50, false],
    ['before the one of now came', CAME - 1, false],
    ['as the one of now came', CAME, true],
    ['since', CAME + 1, true],
  ])('%s', (_, at, there) => {
    expect(hadPackAt(batch, ID, twice, at)).toBe(there);
  });

  it('a card that waits had none but those of the past', () => {
    expect(hadPackAt(batch, 'later', twice, CAME)).toBe(false);
    expect(hadPackAt(batch, 'later', twice, 10)).toBe(true);
    expect(hadPackAt(batch, 'unknown', pack, CAME)).toBe(false);
  });

  it.each([
    [9, undefined],
    [10, 'returned'],
    [19, 'returned'],
    [20, undefined],
    [40, 'lost'],
    [49, 'lost'],
    [50, undefined],
  ])('at %i one was there that since was %s', (at, as) => {
    expect(spanAt(twice, at)?.as).toBe(as);
  });
});

describe('a family is told', () => {
  const kinds = (state: CardState, since: number | null) =>
    packNews({ ...card, state }, since).map(({ kind, at }) => [kind, at]);

  it.each<[CardState, number | null, (string | number)[][]]>([
    ['issued', CAME, [['packReady', CAME]]],
    ['handed_out', CAME, [['packReady', CAME]]],
    ['frozen', CAME, [['packReady', CAME]]],
    ['issued', null, []],
    ['void', CAME, []],
    ['expired', CAME, []],
    ['void', null, []],
  ])('of a card that is %s, with a pack since %s: %j', (state, since, news) => {
    expect(kinds(state, since)).toEqual(news);
  });

  it.each([CAME, null])('that it was handed over, and no more that it can be had: %s', (since) => {
    const delivered = { ...card, redemptions: [redemption('n-1', { receivedAt: 700 })] };
    expect(packNews(delivered, since)).toEqual([
      { kind: 'packDelivered', key: 'packDelivered#card-1#1', at: 700, from: 700 },
    ]);
  });
});
