import type {
  Caller,
  LedgerType,
  ListWanted,
  MessageKind,
  RejectReason,
  StaffLevel,
  WishCategory,
} from '../../typings/contract';
import { nameOfState } from '../domain/card';
import { CATEGORY_BY_NAME } from '../domain/roster';
import { STATE_NAME } from '../domain/wish';
import type { Column, Value } from '../excel/write';
import type { Context } from '../shared/serve';
import { attemptsPage } from '../store/attempts';
import { callHandlers } from './call';
import { cardHandlers } from './card';
import { eventHandlers } from './event';
import { fundHandlers } from './fund';
import { queueHandlers } from './queue';

/** A list as a sheet: its columns, and its rows page by page, as the list's own action gives them. */
export interface List {
  who: Caller;
  title: string;
  columns: readonly Column[];
  page(cursor: string | undefined): Promise<{ rows: Value[][]; next?: string }>;
}

const A_PAGE = 100;

const CATEGORY_NAME = Object.fromEntries(
  Object.entries(CATEGORY_BY_NAME).map(([name, category]) => [category, name]),
) as Record<WishCategory, string>;

const LEVEL_NAME: Record<StaffLevel, string> = {
  community: '社区',
  street: '街道',
  district: '区',
};

const LEDGER_NAME: Record<LedgerType, string> = {
  donate: '到账',
  reserve: '预留',
  release: '释放',
  spend: '支出',
  refund: '退款',
  reversal: '冲正',
};

const REASON_NAME: Record<RejectReason, string> = {
  malformed: '没读出卡码',
  not_found: '没有这张卡',
  nonce_conflict: '请重新扫',
  annulled: '核销已撤销',
  wrong_event: '别场活动的卡',
  own_child: '自己孩子的卡',
  already_redeemed: '已领取',
  void: '已作废',
  blocked: '已冻结',
  revoked: '旧卡',
  unapproved: '未通过审核',
  not_ready: '礼物未到',
  too_early: '还没开始',
  too_late: '已经结束',
  wrong_station: '不在这个核销点',
  incomplete: '没选领取人',
};

const CALL_NAME: Record<MessageKind, string> = {
  reviewed: '审核结果',
  returned: '退回修改',
  ready: '礼物已备好',
  redeemed: '已领取',
  reissued: '卡已补发',
  tomorrow: '明天领取',
  eventChanged: '活动有变化',
  eventCancelled: '活动取消',
};

const money = (fen: number | undefined): Value => (fen === undefined ? null : { fen });
const time = (at: number | undefined): Value => (at === undefined ? null : { at });
const from = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

const columns = (...given: [title: string, width: number][]): Column[] =>
  given.map(([title, width]) => ({ title, width }));

interface Page<Item> {
  items: readonly Item[];
  next?: string;
}

const rowsOf = <Item>(
  { items, next }: Page<Item>,
  row: (item: Item) => Value[],
): { rows: Value[][]; next?: string } => ({
  rows: items.map(row),
  ...(next === undefined ? {} : { next }),
});

type Wanted<Name extends ListWanted['list']> = Extract<ListWanted, { list: Name }>;

const wishes = (context: Context, { list: _wishes, ...filter }: Wanted<'wishes'>): List => ({
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
      CATEGORY_NAME[wish.category],
      wish.title,
      STATE_NAME[wish.state],
      wish.level === undefined ? null : LEVEL_NAME[wish.level],
      time(wish.submittedAt),
      money(wish.reservedFen),
      money(wish.priceFen),
      wish.stationId ?? null,
      wish.cardNo ?? null,
    ]);
  },
});

const cards = (context: Context, eventId: string): List => ({
  who: cardHandlers['card.list'].who,
  title: '兑换卡',
  columns: columns(
    ['卡号', 13],
    ['代号', 14],
    ['礼物', 26],
    ['状态', 10],
    ['礼物到位', 10],
    ['核销点', 12],
    ['领取时间', 17],
  ),
  page: async (cursor) =>
    rowsOf(
      await cardHandlers['card.list'].run(context, { eventId, ...from(cursor), limit: A_PAGE }),
      (card) => [
        card.cardNo,
        card.alias,
        card.gift,
        nameOfState(card),
        card.ready ? '是' : '否',
        card.stationId ?? null,
        time(card.redeemedAt),
      ],
    ),
});

const absentees = (context: Context, eventId: string): List => ({
  who: eventHandlers['event.absentees'].who,
  title: '未领取',
  columns: columns(['卡号', 13], ['代号', 14], ['礼物', 26], ['社区', 16], ['核销点', 12]),
  page: async (cursor) =>
    rowsOf(
      await eventHandlers['event.absentees'].run(context, { eventId, ...from(cursor) }),
      (card) => [card.cardNo, card.alias, card.gift, card.communityName, card.stationId ?? null],
    ),
});

const attempts = (eventId: string): List => ({
  who: 'staff',
  title: '未成功的扫码',
  columns: columns(['时间', 17], ['原因', 16], ['核销点', 12], ['设备', 20]),
  page: async (cursor) =>
    rowsOf(await attemptsPage({ eventId }, cursor), (attempt) => [
      { at: attempt.at },
      REASON_NAME[attempt.reason],
      attempt.stationId,
      attempt.deviceId,
    ]),
});

const ledger = (context: Context, fundId: string): List => ({
  who: fundHandlers['fund.ledger'].who,
  title: '账目',
  columns: columns(
    ['时间', 17],
    ['类型', 8],
    ['金额（元）', 14],
    ['心愿', 13],
    ['捐方', 24],
    ['账目编号', 44],
  ),
  page: async (cursor) => {
    const { entries, ...page } = await fundHandlers['fund.ledger'].run(context, {
      fundId,
      ...from(cursor),
    });
    return rowsOf({ ...page, items: entries }, (entry) => [
      { at: entry.at },
      LEDGER_NAME[entry.type],
      { fen: entry.amountFen },
      entry.wishNo ?? null,
      entry.donor ?? null,
      entry.entryId,
    ]);
  },
});

const calls = (context: Context, { campaignId, state }: Wanted<'calls'>): List => ({
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
      CALL_NAME[call.kind],
      { at: call.at },
      call.alias,
      call.childNo,
      call.wishNo,
      call.communityName,
      call.formNo,
      call.keptAt,
      time(call.calledAt),
      call.note,
    ]);
  },
});

/** The list that was asked for, in the eyes of this caller. */
export const listOf = (context: Context, wanted: ListWanted): List => {
  switch (wanted.list) {
    case 'wishes':
      return wishes(context, wanted);
    case 'cards':
      return cards(context, wanted.eventId);
    case 'absentees':
      return absentees(context, wanted.eventId);
    case 'attempts':
      return attempts(wanted.eventId);
    case 'ledger':
      return ledger(context, wanted.fundId);
    case 'calls':
      return calls(context, wanted);
  }
};
