import type { Light } from './lights';

/**
 * A piece of the campaign's wall: every wish a light, and for a screen reader an entry of a list.
 * Event `choose` with `{wishNo}`.
 */
Component({
  properties: {
    lights: { type: Array, value: [] as Light[] },
    /** Lights without wishes behind them: nothing to tap, nothing to read. */
    still: { type: Boolean, value: false },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('choose', { wishNo: event.currentTarget.dataset['wishNo'] as string });
    },
  },
});
