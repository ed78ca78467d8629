import { APPROVAL_KIND_WORDS, APPROVAL_STATE_WORDS, LEDGER_WORDS } from '@micro-wish/vocabulary';
import type { Context } from '../../shared/serve';
import { approvalHandlers } from '../money/approval';
import { fundHandlers } from '../money/fund';
import { columns, from, money, person, rowsOf, time, type List, type Wanted } from './list-columns';

/** 账目: every entry with the balance after it, in the order of booking. */
export const ledger = (context: Context, { fundId }: Wanted<'ledger'>): List => ({
  who: fundHandlers['fund.ledger'].who,
  title: '账目',
  columns: columns(
    ['时间', 17],
    ['类型', 8],
    ['金额（元）', 14],
    ['余额（元）', 14],
    ['预留中（元）', 14],
    ['已支出（元）', 14],
    ['心愿', 13],
    ['捐方', 24],
    ['供应商', 20],
    ['发票号', 20],
    ['原因', 30],
    ['经办', 12],
    ['批准', 12],
    ['账目编号', 44],
    ['冲正的账目', 44],
  ),
  page: async (cursor) => {
    const { entries, next } = await fundHandlers['fund.ledger'].run(context, {
      fundId,
      ...from(cursor),
    });
    return rowsOf({ items: entries, ...(next === undefined ? {} : { next }) }, (entry) => [
      { at: entry.at },
      LEDGER_WORDS[entry.type],
      { fen: entry.amountFen },
      money(entry.after?.availableFen),
      money(entry.after?.reservedFen),
      money(entry.after?.spentFen),
      entry.wishNo ?? null,
      entry.donor ?? null,
      entry.supplier ?? null,
      entry.invoiceNo ?? null,
      entry.reason ?? null,
      person(entry.by),
      person(entry.approvedBy),
      entry.entryId,
      entry.reversesEntryId ?? null,
    ]);
  },
});

/** 待批事项: what one person asked for and another decides. */
export const approvals = (context: Context, { fundId, open }: Wanted<'approvals'>): List => ({
  who: approvalHandlers['approval.list'].who,
  title: open ? '待批事项' : '已办事项',
  columns: columns(
    ['提出时间', 17],
    ['事项', 18],
    ['金额（元）', 14],
    ['捐方', 24],
    ['心愿', 13],
    ['原因', 30],
    ['提出', 12],
    ['状态', 10],
    ['办理', 12],
    ['办理时间', 17],
    ['办理说明', 30],
  ),
  page: async (cursor) => {
    const input = { ...(fundId === undefined ? {} : { fundId }), open, ...from(cursor) };
    return rowsOf(await approvalHandlers['approval.list'].run(context, input), (approval) => [
      { at: approval.at },
      APPROVAL_KIND_WORDS[approval.kind],
      money(approval.amountFen),
      approval.donor ?? null,
      approval.wishNo ?? null,
      approval.reason,
      person(approval.by),
      APPROVAL_STATE_WORDS[approval.state],
      person(approval.decidedBy),
      time(approval.decidedAt),
      approval.note ?? null,
    ]);
  },
});
