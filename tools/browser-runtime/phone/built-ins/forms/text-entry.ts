import type { Controller, Subject } from '../define';
import { contain, part, setStyle } from './dom';
import type { TEXT_ATTRIBUTES } from './text-attributes';

/** An element of the browser in which one types. */
export type Inner = HTMLInputElement | HTMLTextAreaElement;

type TextSubject = Subject<typeof TEXT_ATTRIBUTES>;

/** What a listener of `input` answers to put other text in the place of what was typed. */
const replacementIn = (answer: unknown): { value: string; cursor?: number } | null => {
  if (typeof answer === 'string') return { value: answer };
  if (typeof answer !== 'object' || answer === null || !('value' in answer)) return null;
  const cursor = 'cursor' in answer ? Number(answer.cursor) : NaN;
  return { value: String(answer.value), ...(Number.isNaN(cursor) ? {} : { cursor }) };
};

/** The number of a key, as WeChat hands it out and browsers still know it. */
const keyCodeOf = (event: KeyboardEvent): number =>
  (event as unknown as { keyCode: number }).keyCode;

/** Text that is typed: everything that `<input>` and `<textarea>` do alike. */
export class TextEntry implements Controller {
  private readonly placeholder = part('div', 'wx-placeholder');
  private keyCode = 0;
  private composing = false;

  constructor(
    private readonly subject: TextSubject,
    readonly inner: Inner,
    /** Called whenever the text is another, by hand or by the template. */
    private readonly onText: () => void = () => undefined,
  ) {
    inner.classList.add('wx-text');
    inner.autocomplete = 'off';
    subject.element.append(this.placeholder, inner);
    contain(inner, 'input', 'change', 'focus', 'blur', 'select', 'submit');
    inner.addEventListener('keydown', (event) => {
      this.keyCode = keyCodeOf(event as KeyboardEvent);
    });
    inner.addEventListener('compositionstart', () => {
      this.composing = true;
    });
    inner.addEventListener('compositionend', () => {
      this.composing = false;
    });
    inner.addEventListener('input', () => this.typed());
    inner.addEventListener('focus', () => this.focused());
    inner.addEventListener('blur', () => {
      document.removeEventListener('touchstart', this.leave, { capture: true });
      subject.emit('blur', { value: inner.value, cursor: this.cursor() });
      subject.emit('keyboardheightchange', { height: 0, duration: 0 });
    });
    // A mouse on the padding around the text must not end typing.
    subject.element.addEventListener('mousedown', (event) => {
      if (event.target !== inner) event.preventDefault();
    });
    subject.onTap(() => this.activate());
    this.limit();
  }

  readonly field = {
    value: () => this.inner.value,
    reset: () => {
      this.subject.change('value', '');
      this.show('');
    },
  };

  activate(): void {
    if (!this.subject.values.disabled) this.inner.focus({ preventScroll: true });
  }

  connected(): void {
    this.classifyPlaceholder();
    if (this.subject.values.autoFocus || this.subject.values.focus) this.focusSoon();
  }

  update(changed: ReadonlySet<string>): void {
    const { values } = this.subject;
    if (changed.has('disabled')) this.inner.disabled = values.disabled;
    if (changed.has('maxlength')) this.limit();
    if (changed.has('cursorColor')) this.inner.style.caretColor = values.cursorColor;
    if (changed.has('placeholder')) {
      this.placeholder.textContent = values.placeholder;
      this.inner.setAttribute('aria-placeholder', values.placeholder);
    }
    if (changed.has('placeholderStyle')) setStyle(this.placeholder, values.placeholderStyle);
    if (changed.has('placeholderClass')) this.classifyPlaceholder();
    for (const name of ['ariaLabel', 'ariaDescribedby', 'ariaInvalid', 'ariaRequired']) {
      if (changed.has(name)) this.describe(name);
    }
    if (changed.has('value')) this.show(values.value);
    this.placeholder.hidden = this.inner.value !== '';
    if (changed.has('focus')) {
      if (values.focus) this.focusSoon();
      else this.inner.blur();
    }
    if (changed.has('cursor') || changed.has('selectionStart') || changed.has('selectionEnd')) {
      this.select();
    }
  }

  /** The key that ends typing. */
  confirm(): void {
    this.subject.emit('confirm', { value: this.inner.value });
    if (!this.subject.values.confirmHold) this.inner.blur();
  }

  /** Whether a key is one of the keyboard's that writes Chinese, not of the text. */
  get isComposing(): boolean {
    return this.composing;
  }

  private typed(): void {
    const { element, values } = this.subject;
    const { inner } = this;
    this.placeholder.hidden = inner.value !== '';
    this.onText();
    this.subject.change('value', inner.value);
    let replacement: ReturnType<typeof replacementIn> = null;
    element.node?.triggerEvent(
      'input',
      { value: inner.value, cursor: this.cursor(), keyCode: this.keyCode },
      {
        capturePhase: true,
        handleListenerReturn: (answer) => {
          replacement = replacementIn(answer) ?? replacement;
        },
      },
    );
    const wanted = replacement as ReturnType<typeof replacementIn>;
    if (wanted === null || this.composing) return;
    const value = values.maxlength < 0 ? wanted.value : wanted.value.slice(0, values.maxlength);
    this.subject.change('value', value);
    this.show(value);
    if (wanted.cursor !== undefined) inner.setSelectionRange(wanted.cursor, wanted.cursor);
  }

  /** A finger beside the text ends typing; the browser alone would do so for a mouse only. */
  private readonly leave = ({ target }: TouchEvent): void => {
    const { element, values } = this.subject;
    if (!values.holdKeyboard && !element.contains(target as Node)) this.inner.blur();
  };

  private focused(): void {
    document.addEventListener('touchstart', this.leave, { capture: true });
    this.subject.emit('focus', { value: this.inner.value, height: 0 });
    this.subject.emit('keyboardheightchange', { height: 0, duration: 0 });
    this.select();
  }

  /** Shows a text; the caret stays where it was, as far as the text reaches. */
  private show(value: string): void {
    const { inner } = this;
    if (inner.value === value) return;
    const caret = Math.min(this.cursor(), value.length);
    inner.value = value;
    if (document.activeElement === inner) inner.setSelectionRange(caret, caret);
    this.placeholder.hidden = value !== '';
    this.onText();
  }

  private select(): void {
    const { cursor, selectionStart, selectionEnd } = this.subject.values;
    if (document.activeElement !== this.inner) return;
    if (selectionStart >= 0 && selectionEnd >= 0) {
      this.inner.setSelectionRange(selectionStart, selectionEnd);
    } else if (cursor >= 0) {
      this.inner.setSelectionRange(cursor, cursor);
    }
  }

  /** An element of a page that is just being drawn takes no focus before the next frame. */
  private focusSoon(): void {
    requestAnimationFrame(() => this.activate());
  }

  private classifyPlaceholder(): void {
    const names = this.subject.classNames(this.subject.values.placeholderClass);
    this.placeholder.className = ['wx-placeholder', ...names].join(' ');
  }

  private limit(): void {
    const { maxlength } = this.subject.values;
    if (maxlength < 0) this.inner.removeAttribute('maxlength');
    else this.inner.maxLength = maxlength;
  }

  /** What is said of the component is said of the element that takes the focus. */
  private describe(name: string): void {
    const attribute = `aria-${name.slice(4).toLowerCase()}`;
    const { element } = this.subject;
    const value = element.getAttribute(attribute);
    if (value === null) this.inner.removeAttribute(attribute);
    else this.inner.setAttribute(attribute, value);
    element.removeAttribute(attribute);
  }

  private cursor(): number {
    return this.inner.selectionEnd ?? this.inner.value.length;
  }
}
