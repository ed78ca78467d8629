import type { DeskChoice } from '../../scanning/desk';

/** Where this device scans. Event `choose` with `{eventId, stationId}`. */
Component({
  properties: {
    choices: { type: Array, value: [] as DeskChoice[] },
    eventId: { type: String, value: '' },
    stationId: { type: String, value: '' },
  },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { eventId, stationId } = currentTarget.dataset;
      this.triggerEvent('choose', { eventId, stationId });
    },
  },
});
