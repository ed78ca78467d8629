import { boolean, oneOf } from './attribute';
import { define } from './define';
import { part } from './forms/dom';
import { TEXT_ATTRIBUTES } from './forms/text-attributes';
import { TextEntry } from './forms/text-entry';

const ATTRIBUTES = {
  ...TEXT_ATTRIBUTES,
  autoHeight: boolean(),
  confirmType: oneOf('return', 'send', 'search', 'next', 'go', 'done'),
  fixed: boolean(),
  showConfirmBar: boolean(true),
  disableDefaultPadding: boolean(),
};

/** `<textarea>`: text of several lines, which can make it grow. */
export const textarea = define({
  tag: 'textarea',
  attributes: ATTRIBUTES,
  create(subject) {
    const inner = part('textarea', '');
    let lines = 0;

    const measure = (): void => {
      if (!inner.isConnected) return;
      const shown = inner.style.height;
      inner.style.height = '0';
      const height = inner.scrollHeight;
      inner.style.height = subject.values.autoHeight ? `${height}px` : shown;
      const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(inner);
      const content = height - parseFloat(paddingTop) - parseFloat(paddingBottom);
      const lineCount = Math.max(1, Math.round(content / parseFloat(lineHeight)));
      if (lineCount === lines) return;
      lines = lineCount;
      const heightRpx = (750 / (subject.element.closest('wx-page')?.clientWidth ?? 375)) * height;
      subject.emit('linechange', { height, heightRpx, lineCount });
    };

    const entry = new TextEntry(subject, inner, measure);
    inner.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || entry.isComposing) return;
      if (subject.values.confirmType === 'return' && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      entry.confirm();
    });
    return {
      field: entry.field,
      activate: () => entry.activate(),
      connected() {
        entry.connected();
        measure();
      },
      update(changed) {
        const { autoHeight, confirmType, disableDefaultPadding } = subject.values;
        if (changed.has('autoHeight')) inner.classList.toggle('wx-text-grows', autoHeight);
        if (changed.has('confirmType')) {
          inner.enterKeyHint = confirmType === 'return' ? 'enter' : confirmType;
        }
        if (changed.has('disableDefaultPadding')) {
          inner.classList.toggle('wx-text-tight', disableDefaultPadding);
        }
        entry.update(changed);
        if (changed.has('autoHeight')) measure();
      },
    };
  },
});
