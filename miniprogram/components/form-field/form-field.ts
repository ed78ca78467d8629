/** A label, a control (slot), and below it a hint or what is wrong. */
Component({
  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** What is wrong; takes the hint's place. */
    error: { type: String, value: '' },
    optional: { type: Boolean, value: false },
    /** Such as 3/20. */
    count: { type: String, value: '' },
  },
});
