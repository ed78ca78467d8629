import {
  CALL_WORDS,
  CATEGORY_WORDS,
  ROLE_WORDS,
  STAFF_LEVEL_WORDS,
  TOPIC_WORDS,
  WISH_STATE_WORDS,
  auditActionWord,
} from '@micro-wish/vocabulary';
import type { GrantTermsView } from '../../../typings/contract';
import type { Context } from '../../shared/serve';
import { auditHandlers } from '../audit/audit';
import { callHandlers } from '../family/call-list';
import { complaintHandlers } from '../complaint/complaint';
import { grantHandlers } from '../people/grant';
import {
  A_PAGE,
  columns,
  desk,
  from,
  money,
  person,
  rowsOf,
  time,
  type List,
  type Wanted,
} from './list-columns';
import { queueHandlers } from '../wish/queue';

export const wishes = (context: Context, { list: _wishes, ...filter }: Wanted<'wishes'>): List => ({
  who: queueHandlers['wish.list'].who,
  title: '心愿',
  columns: columns(
    ['编号', 13],
    ['代号', 14],
    ['年龄段', 9],
    ['社区', 16],
    ['类别', 8],
    ['想要的礼物', 26],
    ['状态', 14],
    ['待审', 8],
    ['提交时间', 17],
    ['预留（元）', 12],
    ['价格（元）', 12],
    ['核销点', 12],
    ['卡号', 13],
  ),
  page: async (cursor) => {
    const input = { ...filter, ...from(cursor), limit: A_PAGE };
    return rowsOf(await queueHandlers['wish.list'].run(context, input), (wish) => [
      wish.wishNo,
      wish.alias,
      wish.ageBand,
      wish.communityName,
      CATEGORY_WORDS[wish.category],
      wish.title,
      WISH_STATE_WORDS[wish.state],
      wish.level === undefined ? null : STAFF_LEVEL_WORDS[wish.level],
      time(wish.submittedAt),
      money(wish.reservedFen),
      money(wish.priceFen),
      desk(wish.stationId),
      wish.cardNo ?? null,
    ]);
  },
});

export const calls = (context: Context, { campaignId, state }: Wanted<'calls'>): List => ({
  who: callHandlers['call.list'].who,
  title: '电话名单',
  columns: columns(
    ['要告知的事', 14],
    ['发生时间', 17],
    ['代号', 14],
    ['孩子编号', 13],
    ['心愿编号', 13],
    ['社区', 16],
    ['同意书编号', 16],
    ['存放处', 16],
    ['告知时间', 17],
    ['备注', 30],
  ),
  page: async (cursor) => {
    const filter = state === undefined ? {} : { state };
    const input = { campaignId, ...filter, ...from(cursor) };
    return rowsOf(await callHandlers['call.list'].run(context, input), (call) => [
      CALL_WORDS[call.kind],
      { at: call.at },
      call.alias,
      call.childNo,
      call.wishNo,
      call.communityName,
      call.formNo ?? '',
      call.keptAt ?? '',
      time(call.calledAt),
      call.note,
    ]);
  },
});

const scopeOf = ({ role, areaName, event }: GrantTermsView): string => {
  if (areaName !== undefined) return areaName;
  if (!event) return role === 'admin' ? '全部' : '账目和操作记录';
  return `${event.title} ${event.stationLabels?.join('、') ?? '全部核销点'}`;
};

/** 人员: who has what by a grant. People are their pseudonyms and what an admin calls them. */
export const people = (context: Context, { list: _, ...filter }: Wanted<'people'>): List => ({
  who: grantHandlers['grant.list'].who,
  title: '人员',
  columns: columns(
    ['称呼', 20],
    ['人员编号', 12],
    ['角色', 10],
    ['范围', 30],
    ['从', 17],
    ['到', 17],
    ['授权时间', 17],
    ['授权人', 12],
    ['状态', 8],
    ['结束时间', 17],
    ['结束人', 12],
  ),
  page: async (cursor) => {
    const input = { ...filter, ...from(cursor), limit: A_PAGE };
    return rowsOf(await grantHandlers['grant.list'].run(context, input), (grant) => [
      grant.label ?? null,
      person(grant.person),
      ROLE_WORDS[grant.role],
      scopeOf(grant),
      time(grant.event?.from),
      time(grant.event?.until),
      { at: grant.grantedAt },
      person(grant.grantedBy),
      grant.state === 'active' ? '在任' : '已结束',
      time(grant.endedAt),
      person(grant.endedBy),
    ]);
  },
});

/** 意见与投诉, without their words: reading those is an opening of the file. */
export const complaints = (context: Context, { state }: Wanted<'complaints'>): List => ({
  who: complaintHandlers['complaint.list'].who,
  title: state === 'open' ? '待答复意见' : '已答复意见',
  columns: columns(
    ['提交时间', 17],
    ['主题', 12],
    ['心愿', 13],
    ['答复期限', 17],
    ['超期', 8],
    ['处理人', 12],
    ['意见编号', 44],
  ),
  page: async (cursor) => {
    const input = { state, ...from(cursor), limit: A_PAGE };
    return rowsOf(await complaintHandlers['complaint.list'].run(context, input), (complaint) => [
      { at: complaint.at },
      TOPIC_WORDS[complaint.topic],
      complaint.wishNo ?? null,
      { at: complaint.dueAt },
      complaint.overdue ? '是' : '否',
      person(complaint.owner),
      complaint.complaintId,
    ]);
  },
});

/** 操作记录: who did what, the newest first, as its reader has narrowed it. */
export const audit = (context: Context, { list: _, until, ...filter }: Wanted<'audit'>): List => ({
  who: auditHandlers['audit.list'].who,
  title: '操作记录',
  columns: columns(
    ['序号', 10],
    ['时间', 17],
    ['做了什么', 16],
    ['操作', 22],
    ['谁', 24],
    ['对象', 24],
    ['人员编号', 12],
    ['对象编号', 44],
    ['备注', 44],
  ),
  page: async (cursor = until === undefined ? undefined : String(until + 1)) => {
    const input = { ...filter, ...from(cursor), limit: A_PAGE };
    return rowsOf(await auditHandlers['audit.list'].run(context, input), (entry) => [
      entry.seq,
      { at: entry.at },
      auditActionWord(entry.action),
      entry.action,
      entry.who ?? null,
      entry.about ?? null,
      person(entry.by),
      entry.subject,
      entry.note,
    ]);
  },
});
