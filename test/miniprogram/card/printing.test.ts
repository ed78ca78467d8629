import {
  scopeNow,
  scopeOptions,
} from '../../../miniprogram/packages/staff/card/components/card-printing/choices';
import {
  inPaperOrder,
  makeSheets,
  partsOf,
  toPrint,
} from '../../../miniprogram/packages/staff/card/pages/cards/printing';
import type { StaffCardRow } from '../../../typings/contract';

const row = (cardId: string, change: Partial<StaffCardRow> = {}): StaffCardRow => ({
  cardId,
  cardNo: cardId,
  wishId: 'w',
  communityName: '海岸社区',
  alias: '小星星',
  gift: '书包',
  state: 'issued',
  ready: true,
  ...change,
});

const rows = (count: number, communityName = '海岸社区'): StaffCardRow[] =>
  Array.from({ length: count }, (_, place) => row(`${communityName}-${place}`, { communityName }));

const idsOf = (cards: readonly StaffCardRow[]): string[] => cards.map(({ cardId }) => cardId);

describe('printing the cards of an event', () => {
  it('leaves out what is redeemed, void or expired, and never takes a frozen card', () => {
    const states = ['issued', 'handed_out', 'frozen', 'redeemed', 'void', 'expired'] as const;
    const cards = states.map((state) => row(state, { state }));
    const choices = toPrint(cards, cards, [...states]);
    for (const chosen of Object.values(choices)) {
      expect(idsOf(chosen)).toEqual(['issued', 'handed_out']);
    }
  });

  it('takes what was never printed, what is listed, or what is ticked, listed or not', () => {
    const [old, fresh, elsewhere] = [row('old', { printedAt: 1 }), row('fresh'), row('elsewhere')];
    const choices = toPrint([old, fresh], [old, fresh, elsewhere], ['old', 'elsewhere']);
    expect(idsOf(choices.fresh)).toEqual(['fresh']);
    expect(idsOf(choices.listed)).toEqual(['old', 'fresh']);
    expect(idsOf(choices.ticked)).toEqual(['old', 'elsewhere']);
  });

  it('goes community by community, in each by the forms, then what has none by its number', () => {
    const cards = [
      row('K3'),
      row('K4', { communityName: '山脚社区', formNo: 'B-1' }),
      row('K1', { formNo: 'A-10' }),
      row('K2', { formNo: 'A-9' }),
      row('K0'),
    ];
    expect(idsOf(inPaperOrder(cards))).toEqual(['K2', 'K1', 'K0', 'K3', 'K4']);
  });

  it('tears no community apart that fits one file', () => {
    const cards = [...rows(60, 'A'), ...rows(60, 'B'), ...rows(30, 'C'), ...rows(120, 'D')];
    const told = partsOf(cards).map((part) =>
      ['A', 'B', 'C', 'D'].flatMap((name) => {
        const own = part.filter(({ communityName }) => communityName === name);
        return own.length > 0 ? [`${name}${own.length}`] : [];
      }),
    );
    expect(told).toEqual([['A60'], ['B60', 'C30'], ['D100'], ['D20']]);
  });

  it('names each file by its communities, and gives its cards with it', async () => {
    const told: [string, number][] = [];
    await makeSheets(
      [...rows(90, 'A'), ...rows(5, 'B'), ...rows(40, 'C'), ...rows(3, 'D'), ...rows(2, 'E')],
      'pdf',
      (part) => Promise.resolve({ fileId: `${part.length}`, url: '', unprintable: [] }),
      ({ label }, part) => told.push([label, part.length]),
    );
    expect(told).toEqual([
      ['第 1 份 · A、B · 95 张卡', 95],
      ['第 2 份 · C等 3 个社区 · 45 张卡', 45],
    ]);
  });

  it('keeps the files that were made before one failed', async () => {
    const made: string[] = [];
    const making = makeSheets(
      rows(150),
      'csv',
      (part) =>
        part.length < 100
          ? Promise.reject(new Error('no network'))
          : Promise.resolve({ fileId: 'first', url: '', unprintable: [] }),
      ({ fileId }) => made.push(fileId),
    );
    await expect(making).rejects.toThrow('no network');
    expect(made).toEqual(['first']);
  });
});

describe('the choice of what to print', () => {
  it('offers what holds any card', () => {
    const offered = scopeOptions({ fresh: 0, listed: 4, ticked: 1 });
    expect(offered.map(({ scope, count }) => [scope, count])).toEqual([
      ['ticked', 1],
      ['listed', 4],
    ]);
  });

  it.each([
    ['first what was never printed', { fresh: 2, listed: 4, ticked: 0 }, 'fresh', 0, 'fresh'],
    ['all once nothing is new', { fresh: 0, listed: 4, ticked: 0 }, 'fresh', 0, 'listed'],
    ['a tick is what is meant', { fresh: 2, listed: 4, ticked: 1 }, 'fresh', 0, 'ticked'],
    [
      'what was chosen beside the ticks stays',
      { fresh: 2, listed: 4, ticked: 1 },
      'fresh',
      1,
      'fresh',
    ],
    ['without ticks the first again', { fresh: 2, listed: 4, ticked: 0 }, 'ticked', 1, 'fresh'],
  ] as const)('%s', (_, counts, scope, ticked, expected) => {
    expect(scopeNow(counts, { scope, ticked })).toBe(expected);
  });
});
