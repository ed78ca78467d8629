import {
  AGE_BAND_WORDS,
  BATCH_STATE_WORDS,
  CARD_STATE_WORDS,
  PACK_ANSWER_STATE_WORDS,
  PACK_ANSWER_WORDS,
  PACK_OUTCOME_WORDS,
  PACK_VERSION_WORDS,
} from '@micro-wish/vocabulary';
import { effectiveRedemption } from '../../domain/card/card';
import { refuse } from '../../domain/common/refusal';
import type { BatchRow, DiscrepancyView, UnitPack } from '../../../typings/contract';
import { packsOf } from '../../shared/pack-view';
import type { Context } from '../../shared/serve';
import { packCardsOfBatch } from '../../store/pack/cards';
import { answerHandlers } from '../pack/answer';
import { batchesSeen, listHandlers as packListHandlers } from '../pack/lists';
import { viewOfDiscrepancy } from '../pack/loss';
import { planHandlers } from '../pack/plan';
import { columns, from, rowsOf, time, type List, type Wanted } from './list-columns';

/** 各版本: the four places of each version's packs, and what they add up to. */
export const packSums = (context: Context, { planId }: Wanted<'packSums'>): List => ({
  who: planHandlers['pack.sums'].who,
  title: '暖心包数量',
  columns: columns(
    ['版本', 14],
    ['入库', 10],
    ['已送到', 10],
    ['在单位', 10],
    ['在仓库', 10],
    ['报失', 10],
  ),
  page: async () => {
    const { versions } = await planHandlers['pack.sums'].run(context, { planId });
    return rowsOf({ items: versions }, (one) => [
      PACK_VERSION_WORDS[one.version],
      one.received,
      one.delivered,
      one.withUnits,
      one.inStore,
      one.lost,
    ]);
  },
});

/** 单位与批次: a line for each version that a unit took along. */
export const packBatches = (context: Context, { planId }: Wanted<'packBatches'>): List => ({
  who: packListHandlers['pack.batches'].who,
  title: '单位与批次',
  columns: columns(
    ['单位', 26],
    ['状态', 10],
    ['从', 17],
    ['到', 17],
    ['版本', 12],
    ['发出', 8],
    ['已分配', 8],
    ['已送到', 8],
    ['还在手上', 9],
    ['退回', 8],
    ['报失', 8],
    ['签收差', 8],
  ),
  page: async () => {
    const batches = await packListHandlers['pack.batches'].run(context, { planId });
    const items = batches.items.flatMap((batch) =>
      batch.counts
        .filter(({ sent, cards }) => sent > 0 || cards > 0)
        .map((count) => ({ ...batch, count })),
    );
    return rowsOf({ items }, ({ unitName, state, from: begins, until, count }) => [
      unitName,
      BATCH_STATE_WORDS[state],
      { at: begins },
      { at: until },
      PACK_VERSION_WORDS[count.version],
      count.sent,
      count.cards,
      count.delivered,
      count.inHand,
      count.returned,
      count.lost,
      count.missing,
    ]);
  },
});

const whereIs = ({ state, ready }: UnitPack, batch: BatchRow['state']): string => {
  if (state === 'redeemed') return '已送到';
  if (state === 'frozen') return CARD_STATE_WORDS.frozen;
  if (batch === 'sent') return '在去单位的路上';
  return ready ? '在单位，可以送' : '还没有包';
};

/** 每份在哪里: a line for each child that has a card, a batch at a time. */
export const packPlaces = (context: Context, { planId }: Wanted<'packPlaces'>): List => ({
  who: packListHandlers['pack.batches'].who,
  title: '每份在哪里',
  columns: columns(
    ['单位', 26],
    ['代号', 14],
    ['年龄段', 9],
    ['版本', 12],
    ['交接地点', 22],
    ['卡号', 13],
    ['在哪里', 16],
    ['送到时间', 17],
  ),
  page: async (cursor) => {
    const events = await batchesSeen(context.rights, planId);
    const place = cursor === undefined ? 0 : events.findIndex(({ _id }) => _id === cursor);
    if (place < 0) refuse('INVALID_ARGUMENT', '翻页位置不对');
    const event = events[place];
    if (!event) return { rows: [], about: [] };
    const { batch } = event;
    const cards = await packCardsOfBatch(event._id);
    const deliveredAt = new Map(cards.map((card) => [card._id, effectiveRedemption(card)?.at]));
    const next = events[place + 1]?._id;
    return rowsOf(
      { items: packsOf(event, cards), ...(next === undefined ? {} : { next }) },
      (pack) => [
        batch.unitName,
        pack.alias,
        AGE_BAND_WORDS[pack.ageBand],
        PACK_VERSION_WORDS[pack.version],
        pack.place,
        pack.cardNo,
        whereIs(pack, batch.state),
        time(deliveredAt.get(pack.cardId)),
      ],
    );
  },
});

const settledText = ({ state, outcome }: DiscrepancyView): string => {
  if (state === 'open') return '待处理';
  if (state === 'waits_for_second') return '报失，等另一位确认';
  return outcome ? PACK_OUTCOME_WORDS[outcome] : '';
};

export const packDiscrepancies = (
  context: Context,
  { planId }: Wanted<'packDiscrepancies'>,
): List => ({
  who: packListHandlers['pack.batches'].who,
  title: '签收差异',
  columns: columns(['单位', 26], ['版本', 12], ['少了', 8], ['处理', 22], ['说明', 30]),
  page: async () => {
    const events = await batchesSeen(context.rights, planId);
    const items = events.flatMap(({ batch }) =>
      batch.discrepancies.map((one) => ({ unitName: batch.unitName, ...viewOfDiscrepancy(one) })),
    );
    return rowsOf({ items }, (one) => [
      one.unitName,
      PACK_VERSION_WORDS[one.version],
      one.missing,
      settledText(one),
      one.note ?? null,
    ]);
  },
});

export const packAnswers = (context: Context, { planId }: Wanted<'packAnswers'>): List => ({
  who: answerHandlers['pack.answers'].who,
  title: '暖心包家长反馈',
  columns: columns(
    ['时间', 17],
    ['代号', 14],
    ['版本', 12],
    ['卡号', 13],
    ['家长说', 10],
    ['补充', 30],
    ['状态', 10],
    ['最晚回复', 17],
    ['回复', 30],
  ),
  page: async (cursor) =>
    rowsOf(
      await answerHandlers['pack.answers'].run(context, { planId, ...from(cursor) }),
      (answer) => [
        { at: answer.at },
        answer.alias,
        PACK_VERSION_WORDS[answer.version],
        answer.cardNo,
        PACK_ANSWER_WORDS[answer.answer],
        answer.note,
        PACK_ANSWER_STATE_WORDS[answer.state],
        time(answer.dueAt),
        answer.words ?? null,
      ],
    ),
});
