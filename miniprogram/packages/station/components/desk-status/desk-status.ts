/**
 * What the volunteer must know of the network, in one line, and what came of late uploads below.
 * Event `dismiss` when she has read them.
 */
Component({
  properties: {
    /** A `StatusView` of the scan page. */
    status: { type: Object, value: { notes: [] } as Record<string, unknown> },
  },
  methods: {
    dismiss() {
      this.triggerEvent('dismiss');
    },
  },
});
