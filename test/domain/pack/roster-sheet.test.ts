import type { Cell } from '../../../cloudfunctions/domain/common/sheet-table';
import {
  PACK_ROSTER_COLUMNS,
  readPackRoster,
} from '../../../cloudfunctions/domain/pack/roster-sheet';

const NOW = Date.UTC(2025, 5, 1);
const COMMUNITIES = [{ communityId: 'c-1', name: '海岸社区', isMine: true }];
const HEAD = PACK_ROSTER_COLUMNS.map(({ title }) => title);

const GOOD: Record<string, Cell> = {
  孩子小名: '小苗',
  出生年月: '2016-05',
  社区: '海岸社区',
  同意书编号: 'HA-1',
  签署日期: '2025-05-20',
  存放处: '二号柜',
  同意礼物发放: '是',
};

const read = (row: Record<string, Cell>, places: string[] = []) =>
  readPackRoster(
    { cells: [HEAD, HEAD.map((title) => ({ ...GOOD, ...row })[title] ?? null)] },
    COMMUNITIES,
    places,
    NOW,
  );

describe('a roster of packs', () => {
  it('says of each child what its pack needs', () => {
    expect(read({}).rows).toEqual([
      {
        row: 2,
        nickname: '小苗',
        birthMonth: '2016-05',
        communityId: 'c-1',
        consent: { formNo: 'HA-1', signedOn: '2025-05-20', keptAt: '二号柜', scopes: ['gift'] },
        family: false,
        place: '',
      },
    ]);
  });

  it.each<[Cell, boolean]>([
    [null, false],
    ['否', false],
    ['是', true],
  ])('with %p for 亲子陪伴 takes it in place of the version by age: %s', (cell, family) => {
    expect(read({ 亲子陪伴: cell }).rows).toMatchObject([{ family }]);
  });

  it('takes nothing else for a yes', () => {
    expect(read({ 亲子陪伴: '两份' })).toMatchObject({
      rows: [],
      problems: [{ row: 2, column: '亲子陪伴', message: '应填 是 或 否' }],
    });
  });

  it.each([
    ['同意礼物发放', 1],
    ['同意心愿审核', 0],
    ['同意拍照', 0],
  ])('without %s: %i problem', (column, problems) => {
    expect(read({ [column]: '否' }).problems).toHaveLength(problems);
  });
});

describe('the place where a pack is handed over', () => {
  const PLACES = ['活动中心', '图书馆'];

  it.each<[string, string[], boolean]>([
    ['活动中心', PLACES, true],
    ['图书馆', PLACES, true],
    ['', PLACES, true],
    ['河边', PLACES, false],
    ['河边', ['活动中心'], false],
    ['河边', [], true],
    ['', [], true],
  ])('%p, of a unit with the places %j: %s', (place, places, ok) => {
    const { rows, problems } = read({ 交接地点: place }, places);
    if (ok) expect(rows).toMatchObject([{ place }]);
    else {
      const message = `应为：${places.join('、')}`;
      expect(problems).toEqual([{ row: 2, column: '交接地点', message }]);
    }
  });

  it('has at most 40 characters', () => {
    expect(read({ 交接地点: '木'.repeat(40) }).problems).toEqual([]);
    expect(read({ 交接地点: '木'.repeat(41) }).problems).toMatchObject([{ column: '交接地点' }]);
  });
});
