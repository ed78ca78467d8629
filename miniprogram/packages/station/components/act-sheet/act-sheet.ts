/** Longest reason, in characters. */
const LONGEST_REASON = 200;

/**
 * A step that wants a reason, and where there are any, one choice more.
 * Events: `confirm` with `{ reason, choice }`, `close`.
 */
Component({
  properties: {
    show: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** What it is about and what it does. */
    meaning: { type: String, value: '' },
    /** Usual reasons, in reach of a thumb. */
    reasons: { type: Array, value: [] as string[] },
    /** The question of the choice, and its answers `{ type, label }[]`; none, no question. */
    question: { type: String, value: '' },
    choices: { type: Array, value: [] as { type: string; label: string }[] },
    action: { type: String, value: '确定' },
    danger: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { reason: '', choice: '', missing: '', LONGEST_REASON },
  observers: {
    show(show: boolean) {
      if (show) this.setData({ reason: '', choice: '', missing: '' });
    },
  },
  methods: {
    use({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ reason: currentTarget.dataset['reason'] as string, missing: '' });
    },
    write({ detail }: WechatMiniprogram.Input) {
      this.setData({ reason: detail.value, missing: '' });
    },
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ choice: currentTarget.dataset['type'] as string, missing: '' });
    },
    confirm() {
      const { choice, choices, question } = this.data;
      const reason = this.data.reason.trim();
      if (reason === '') this.setData({ missing: '请选一个原因，或自己写' });
      else if (choices.length > 0 && choice === '') this.setData({ missing: `请选择${question}` });
      else this.triggerEvent('confirm', { reason, choice });
    },
    close() {
      if (!this.data.busy) this.triggerEvent('close');
    },
  },
});
