/** How far an event is, drawn: the whole, desks, kinds of gifts, and five minutes at a time. */
Component({
  properties: {
    /** A `ProgressView` of the event page. */
    progress: {
      type: Object,
      value: { phase: '', desks: [], categories: [], columns: [] } as Record<string, unknown>,
    },
    /** When it was true, and whether it still is. */
    updated: { type: String, value: '' },
    stale: { type: Boolean, value: false },
  },
});
