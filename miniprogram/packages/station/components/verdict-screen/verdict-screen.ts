/** Drawings and spoken words of the three tones: never colour alone. */
const SIGNS: Record<string, { sign: string; spoken: string }> = {
  go: { sign: 'tick', spoken: '可以发放' },
  wait: { sign: 'pause', spoken: '请等一等' },
  stop: { sign: 'cross', spoken: '不要发放' },
};

/**
 * The verdict of a scan, over the whole screen and readable at arm's length.
 * Events `next` (on to the next card), `back` (done for now), `retry` (send the same scan again).
 */
Component({
  properties: {
    /** A `Verdict` of the scan page. */
    verdict: { type: Object, value: {} as Record<string, string> },
    typeClass: { type: String, value: '' },
    /** The same scan is on its way again. */
    busy: { type: Boolean, value: false },
  },
  data: { sign: '', spoken: '' },
  observers: {
    verdict({ tone }: Record<string, string>) {
      this.setData(SIGNS[tone ?? ''] ?? { sign: '', spoken: '' });
    },
  },
  methods: {
    next() {
      this.triggerEvent('next');
    },
    back() {
      this.triggerEvent('back');
    },
    retry() {
      if (!this.data.busy) this.triggerEvent('retry');
    },
  },
});
