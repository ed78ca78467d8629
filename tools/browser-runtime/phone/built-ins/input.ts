import { anything, boolean, oneOf } from './attribute';
import { define } from './define';
import { part } from './forms/dom';
import { TEXT_ATTRIBUTES } from './forms/text-attributes';
import { TextEntry } from './forms/text-entry';

/** What the keyboard of a type can write; the others write everything. */
const WRITABLE: Record<string, RegExp> = {
  number: /^\d*$/,
  digit: /^[\d.]*$/,
  idcard: /^[\dXx]*$/,
};

const KEYBOARD: Record<string, string> = { number: 'numeric', digit: 'decimal' };

const ATTRIBUTES = {
  ...TEXT_ATTRIBUTES,
  // WeChat takes "password", "tel" and "search" for text, and component libraries write them.
  type: oneOf(
    'text',
    'number',
    'idcard',
    'digit',
    'safe-password',
    'nickname',
    'password',
    'tel',
    'search',
  ),
  password: boolean(),
  confirmType: oneOf('done', 'send', 'search', 'next', 'go'),
  alwaysEmbed: anything(false),
};

/** `<input>`: one line of text. */
export const input = define({
  tag: 'input',
  attributes: ATTRIBUTES,
  create(subject) {
    const inner = part('input', '');
    inner.enterKeyHint = 'done';
    const entry = new TextEntry(subject, inner);
    inner.addEventListener('beforeinput', (event) => {
      const writable = WRITABLE[subject.values.type];
      if (event.data !== null && writable?.test(event.data) === false) event.preventDefault();
    });
    inner.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !entry.isComposing) entry.confirm();
    });
    return {
      field: entry.field,
      activate: () => entry.activate(),
      connected: () => entry.connected(),
      update(changed) {
        const { type, password, confirmType } = subject.values;
        if (changed.has('password') || changed.has('type')) {
          inner.type = password || type === 'safe-password' ? 'password' : 'text';
          inner.inputMode = KEYBOARD[type] ?? 'text';
        }
        if (changed.has('confirmType')) inner.enterKeyHint = confirmType;
        entry.update(changed);
      },
    };
  },
});
