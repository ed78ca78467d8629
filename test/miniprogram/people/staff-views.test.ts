import type { ComparedWish, Fen, StaffMe, StaffWishFile } from '../../../typings/contract';
import {
  decisionOf,
  problemOf,
} from '../../../miniprogram/packages/staff/wish/components/review-panel/decision';
import { readDonation } from '../../../miniprogram/packages/staff/money/pages/fund/view';
import { entryRows } from '../../../miniprogram/packages/staff/money/ledger';
import {
  afterArrival,
  giftRows,
  nextRow,
} from '../../../miniprogram/packages/staff/gift/pages/gifts/view';
import {
  arrivalOutcome,
  comparedLines,
  fileView,
  fundOutcome,
  idleText,
  reviewOutcome,
  tasksFor,
} from '../../../miniprogram/packages/staff/wish/components/wish-desk/view';
import { readAmount } from '../../../miniprogram/packages/staff/common/amounts';
import { everyItem, nextFilledPage } from '../../../miniprogram/utils/paging';
import { chunksOf } from '../../../miniprogram/packages/staff/common/chunks';
import { event, file, JUNE_1, row } from '../samples';

const fen = (amount: number): Fen => amount as Fen;

const me = (change: Partial<StaffMe> = {}): StaffMe => ({
  admin: false,
  auditor: false,
  grants: [],
  ...change,
});

const districtMe = me({
  grants: [{ grantId: 'g-1', level: 'district', areaId: 'd-01', areaName: '南山区' }],
});

describe('a child’s file', () => {
  it('tells what there is, and leaves out what there is not', () => {
    const { facts } = fileView(
      file({
        details: { size: '36', colour: '蓝' },
        reservedFen: fen(29_900),
        stationId: 'desk-2',
      }),
      [event],
    );
    const text = facts.map(({ label, text: value }) => `${label} ${value}`);
    expect(text).toEqual(
      expect.arrayContaining([
        '孩子 小满 · C00000001',
        '尺码 36',
        '已预留 299 元',
        '领取点 2 号台',
      ]),
    );
    expect(facts.map(({ label }) => label)).not.toContain('型号');
    expect(facts.map(({ label }) => label)).not.toContain('礼物价格');
  });

  it('names the level whose turn it is', () => {
    expect(fileView(file(), []).stateWord).toBe('等待社区审核');
    expect(fileView(file({ state: 'ready' }), []).stateWord).toBe('礼物已到');
  });

  it('puts two wishes side by side, and says in what they agree', () => {
    const side: ComparedWish = {
      wishId: 'wish-1',
      wishNo: 'W1',
      alias: '小海豚',
      ageBand: '7-12',
      birthMonth: '2016-05',
      communityName: '海棠社区',
      category: 'sport',
      title: '一双跑鞋',
      state: 'submitted',
      submittedAt: JUNE_1,
      childNickname: '小满',
    };
    const { childNickname: _masked, ...far } = { ...side, wishNo: 'W2', alias: '慢慢的云朵' };
    const lines = comparedLines([side, far]);
    const line = (label: string) => lines.find((one) => one.label === label);
    expect(line('小名')).toMatchObject({ own: '小满', other: '不在你的区域，不显示', same: false });
    expect(line('出生年月')).toMatchObject({ own: '2016-05', same: true });
    expect(line('代号')?.same).toBe(false);
  });

  it('lists likely duplicates with where they stand', () => {
    const similar: StaffWishFile['similar'] = [
      {
        wishId: 'wish-2',
        wishNo: 'W2',
        title: '跑鞋',
        communityName: '海棠社区',
        state: 'ready',
        because: ['title'],
      },
    ];
    expect(fileView(file({ similar }), []).similar[0]?.about).toBe('W2 · 海棠社区 · 礼物已到');
  });

  it('offers each step to who may take it', () => {
    expect(tasksFor(file(), me())).toEqual(['review']);
    expect(tasksFor(file({ mine: false }), me())).toEqual([]);
    const timeline = [
      { at: JUNE_1, state: 'submitted', event: 'community_approved' },
      { at: JUNE_1, state: 'approved', event: 'district_approved' },
    ] as StaffWishFile['timeline'];
    const approved = file({ state: 'approved', mine: false, timeline });
    expect(tasksFor(approved, me({ admin: true }))).toEqual(['fund']);
    expect(tasksFor(approved, me())).toEqual([]);
    expect(tasksFor(approved, districtMe)).toEqual(['take-back']);
    const funded = file({ state: 'funded', mine: false, reservedFen: fen(29_900) });
    expect(tasksFor(funded, me())).toEqual(['arrive']);
    const emptyHanded = file({ state: 'funded', mine: false });
    expect(tasksFor(emptyHanded, me({ admin: true }))).toEqual(['fund']);
    expect(tasksFor(file({ state: 'fulfilled', mine: false }), districtMe)).toEqual([]);
  });

  it('nobody acts for an own child', () => {
    const own = file({ ownChild: true, state: 'approved' });
    expect(tasksFor(own, me({ admin: true }))).toEqual([]);
    expect(idleText(own)).toContain('自己孩子');
  });

  it('says whose turn it is where there is nothing to do', () => {
    expect(idleText(file({ mine: false }))).toBe('现在轮到社区审核，你可以先查看。');
    expect(idleText(file({ state: 'withdrawn', mine: false }))).toContain('已经结束');
  });

  it('says what a step did and what can be put right', () => {
    expect(reviewOutcome('approve', 'submitted', true).title).toBe('初审通过');
    expect(reviewOutcome('reject', 'rejected', true).undo).toContain('10 分钟内撤销');
    expect(reviewOutcome('reject', 'rejected', false).undo).toBe('');
    expect(fundOutcome(fen(29_900), fen(100_000), false).text).toContain('1,000 元');
    expect(fundOutcome(fen(29_900), fen(100_000), true).title).toContain('已申请');
    expect(arrivalOutcome(fen(25_000), fen(29_900)).text).toBe(
      '支出 250 元，多预留的 49 元 已退回余额。',
    );
    expect(arrivalOutcome(fen(29_900), fen(29_900)).text).toBe('支出 299 元。');
  });
});

describe('a decision', () => {
  const draft = { decision: '' as const, reason: '', publicText: '' };

  it('needs a choice, and a reason for sending back', () => {
    expect(problemOf(draft)).not.toBe('');
    expect(problemOf({ ...draft, decision: 'return', reason: '  ' })).not.toBe('');
    expect(decisionOf({ ...draft, decision: 'reject', reason: ' 超出范围 ' }, true)).toEqual({
      decision: 'reject',
      reason: '超出范围',
    });
  });

  it('takes a public text only where the guardian allowed one', () => {
    const approved = { ...draft, decision: 'approve' as const, publicText: '想要跑鞋' };
    expect(decisionOf(approved, true)).toEqual({ decision: 'approve', publicText: '想要跑鞋' });
    expect(decisionOf(approved, false)).toEqual({ decision: 'approve' });
  });
});

describe('an amount', () => {
  it('is read to the 分', () => {
    expect(readAmount('299.01').fen).toBe(29_901);
    expect(readAmount('1,299').fen).toBe(129_900);
  });

  it.each(['', '0', '-1', '1.234', 'abc'])('%p is none', (typed) => {
    expect(readAmount(typed)).toMatchObject({ fen: undefined });
    expect(readAmount(typed).problem).not.toBe('');
  });

  it('stays within its limits, and says which it passes', () => {
    const limits = [
      { fen: fen(200_000), says: '每个心愿最多' },
      { fen: fen(10_000), says: '余额不够，可用余额是' },
    ];
    expect(readAmount('100', limits).problem).toBe('');
    expect(readAmount('100.01', limits).problem).toBe('余额不够，可用余额是 100 元');
    expect(readAmount('2000.01', limits).problem).toBe('每个心愿最多 2,000 元');
  });
});

describe('the book', () => {
  it('signs an entry by what it does to the available money', () => {
    const rows = entryRows([
      {
        entryId: 'e3',
        by: 'p_1',
        type: 'spend',
        amountFen: fen(29_900),
        at: JUNE_1,
        wishId: 'wish-1',
      },
      {
        entryId: 'e2',
        by: 'p_1',
        type: 'reserve',
        amountFen: fen(29_900),
        at: JUNE_1,
        wishId: 'wish-1',
      },
      {
        entryId: 'e1',
        by: 'p_1',
        type: 'donate',
        amountFen: fen(10_000_000),
        at: JUNE_1,
        donor: '一家企业',
      },
    ]);
    expect(rows.map(({ word, amount }) => `${word} ${amount}`)).toEqual([
      '支出 299 元',
      '预留 −299 元',
      '到账 +100,000 元',
    ]);
    expect(rows[2]?.about).toBe('一家企业');
  });

  it('a donation needs a donor and an amount', () => {
    expect(readDonation(' ', '')).toMatchObject({
      donorProblem: '请填写捐方名称',
      amountProblem: '请填写金额',
    });
    expect(readDonation(' 一家企业 ', '100000').donation).toEqual({
      donor: '一家企业',
      amountFen: 10_000_000,
    });
  });
});

describe('gifts on their way', () => {
  const rows = giftRows([
    row({ wishId: 'a', reservedFen: fen(10_000) }),
    row({ wishId: 'b', reservedFen: fen(20_000) }),
    row({ wishId: 'c', reservedFen: fen(30_000) }),
  ]);

  it('one after the other, the last leads back to the first', () => {
    expect(nextRow(rows, 'a')?.wishId).toBe('b');
    expect(nextRow(rows, 'c')?.wishId).toBe('a');
  });

  it('after one is recorded the one below it is next', () => {
    expect(afterArrival(rows, 'b').current?.wishId).toBe('c');
    expect(afterArrival(rows, 'c').current?.wishId).toBe('b');
    expect(afterArrival(rows.slice(0, 1), 'a')).toEqual({ rows: [], current: null });
  });
});

describe('reading by cursor', () => {
  const pages: Record<string, { items: number[]; next?: string }> = {
    '': { items: [], next: 'b' },
    b: { items: [1, 2], next: 'c' },
    c: { items: [3] },
  };
  const read = (cursor = '') => Promise.resolve(pages[cursor] ?? { items: [] });

  it('goes on while a filtered page is empty', async () => {
    expect(await nextFilledPage(read)).toEqual({ items: [1, 2], next: 'c' });
    expect(await nextFilledPage(read, 'c')).toEqual({ items: [3] });
  });

  it('reads a list to its end', async () => {
    const counts: number[] = [];
    expect(await everyItem(read, (count) => counts.push(count))).toEqual([1, 2, 3]);
    expect(counts).toEqual([0, 2, 3]);
  });

  it('parts a list', () => {
    expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunksOf([], 2)).toEqual([]);
  });
});
