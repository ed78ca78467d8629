/** One screen that says what the app is, over the first page of a first visit. Event `close`. */
Component({
  methods: {
    close() {
      this.triggerEvent('close');
    },
    /** What lies beneath does not scroll meanwhile. */
    hold() {},
  },
});
