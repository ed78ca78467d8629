import { callLines } from '../../../miniprogram/packages/staff/family/pages/calls/view';
import {
  dayTyped,
  EMPTY_DRAFT,
  fieldAfter,
  monthTyped,
  nextDraft,
  readDraft,
  type Draft,
} from '../../../miniprogram/packages/staff/family/pages/entry/view';
import {
  findingOf,
  rosterRows,
} from '../../../miniprogram/packages/staff/family/pages/roster/view';

const FULL: Draft = {
  ...EMPTY_DRAFT,
  nickname: '小禾 ',
  birthMonth: '201605',
  communityId: 'c-1',
  category: 'study',
  title: '一盏台灯',
  colour: '鹅黄',
  formNo: 'HA-009',
  signedOn: '2025年5月20日',
  keptAt: '二号柜',
  scopes: ['review', 'gift'],
};

describe('the form for a family without a phone', () => {
  it('gives what was typed as the call wants it', () => {
    expect(readDraft(FULL)).toEqual({
      entry: {
        child: { nickname: '小禾', birthMonth: '2016-05', communityId: 'c-1' },
        wish: { category: 'study', title: '一盏台灯', details: { colour: '鹅黄' } },
        consent: {
          formNo: 'HA-009',
          signedOn: '2025-05-20',
          keptAt: '二号柜',
          scopes: ['review', 'gift'],
        },
      },
    });
  });

  it('names every field that is missing', () => {
    const read = readDraft(EMPTY_DRAFT);
    expect('problems' in read ? Object.keys(read.problems).sort() : []).toEqual(
      [
        'birthMonth',
        'category',
        'communityId',
        'formNo',
        'keptAt',
        'nickname',
        'scopes',
        'signedOn',
        'title',
      ].sort(),
    );
  });

  it('keeps for the next family what a pile of forms shares, and never a consent', () => {
    expect(nextDraft(FULL)).toEqual({
      ...EMPTY_DRAFT,
      communityId: 'c-1',
      formNo: 'HA-010',
      signedOn: '2025年5月20日',
      keptAt: '二号柜',
    });
  });

  it('goes on by Enter from field to field, and ends behind the last', () => {
    expect(fieldAfter('nickname')).toBe('birthMonth');
    expect(fieldAfter('reason')).toBe('formNo');
    expect(fieldAfter('keptAt')).toBeUndefined();
  });

  it.each([
    ['2016.5', '2016-05'],
    ['２０１６-０５', '2016-05'],
    ['2016-13', ''],
  ])('takes %s for the month %s', (typed, month) => {
    expect(monthTyped(typed)).toBe(month);
  });

  it('takes a day as people write it', () => {
    expect(['20250520', '2025/5/20', '五月'].map(dayTyped)).toEqual([
      '2025-05-20',
      '2025-05-20',
      '',
    ]);
  });
});

describe('a roster on its page', () => {
  const check = { rows: 5, ready: 3, known: 1, warningCount: 0, warnings: [], hidden: 0 };

  it('that is wrong somewhere says how much, and what can be entered all the same', () => {
    const problems = [{ row: 3, column: '社区', message: '不能为空' }];
    expect(findingOf({ ...check, problemCount: 130, problems })).toMatchObject({
      title: '130 处要改',
      isClean: false,
      canEnter: true,
      moreProblems: 129,
    });
  });

  it('says how many rows nobody sees in Excel', () => {
    const hidden = { ...check, hidden: 2, problemCount: 0, problems: [] };
    expect(findingOf(hidden).hint).toContain('有 2 行在 Excel 里是隐藏的');
  });

  it('that was entered before has nothing to enter', () => {
    expect(
      findingOf({ ...check, ready: 0, known: 5, problemCount: 0, problems: [] }),
    ).toMatchObject({ title: '这份名单都录入过了', canEnter: false });
  });

  it('shows how far it is, and what can still be done with it', () => {
    const roster = {
      rosterId: 'r',
      at: Date.UTC(2025, 5, 1),
      rows: 200,
      entered: 80,
      fileId: 'f',
      mode: 'all',
      cursor: 80,
    } as const;
    expect(rosterRows([{ ...roster, state: 'importing' }], '家')).toMatchObject([
      { title: '6月1日 08:00 · 没有导完', canGoOn: true, canUndo: true },
    ]);
    expect(rosterRows([{ ...roster, state: 'undone' }], '家')).toMatchObject([
      { canGoOn: false, canUndo: false },
    ]);
  });
});

describe('the call list', () => {
  it('shows numbers and an alias, the form, and what was said', () => {
    const call = {
      callId: 'c',
      wishId: 'w',
      wishNo: 'W1',
      childNo: 'N1',
      alias: '金色风筝',
      communityName: '海岸社区',
      formNo: 'HA-1',
      keptAt: '二号柜',
      kind: 'ready',
      state: 'ready',
      at: Date.UTC(2025, 5, 1),
      note: '外婆接的',
      calledAt: Date.UTC(2025, 5, 1, 1),
    } as const;
    expect(callLines([call])).toMatchObject([
      {
        what: '礼物已备好',
        numbers: 'N1 · W1',
        form: 'HA-1（二号柜）',
        said: '6月1日 09:00 外婆接的',
      },
    ]);
  });
});
