/** The drawing of a tone, and what is spoken in its place: never colour alone. */
const signOf = (tone: string, word: string, stopWord: string) => {
  if (tone === 'go') return { sign: 'tick', spoken: word };
  if (tone === 'held') return { sign: 'tick', spoken: `${word}，待同步` };
  if (tone === 'wait') return { sign: 'pause', spoken: '请等一等' };
  return tone === 'stop' ? { sign: 'cross', spoken: stopWord } : { sign: '', spoken: '' };
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
    /** On to the next of what is scanned here. */
    nextWord: { type: String, value: '下一张' },
    /** What a red one means here. */
    stopWord: { type: String, value: '不要发放' },
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
    'verdict, stopWord'({ tone = '', word = '' }: Record<string, string>, stopWord: string) {
      this.setData(signOf(tone, word, stopWord));
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
