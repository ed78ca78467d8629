import type { TimelineEntry, WishState } from '../../../typings/contract';
import { rowsOf, type Row } from './rows';

/** What happened to a wish, in order, and what comes next. */
Component({
  properties: {
    entries: { type: Array, value: [] as TimelineEntry[] },
    state: { type: String, value: 'submitted' },
    /** Says what comes next, in the words for a family. */
    next: { type: Boolean, value: false },
  },
  data: { rows: [] as Row[] },
  observers: {
    'entries, state, next'(entries: TimelineEntry[], state: WishState, next: boolean) {
      this.setData({ rows: rowsOf(entries, state, next) });
    },
  },
});
