import {
  makeSheets,
  printable,
} from '../../../miniprogram/packages/staff/card/pages/cards/printing';
import type { CardState, StaffCardRow } from '../../../typings/contract';

const row = (cardId: string, state: CardState): StaffCardRow => ({
  cardId,
  cardNo: cardId,
  wishId: 'w',
  communityName: '海岸社区',
  alias: '小星星',
  gift: '书包',
  state,
  ready: true,
});

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `card-${place}`);

describe('printing the cards of an event', () => {
  it('leaves out what is redeemed, void or expired', () => {
    const cards = (['issued', 'handed_out', 'frozen', 'redeemed', 'void', 'expired'] as const).map(
      (state) => row(state, state),
    );
    expect(printable(cards)).toEqual(['issued', 'handed_out', 'frozen']);
  });

  it('makes files of a hundred and tells how far it is', async () => {
    const asked: number[] = [];
    const told: [number, string][] = [];
    await makeSheets(
      ids(230),
      'pdf',
      (part) => {
        asked.push(part.length);
        return Promise.resolve({
          fileId: `file-${asked.length}`,
          url: 'http://127.0.0.1/file',
          unprintable: [],
        });
      },
      (done, { label }) => told.push([done, label]),
    );
    expect(asked).toEqual([100, 100, 30]);
    expect(told).toEqual([
      [100, '第 1 份 · 100 张卡'],
      [200, '第 2 份 · 100 张卡'],
      [230, '第 3 份 · 30 张卡'],
    ]);
  });

  it('keeps the files that were made before one failed', async () => {
    const made: string[] = [];
    const making = makeSheets(
      ids(150),
      'csv',
      (part) =>
        part.length < 100
          ? Promise.reject(new Error('no network'))
          : Promise.resolve({ fileId: 'first', url: '', unprintable: [] }),
      (_, { fileId }) => made.push(fileId),
    );
    await expect(making).rejects.toThrow('no network');
    expect(made).toEqual(['first']);
  });
});
