/** A state in a word; the colour repeats what the word says. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** `quiet | wait | warm | good | alert`, see utils/words. */
    tone: { type: String, value: 'quiet' },
  },
});
