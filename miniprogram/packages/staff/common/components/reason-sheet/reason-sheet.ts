/** Longest reason, in characters. */
const REASON_MAX = 200;

/** Says what a step means and asks for its reason. Events: `confirm` with `{reason}`, `close`. */
Component({
  properties: {
    show: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** What the step does. */
    meaning: { type: String, value: '' },
    /** Usual reasons, to be tapped. */
    usual: { type: Array, value: [] as string[] },
    /** Label of the button. */
    action: { type: String, value: '确定' },
    danger: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: { reason: '', missing: false, REASON_MAX },
  observers: {
    /** What was written of one matter is nothing of the next, though both are asked alike. */
    'show, title'() {
      this.setData({ reason: '', missing: false });
    },
  },
  methods: {
    use({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.setData({ reason: currentTarget.dataset['reason'] as string, missing: false });
    },
    write({ detail }: { detail: { value: string } }) {
      this.setData({ reason: detail.value, missing: false });
    },
    confirm() {
      const reason = this.data.reason.trim();
      this.setData({ missing: reason === '' });
      if (reason !== '') this.triggerEvent('confirm', { reason });
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
