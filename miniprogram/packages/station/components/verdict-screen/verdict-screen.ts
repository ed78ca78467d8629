/** Drawings and spoken words of the tones: never colour alone. */
const SIGNS: Record<string, { sign: string; spoken: string }> = {
  go: { sign: 'tick', spoken: '可以发放' },
  held: { sign: 'tick', spoken: '可以发放，待同步' },
  wait: { sign: 'pause', spoken: '请等一等' },
  stop: { sign: 'cross', spoken: '不要发放' },
};

/**
 * The verdict of a scan, over the whole screen and readable at arm's length.
 * Events `next` (on to the next card), `back` (done for now), `retry` (send the same scan again),
 * `undo` (take this one back), `force` (staff let it pass).
 */
Component({
  properties: {
    /** A `Verdict` of the scan page. */
    verdict: { type: Object, value: {} as Record<string, string> },
    typeClass: { type: String, value: '' },
    /** 演练: nothing that is shown here counts. */
    practice: { type: Boolean, value: false },
    undoable: { type: Boolean, value: false },
    forceable: { type: Boolean, value: false },
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
    undo() {
      this.triggerEvent('undo');
    },
    force() {
      this.triggerEvent('force');
    },
    retry() {
      if (!this.data.busy) this.triggerEvent('retry');
    },
  },
});
