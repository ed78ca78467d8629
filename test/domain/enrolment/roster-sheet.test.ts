import type { Cell } from '../../../cloudfunctions/domain/common/sheet-table';
import {
  enrolmentColumns,
  headOfEnrolmentRoster,
  readEnrolmentRoster,
} from '../../../cloudfunctions/domain/enrolment/roster-sheet';
import type { Audience } from '../../../typings/contract';

/** 2025-06-01 in Shanghai. */
const NOW = Date.UTC(2025, 5, 1);
const COMMUNITIES = [
  { communityId: 'c-1', name: '海岸社区', isMine: true },
  { communityId: 'c-2', name: '山脚社区', isMine: false },
  { communityId: 'c-3', name: '河湾社区', isMine: true },
];

const BY_FORM: Record<string, Cell> = {
  孩子小名: '小苗',
  出生年月: '2016-05',
  社区: '海岸社区',
  同意参加: '是',
  同意书编号: 'HA-1',
  签署日期: '2025-05-20',
  存放处: '二号柜',
  同意心愿审核: '是',
};
const BY_ALIAS: Record<string, Cell> = { 社区: '海岸社区', 代号: '小海豚', 同意参加: '是' };
const BY_NAME: Record<string, Cell> = { 姓名或称呼: '陈老师', 同意参加: '是' };

const headFor = (audience: Audience) => enrolmentColumns(audience).map(({ title }) => title);

const read = (audience: Audience, ...rows: Record<string, Cell>[]) => {
  const head = headFor(audience);
  const cells = rows.map((row) => head.map((title) => row[title] ?? null));
  return readEnrolmentRoster({ cells: [head, ...cells] }, COMMUNITIES, audience, NOW);
};

const faults = (audience: Audience, ...rows: Record<string, Cell>[]) =>
  read(audience, ...rows).problems.map(({ row, column, message }) => [row, column, message]);

describe('a row of a roster of children', () => {
  it('enrols a child by its form on paper', () => {
    expect(read('child', BY_FORM)).toMatchObject({
      rows: [
        {
          row: 2,
          whom: {
            by: 'form',
            paper: {
              nickname: '小苗',
              birthMonth: '2016-05',
              communityId: 'c-1',
              consent: { formNo: 'HA-1', scopes: ['review'] },
            },
          },
        },
      ],
      problems: [],
    });
  });

  it('enrols a child that was registered by its community and its alias alone', () => {
    expect(read('child', BY_ALIAS)).toMatchObject({
      rows: [{ row: 2, whom: { by: 'alias', alias: '小海豚', communityId: 'c-1' } }],
      problems: [],
    });
  });

  it.each<[string, Record<string, Cell>, boolean]>([
    ['to the review', { 同意心愿审核: '是', 同意礼物发放: '否' }, true],
    ['to the gift', { 同意心愿审核: '否', 同意礼物发放: '是' }, true],
    ['to both', { 同意心愿审核: '是', 同意礼物发放: '是' }, true],
    ['to neither', { 同意心愿审核: '否', 同意礼物发放: '否', 同意拍照: '是' }, false],
  ])('of a new child needs a consent to review or gift: one %s', (_, answers, good) => {
    expect(faults('child', { ...BY_FORM, ...answers })).toEqual(
      good ? [] : [[2, '同意心愿审核', '「同意心愿审核」和「同意礼物发放」至少有一项为 是']],
    );
  });

  it.each<[string, Record<string, Cell>, string[]]>([
    [
      'of a community that is none',
      { 社区: '云上社区' },
      ['社区', '没有这个社区，请从模板的列表里选'],
    ],
    ['of another’s community', { 社区: '山脚社区' }, ['社区', '「山脚社区」不在你负责的区域']],
    ['too long', { 代号: '豚'.repeat(21) }, ['代号', '最多 20 个字，现在 21 个']],
  ])('by an alias %s is refused', (_, wrong, told) => {
    expect(faults('child', { ...BY_ALIAS, ...wrong })).toEqual([[2, ...told]]);
  });

  it('may have an alias of 20 characters', () => {
    expect(faults('child', { ...BY_ALIAS, 代号: '豚'.repeat(20) })).toEqual([]);
  });
});

describe('a row of a roster of adults', () => {
  it('enrols by a name', () => {
    expect(read('adult', BY_NAME)).toMatchObject({
      rows: [{ row: 2, whom: { by: 'name', name: '陈老师' } }],
      problems: [],
    });
  });

  it.each<[string, Cell, string[][]]>([
    ['is needed', null, [['姓名或称呼', '不能为空']]],
    ['has 20 characters', '名'.repeat(20), []],
    ['has no more', '名'.repeat(21), [['姓名或称呼', '最多 20 个字，现在 21 个']]],
  ])('whose name %s', (_, name, told) => {
    expect(faults('adult', { ...BY_NAME, 姓名或称呼: name })).toEqual(
      told.map((fault) => [2, ...fault]),
    );
  });
});

describe.each<[Audience, Record<string, Cell>]>([
  ['child', BY_FORM],
  ['child', BY_ALIAS],
  ['adult', BY_NAME],
])('who takes part (%s %#)', (audience, good) => {
  it.each<[Cell, boolean]>([
    ['是', true],
    ['同意', true],
    ['否', false],
    [null, false],
    ['也许', false],
  ])('agreed with %j: %s', (agrees, may) => {
    expect(faults(audience, { ...good, 同意参加: agrees })).toEqual(
      may ? [] : [[2, '同意参加', '没有同意参加，不能报名']],
    );
  });

  it('stands in the roster once', () => {
    expect(read(audience, good, good)).toMatchObject({
      rows: [{ row: 2 }],
      problems: [{ row: 3, message: '和第 2 行重复' }],
    });
  });
});

describe('two rows of a roster', () => {
  it.each<[string, Audience, Record<string, Cell>, Record<string, Cell>, boolean]>([
    ['one alias, written with a space', 'child', BY_ALIAS, { ...BY_ALIAS, 代号: '小 海豚' }, true],
    ['one alias of two communities', 'child', BY_ALIAS, { ...BY_ALIAS, 社区: '河湾社区' }, false],
    ['two aliases', 'child', BY_ALIAS, { ...BY_ALIAS, 代号: '小海星' }, false],
    ['two forms', 'child', BY_FORM, { ...BY_FORM, 同意书编号: 'HA-2' }, false],
    ['a form and an alias', 'child', BY_FORM, BY_ALIAS, false],
    [
      'one name, in other letters',
      'adult',
      { ...BY_NAME, 姓名或称呼: 'Chen' },
      { ...BY_NAME, 姓名或称呼: 'ｃｈｅｎ' },
      true,
    ],
    ['two names', 'adult', BY_NAME, { ...BY_NAME, 姓名或称呼: '王老师' }, false],
  ])('with %s are of one person: %s', (_, audience, one, other, same) => {
    expect(read(audience, one, other).rows).toHaveLength(same ? 1 : 2);
  });
});

describe('a sheet', () => {
  it('of adults is none of children, and the other way round', () => {
    const sheetOf = (audience: Audience) => ({ cells: [headFor(audience)] });
    const told = (sheet: Audience, audience: Audience) =>
      readEnrolmentRoster(sheetOf(sheet), COMMUNITIES, audience, NOW).problems.map(
        ({ message }) => message,
      );
    expect(told('child', 'child')).toEqual(['表头下面没有内容']);
    expect(told('adult', 'adult')).toEqual(['表头下面没有内容']);
    expect(told('adult', 'child')).toEqual(['没有找到表头，请用下载的表格填写']);
    expect(told('child', 'adult')).toEqual(['没有找到表头，请用下载的表格填写']);
  });

  it('has its head below whatever was written above it', () => {
    for (const audience of ['child', 'adult'] as const) {
      const head = headFor(audience);
      expect(headOfEnrolmentRoster({ cells: [['周末课堂'], head] }, audience)).toEqual({
        row: 2,
        titles: head,
      });
    }
  });
});
