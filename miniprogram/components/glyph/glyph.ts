/** A small line drawing: a wish's category, or one of the app's own signs. Decorative for readers. */
Component({
  properties: {
    /** A category of wishes, or the name of a drawing in glyph.wxss. */
    name: { type: String, value: 'other' },
  },
});
