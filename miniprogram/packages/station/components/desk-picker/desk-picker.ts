/** The events and desks a volunteer may work at. Event `choose` with `{ eventId, stationId }`. */
Component({
  properties: {
    /** `EventChoice[]` of the scan page. */
    choices: { type: Array, value: [] as unknown[] },
  },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { event, station } = currentTarget.dataset as { event: string; station: string };
      this.triggerEvent('choose', { eventId: event, stationId: station });
    },
  },
});
