import type { VerdictView } from '../../scanning/verdict';

/**
 * The verdict over the whole screen, readable at arm's length.
 * Events: `next` (scan the next card), `retry` (send the same again), `close`.
 */
Component({
  properties: {
    verdict: { type: Object, value: null as unknown as VerdictView },
    busy: { type: Boolean, value: false },
  },
  methods: {
    next() {
      this.triggerEvent('next');
    },
    retry() {
      this.triggerEvent('retry');
    },
    close() {
      this.triggerEvent('close');
    },
  },
});
