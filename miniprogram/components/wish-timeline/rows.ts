import { TIMELINE_WORDS, timeText } from '@micro-wish/vocabulary';
import type { TimelineEntry, WishState } from '../../../typings/contract';

/** A line of the timeline; `coming` is what has not happened yet. */
export interface Row {
  key: string;
  title: string;
  time: string;
  reason: string;
  kind: 'done' | 'latest' | 'alert' | 'coming';
}

/** What comes next, as a family reads it; nothing where the story has ended. */
const NEXT: Partial<Record<WishState, string>> = {
  submitted: '接下来由妇联工作人员审核',
  returned: '等待您修改后再次提交',
  approved: '接下来落实资金、准备礼物',
  funded: '礼物准备中，到了会告诉您',
  ready: '带上心愿兑换卡，到活动现场领取',
};

const isSetback = ({ event }: TimelineEntry): boolean =>
  event === 'returned' || event === 'rejected' || event === 'expired' || event === 'annulled';

/** Oldest first; the latest stands out; at the end what comes next. */
export const rowsOf = (
  entries: readonly TimelineEntry[],
  state: WishState,
  showNext: boolean,
): Row[] => {
  const rows = entries.map((entry, index): Row => {
    const isLatest = index === entries.length - 1;
    return {
      key: `${index}-${entry.event}`,
      title: TIMELINE_WORDS[entry.event],
      time: timeText(entry.at),
      reason: entry.reason ?? '',
      kind: isSetback(entry) && isLatest ? 'alert' : isLatest ? 'latest' : 'done',
    };
  });
  const next = showNext ? NEXT[state] : undefined;
  return next === undefined
    ? rows
    : [...rows, { key: 'coming', title: next, time: '', reason: '', kind: 'coming' }];
};
