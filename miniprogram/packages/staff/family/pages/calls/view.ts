import type { CallRow, MessageKind } from '../../../../../../typings/contract';
import { timeText } from '../../../../../utils/time';

/** What a family is to be told, in the clerk's words. */
const KIND_WORDS: Record<MessageKind, string> = {
  pairing: '陪伴有消息',
  outing: '请家长同意外出',
  reviewed: '审核有结果了',
  returned: '心愿要修改',
  ready: '礼物已备好',
  redeemed: '礼物已领取',
  reissued: '卡已补发，旧卡作废',
  tomorrow: '明天领取礼物',
  eventChanged: '领取时间或地点有变化',
  eventCancelled: '领取活动取消了',
  answered: '意见有答复了',
  proposed: '想换一份礼物，问家长同意吗',
  settled: '报修有结果了',
};

export interface CallLine {
  callId: string;
  wishId: string;
  what: string;
  alias: string;
  numbers: string;
  form: string;
  community: string;
  when: string;
  /** When and what was said. */
  said: string;
}

export const callLines = (items: readonly CallRow[]): CallLine[] =>
  items.map((call) => ({
    callId: call.callId,
    wishId: call.wishId,
    what: KIND_WORDS[call.kind],
    alias: call.alias,
    numbers: `${call.childNo} · ${call.wishNo}`,
    form: `${call.formNo}（${call.keptAt}）`,
    community: call.communityName,
    when: timeText(call.at),
    said: call.calledAt === undefined ? '' : `${timeText(call.calledAt)} ${call.note}`,
  }));
