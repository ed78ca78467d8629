import { readEntry } from './entry';

/** Longest reason, in characters. */
const REASON_MAX = 200;

/**
 * Says what a step with money means, and asks for its amount and its reason. Events: `confirm` with
 * `{amountFen?, reason}`, `close`.
 */
Component({
  properties: {
    show: { type: Boolean, value: false },
    title: { type: String, value: '' },
    meaning: { type: String, value: '' },
    asksAmount: { type: Boolean, value: false },
    asksReason: { type: Boolean, value: false },
    /** The most that can be typed, in 分; 0 is no limit. */
    mostFen: { type: Number, value: 0 },
    /** What the limit is: 最多可退. */
    mostWords: { type: String, value: '' },
    /** Label of the button. */
    action: { type: String, value: '确定' },
    danger: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { typed: '', reason: '', amountProblem: '', reasonProblem: '', REASON_MAX },
  observers: {
    show(show: boolean) {
      if (show) this.setData({ typed: '', reason: '', amountProblem: '', reasonProblem: '' });
    },
  },
  methods: {
    type({ detail }: { detail: { value: string } }) {
      this.setData({ typed: detail.value, amountProblem: '' });
    },
    write({ detail }: { detail: { value: string } }) {
      this.setData({ reason: detail.value, reasonProblem: '' });
    },
    confirm() {
      const { typed, reason } = this.data;
      const { entry, ...problems } = readEntry(this.data, typed, reason);
      this.setData(problems);
      if (entry) this.triggerEvent('confirm', entry);
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
