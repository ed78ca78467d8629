import { boolean, oneOf, string } from './attribute';
import { define } from './define';

export const text = define({
  tag: 'text',
  attributes: {
    selectable: boolean(),
    userSelect: boolean(),
    space: oneOf('', 'ensp', 'emsp', 'nbsp'),
    /** Entities are decoded by the template compiler whether this is set or not. */
    decode: boolean(),
    overflow: string(),
    maxLines: string(),
  },
  create: ({ element, values }) => ({
    update() {
      element.toggleAttribute('selectable', values.selectable || values.userSelect);
    },
  }),
});
