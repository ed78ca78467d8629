/** The events and desks a volunteer may work at. Event `choose` with `{ eventId, stationId }`. */
Component({
  properties: {
    /** `EventChoice[]` of the scan page. */
    choices: { type: Array, value: [] as unknown[] },
    /** The desk that is being opened. */
    opening: { type: String, value: '' },
  },
  methods: {
    choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { event, station } = currentTarget.dataset as { event: string; station: string };
      if (this.data.opening === '') {
        this.triggerEvent('choose', { eventId: event, stationId: station });
      }
    },
  },
});
