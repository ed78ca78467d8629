import type { Light } from './lights';

/** The campaign's wall: every wish a light. Event `choose` with `{wishNo}`. */
Component({
  properties: {
    lights: { type: Array, value: [] as Light[] },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('choose', { wishNo: event.currentTarget.dataset['wishNo'] as string });
    },
  },
});
