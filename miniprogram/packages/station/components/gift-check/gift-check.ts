/**
 * The gift of a scanned card, before it is redeemed: what to fetch, who takes it.
 * Events `collect` with `{ type }`, `confirm` and `cancel`.
 */
Component({
  properties: {
    /** A `GiftView` of the scan page. */
    gift: { type: Object, value: {} as Record<string, string> },
    /** Who may take it: `{ type, label }[]`. */
    collectors: { type: Array, value: [] as unknown[] },
    collector: { type: String, value: 'child' },
    busy: { type: Boolean, value: false },
  },
  methods: {
    collect({ currentTarget }: WechatMiniprogram.TouchEvent) {
      if (this.data.busy) return;
      this.triggerEvent('collect', { type: currentTarget.dataset['type'] as string });
    },
    confirm() {
      if (!this.data.busy) this.triggerEvent('confirm');
    },
    cancel() {
      if (!this.data.busy) this.triggerEvent('cancel');
    },
  },
});
