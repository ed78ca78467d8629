import { CALL_WORDS, timeText } from '@micro-wish/vocabulary';
import type { CallRow } from '../../../../../../typings/contract';

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
    what: CALL_WORDS[call.kind],
    alias: call.alias,
    numbers: `${call.childNo} · ${call.wishNo}`,
    form: call.formNo === undefined ? '没有纸质表格' : `${call.formNo}（${call.keptAt ?? ''}）`,
    community: call.communityName,
    when: timeText(call.at),
    said: call.calledAt === undefined ? '' : `${timeText(call.calledAt)} ${call.note}`,
  }));
