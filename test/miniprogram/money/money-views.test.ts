import type { ApprovalView, Fen, LedgerEntry, WishCost } from '../../../typings/contract';
import { readEntry } from '../../../miniprogram/packages/staff/common/components/money-sheet/entry';
import { approvalRows } from '../../../miniprogram/packages/staff/money/pages/approvals/view';
import {
  bareRows,
  checkResult,
  invoiceRows,
  limitText,
  readInvoiceTotal,
} from '../../../miniprogram/packages/staff/money/pages/check/view';
import { costView, readInvoice } from '../../../miniprogram/packages/staff/money/pages/cost/view';
import { bookedText, stepsFor } from '../../../miniprogram/packages/staff/money/pages/fund/view';
import { donorRows } from '../../../miniprogram/packages/staff/money/pages/report/view';
import { entryRows } from '../../../miniprogram/packages/staff/money/ledger';

const JUNE_1 = Date.UTC(2025, 5, 1, 2, 30);
const fen = (amount: number): Fen => amount as Fen;

const entry = (type: LedgerEntry['type'], more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  entryId: `${type}#1`,
  type,
  amountFen: fen(29_900),
  at: JUNE_1,
  by: 'p_0123456789',
  ...more,
});

describe('an entry of the book', () => {
  it('that is taken back has the sign of what it undoes', () => {
    const signs = (['donate', 'refund', 'spend'] as const).map(
      (reverses) => entryRows([entry('reversal', { reverses, donor: '灯塔公司' })])[0],
    );
    expect(signs.map((row) => [row?.amount, row?.about])).toEqual([
      ['−299 元', '到账 · 灯塔公司'],
      ['+299 元', '退回捐方 · 灯塔公司'],
      ['299 元', '支出 · 灯塔公司'],
    ]);
  });

  it('says what was available after it, and what stands beside it', () => {
    const after = { availableFen: fen(100), reservedFen: fen(0), spentFen: fen(0) };
    const more = { after, supplier: '书店', invoiceNo: '20250001', reversed: true as const };
    expect(entryRows([entry('spend', more)])).toMatchObject([
      { balance: '余 1 元', note: '已冲正 · 书店 · 发票 20250001', reversed: true },
    ]);
  });

  it('of a wish, or taken back already, offers no step of its own', () => {
    expect(stepsFor(entry('donate'))).toEqual(['refund', 'reverse']);
    expect(stepsFor(entry('refund'))).toEqual(['reverse']);
    expect(stepsFor(entry('donate', { reversed: true }))).toEqual([]);
    expect(stepsFor(entry('spend'))).toEqual([]);
  });

  it('that waits for another admin is not said to be booked', () => {
    expect(bookedText('已记 1 元', { availableFen: fen(100) })).toBe('已记 1 元，可用余额 1 元。');
    expect(bookedText('已记 1 元', { availableFen: fen(100), approvalId: 'a' })).toMatch(
      /另一位管理员/,
    );
  });
});

const approval = (more: Partial<ApprovalView> = {}): ApprovalView => ({
  approvalId: 'a',
  kind: 'donate',
  amountFen: fen(5_000_000),
  donor: '灯塔公司',
  reason: '银行回单 12',
  by: 'p_0123456789',
  mine: false,
  at: JUNE_1,
  expiresAt: JUNE_1,
  state: 'pending',
  ...more,
});

describe('what waits for a second person', () => {
  it('is decided by another admin, and withdrawn by its author', () => {
    const mayOf = (more: Partial<ApprovalView>, isAdmin: boolean) => {
      const [row] = approvalRows([approval(more)], isAdmin);
      return [row?.mayDecide, row?.mayWithdraw];
    };
    expect(mayOf({}, true)).toEqual([true, false]);
    expect(mayOf({ mine: true }, true)).toEqual([false, true]);
    expect(mayOf({}, false)).toEqual([false, false]);
    expect(mayOf({ state: 'expired', mine: true }, true)).toEqual([false, false]);
    expect(mayOf({ kind: 'packLoss', mine: true }, true)).toEqual([false, false]);
  });

  it('says who, when and why', () => {
    const decided = { state: 'declined', decidedBy: 'p_abcdefghij', decidedAt: JUNE_1 } as const;
    expect(approvalRows([approval({ ...decided, note: '金额不对' })], true)).toMatchObject([
      {
        title: '登记到账 50,000 元',
        reason: '银行回单 12',
        people:
          '工作人员 01234567 6月1日 10:30 提出 · 工作人员 abcdefgh 6月1日 10:30 办理 · 金额不对',
      },
    ]);
    const { amountFen: _none, donor: _nobody, ...rules } = approval({ kind: 'rules' });
    expect(approvalRows([rules], true)[0]?.title).toBe('关闭双人复核');
    const { expiresAt: _never, ...lost } = rules;
    const packs = { version: '7-12', count: 3 } as const;
    expect(approvalRows([{ ...lost, kind: 'packLoss', packs }], true)[0]).toMatchObject({
      title: '暖心包报失',
      about: '7–12 岁 3 份',
      people: '工作人员 01234567 6月1日 10:30 提出',
      meaning: '批准后这些暖心包记为丢失。',
    });
  });
});

const cost = (more: Partial<WishCost> = {}): WishCost => ({
  wishId: 'w',
  wishNo: 'W1',
  state: 'ready',
  reservedFen: fen(20_000),
  releasedFen: fen(5_000),
  spentFen: fen(15_000),
  openFen: fen(0),
  entries: [entry('reserve'), entry('spend')],
  sources: [{ entryId: 'd', donor: '灯塔公司', at: JUNE_1, amountFen: fen(15_000) }],
  ...more,
});

describe('the account of one gift', () => {
  it('is told in one sentence, with whose money it was', () => {
    expect(costView(cost())).toMatchObject({
      sentence: '一共预留过 200 元，付了 150 元，退回余额 50 元。',
      sources: [{ donor: '灯塔公司', day: '2025年6月1日到账', amount: '150 元' }],
    });
  });

  it('offers what can be done: with an open reserve, or with a spend that stands', () => {
    const kinds = (given: WishCost) => costView(given).steps.map(({ kind }) => kind);
    expect(kinds(cost())).toEqual(['refund', 'invoice']);
    expect(kinds(cost({ openFen: fen(20_000), entries: [entry('reserve')] }))).toEqual([
      'topUp',
      'release',
    ]);
    expect(kinds(cost({ entries: [entry('spend', { reversed: true })] }))).toEqual([]);
  });

  it('takes an invoice with its supplier, or says what is missing', () => {
    expect(readInvoice(' 书店 ', '1').bill).toEqual({ supplier: '书店', invoiceNo: '1' });
    expect(readInvoice('书店', ' ')).toEqual({
      supplierProblem: '',
      invoiceProblem: '请填写发票号',
    });
  });
});

describe('the check of the books', () => {
  it('says what is wrong and where, or that nothing is', () => {
    expect(checkResult(240).tone).toBe('good');
    expect(checkResult(3, 'spend#4').text).toMatch(/第 4 笔对不上（spend#4）/);
  });

  it('says by how much an invoice and its spends differ', () => {
    const invoice = { invoiceId: 'i', supplier: '书店', invoiceNo: '1', spentFen: fen(200) };
    const abouts = invoiceRows([
      invoice,
      { ...invoice, totalFen: fen(300) },
      { ...invoice, totalFen: fen(100) },
    ]).map(({ about }) => about);
    expect(abouts).toEqual([
      '支出 2 元，还没有填发票金额',
      '发票 3 元，支出 2 元，支出少 1 元',
      '发票 1 元，支出 2 元，支出多 1 元',
    ]);
    expect(bareRows([entry('spend', { wishNo: 'W1', supplier: '书店' })])[0]).toMatchObject({
      title: '心愿 W1',
      about: '299 元 · 6月1日 10:30 · 书店',
    });
  });

  it('takes an invoice whole, or says what is missing', () => {
    expect(readInvoiceTotal('书店', '1', '12.5').invoice?.totalFen).toBe(1_250);
    expect(readInvoiceTotal('', '', '').invoice).toBeUndefined();
    expect(limitText(null)).toMatch(/没有开启/);
  });
});

it('a donor who gave several times is told so', () => {
  expect(donorRows([{ donor: '甲', donations: 2, donatedFen: fen(100) }])).toEqual([
    { donor: '甲', about: '1 元，分 2 次' },
  ]);
});

it('a step with money takes an amount within its limit and a reason, or says what is missing', () => {
  const asked = { asksAmount: true, asksReason: true, mostFen: 10_000, mostWords: '最多退' };
  expect(readEntry(asked, '', ' ')).toEqual({
    amountProblem: '请填写金额',
    reasonProblem: '请写明原因',
  });
  expect(readEntry(asked, '100.01', '改价').amountProblem).toBe('最多退 100 元');
  expect(readEntry(asked, '100', ' 改价 ').entry).toEqual({ amountFen: 10_000, reason: '改价' });
  const onlyReason = { ...asked, asksAmount: false };
  expect(readEntry(onlyReason, '', '记错了').entry).toEqual({ reason: '记错了' });
});
