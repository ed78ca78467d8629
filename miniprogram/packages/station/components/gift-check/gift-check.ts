/**
 * The gift of a scanned card, before it is redeemed: what to fetch, and who takes it in one tap.
 * Events `collect` with `{ type }` (hands it over), `cancel`.
 */
Component({
  properties: {
    /** A `GiftView` of the scan page. */
    gift: { type: Object, value: {} as Record<string, string> },
    /** Where it lies. */
    place: { type: String, value: '' },
    /** Who may take it, the usual one first: `{ type, label }[]`. */
    collectors: { type: Array, value: [] as unknown[] },
    /** What is asked above them. */
    ask: { type: String, value: '谁来领取？点一下就发放' },
    /** What a tap does, as it is read aloud. */
    deed: { type: String, value: '领取，发放' },
    /** Goes back, and nothing is done. */
    leave: { type: String, value: '不发放，返回' },
    busy: { type: Boolean, value: false },
  },
  data: { taken: '' },
  observers: {
    busy(busy: boolean) {
      if (!busy) this.setData({ taken: '' });
    },
  },
  methods: {
    collect({ currentTarget }: WechatMiniprogram.TouchEvent) {
      if (this.data.busy) return;
      const type = currentTarget.dataset['type'] as string;
      this.setData({ taken: type });
      this.triggerEvent('collect', { type });
    },
    cancel() {
      if (!this.data.busy) this.triggerEvent('cancel');
    },
  },
});
