import {
  CATEGORY_WORDS,
  DEFECT_OUTCOME_WORDS,
  ORDER_STATE_WORDS,
  REJECT_REASON_WORDS,
} from '@micro-wish/vocabulary';
import { nameOfState } from '../../domain/card/card';
import { specOf } from '../../domain/gift/purchase';
import type { Context } from '../../shared/serve';
import { attemptsPage } from '../../store/card/attempts';
import { cardHandlers } from '../card/card';
import { defectHandlers } from '../gift/defect';
import { eventHandlers } from '../card/event';
import { A_PAGE, columns, desk, from, rowsOf, time, type List, type Wanted } from './list-columns';
import { orderHandlers } from '../gift/order';
import { stockHandlers } from '../gift/stock';
import { wantedHandlers } from '../gift/purchase-list';

/** 采购清单: a line for each wish whose gift is still to be bought. */
export const purchase = (context: Context, { list: _, ...filter }: Wanted<'purchase'>): List => ({
  who: wantedHandlers['gift.wanted'].who,
  title: '采购清单',
  columns: columns(
    ['心愿', 13],
    ['代号', 14],
    ['社区', 16],
    ['类别', 8],
    ['礼物', 26],
    ['尺码', 10],
    ['颜色', 10],
    ['型号', 16],
    ['说明', 26],
    ['预留（元）', 12],
    ['卡号', 13],
    ['已下单', 8],
    ['等家长同意换成', 26],
  ),
  page: async (cursor) => {
    const input = { ...filter, ...from(cursor), limit: A_PAGE };
    return rowsOf(await wantedHandlers['gift.wanted'].run(context, input), (wish) => [
      wish.wishNo,
      wish.alias,
      wish.communityName,
      CATEGORY_WORDS[wish.category],
      wish.title,
      wish.size,
      wish.colour,
      wish.model,
      wish.words,
      { fen: wish.reservedFen },
      wish.cardNo ?? null,
      wish.orderId === undefined ? '否' : '是',
      wish.substitution?.title ?? null,
    ]);
  },
});

export const orders = (context: Context, { campaignId }: Wanted<'orders'>): List => ({
  who: orderHandlers['order.list'].who,
  title: '订单',
  columns: columns(
    ['订单号', 13],
    ['供应商', 26],
    ['状态', 10],
    ['份数', 8],
    ['已到', 8],
    ['合计（元）', 14],
    ['预计到货', 17],
    ['建立时间', 17],
  ),
  page: async (cursor) => {
    const input = { campaignId, ...from(cursor), limit: A_PAGE };
    return rowsOf(await orderHandlers['order.list'].run(context, input), (order) => [
      order.orderNo,
      order.supplier,
      ORDER_STATE_WORDS[order.state],
      order.gifts,
      order.arrived,
      { fen: order.totalFen },
      time(order.expectedAt),
      { at: order.createdAt },
    ]);
  },
});

export const stock = (context: Context, { campaignId }: Wanted<'stock'>): List => ({
  who: stockHandlers['stock.list'].who,
  title: '库存',
  columns: columns(
    ['物品', 26],
    ['类别', 8],
    ['尺码', 10],
    ['颜色', 10],
    ['型号', 16],
    ['说明', 26],
    ['来源', 12],
    ['单价（元）', 12],
    ['入库', 8],
    ['剩余', 8],
    ['供应商', 26],
    ['核销点', 12],
    ['货架', 12],
    ['入库时间', 17],
  ),
  page: async (cursor) => {
    const input = { campaignId, ...from(cursor), limit: A_PAGE };
    return rowsOf(await stockHandlers['stock.list'].run(context, input), (lot) => {
      const spec = specOf(lot.title, lot.details ?? null);
      return [
        spec.title,
        CATEGORY_WORDS[lot.category],
        spec.size,
        spec.colour,
        spec.model,
        spec.words,
        lot.fromWish ? '心愿留下' : '批量采购',
        { fen: lot.priceFen },
        lot.quantity,
        lot.left,
        lot.supplier,
        desk(lot.stationId),
        lot.shelf,
        { at: lot.at },
      ];
    });
  },
});

export const defects = (context: Context, { campaignId, state }: Wanted<'defects'>): List => ({
  who: defectHandlers['defect.list'].who,
  title: state === 'open' ? '待处理报修' : '已处理报修',
  columns: columns(
    ['报修时间', 17],
    ['心愿', 13],
    ['代号', 14],
    ['社区', 16],
    ['礼物', 26],
    ['问题', 30],
    ['谁报的', 10],
    ['处理', 10],
    ['答复', 30],
  ),
  page: async (cursor) => {
    const input = { campaignId, state, ...from(cursor) };
    return rowsOf(await defectHandlers['defect.list'].run(context, input), (defect) => [
      { at: defect.at },
      defect.wishNo,
      defect.alias,
      defect.communityName,
      defect.title,
      defect.reason,
      defect.reportedBy === 'family' ? '家长' : '工作人员',
      defect.outcome === undefined ? null : DEFECT_OUTCOME_WORDS[defect.outcome],
      defect.words ?? null,
    ]);
  },
});

export const cards = (context: Context, { eventId }: Wanted<'cards'>): List => ({
  who: cardHandlers['card.list'].who,
  title: '领取名单',
  columns: columns(
    ['卡号', 13],
    ['代号', 14],
    ['社区', 16],
    ['同意书编号', 16],
    ['礼物', 26],
    ['状态', 10],
    ['礼物到位', 10],
    ['核销点', 12],
    ['打印时间', 17],
    ['领取时间', 17],
  ),
  page: async (cursor) =>
    rowsOf(
      await cardHandlers['card.list'].run(context, { eventId, ...from(cursor), limit: A_PAGE }),
      (card) => [
        card.cardNo,
        card.alias,
        card.communityName,
        card.formNo ?? null,
        card.gift,
        nameOfState(card),
        card.ready ? '是' : '否',
        desk(card.stationId),
        time(card.printedAt),
        time(card.redeemedAt),
      ],
    ),
});

export const absentees = (context: Context, { eventId }: Wanted<'absentees'>): List => ({
  who: eventHandlers['event.absentees'].who,
  title: '未领取',
  columns: columns(['卡号', 13], ['代号', 14], ['礼物', 26], ['社区', 16], ['核销点', 12]),
  page: async (cursor) =>
    rowsOf(
      await eventHandlers['event.absentees'].run(context, { eventId, ...from(cursor) }),
      (card) => [card.cardNo, card.alias, card.gift, card.communityName, desk(card.stationId)],
    ),
});

export const attempts = (_: Context, { eventId }: Wanted<'attempts'>): List => ({
  who: 'staff',
  title: '未成功的扫码',
  columns: columns(['时间', 17], ['原因', 16], ['核销点', 12], ['设备', 20]),
  page: async (cursor) =>
    rowsOf(await attemptsPage({ eventId }, cursor), (attempt) => [
      { at: attempt.at },
      REJECT_REASON_WORDS[attempt.reason],
      desk(attempt.stationId),
      attempt.deviceId,
    ]),
});
