import { anything, boolean, number, string, type Attributes } from '../attribute';

/** What `<input>` and `<textarea>` have in common. */
export const TEXT_ATTRIBUTES = {
  name: string(),
  value: string(),
  placeholder: string(),
  placeholderStyle: string(),
  placeholderClass: string('input-placeholder'),
  disabled: boolean(),
  /** Characters that can be typed; -1 is as many as one likes. */
  maxlength: number(140),
  focus: boolean(),
  autoFocus: boolean(),
  cursor: number(-1),
  cursorColor: string(),
  selectionStart: number(-1),
  selectionEnd: number(-1),
  confirmHold: boolean(),
  // These move the page above a screen keyboard, which the browser does by itself.
  cursorSpacing: anything(0),
  adjustPosition: boolean(true),
  holdKeyboard: boolean(),
  adjustKeyboardTo: string('cursor'),
} satisfies Attributes;
