import { string } from './attribute';
import { BuiltInElement, define } from './define';
import { ownerOf } from './forms/tree';

/** `<label>`: a tap on it is one on the control it names, or on the first one inside. */
export const label = define({
  tag: 'label',
  attributes: { for: string() },
  create({ element, values }) {
    const isControl = (one: Element | null): one is BuiltInElement =>
      one instanceof BuiltInElement && one.controller.activate !== undefined;

    const named = (): Element | null =>
      [...document.querySelectorAll(`#${CSS.escape(values.for)}`)].find(
        (one) => ownerOf(one) === ownerOf(element),
      ) ?? null;

    const control = (): BuiltInElement | null => {
      const found =
        values.for === '' ? [...element.querySelectorAll('*')].find(isControl) : named();
      return found && isControl(found) ? found : null;
    };

    /** A control inside of the label has been tapped itself: it has answered already. */
    const onControl = (target: EventTarget | null): boolean => {
      for (let one = target as Element | null; one && one !== element; one = one.parentElement) {
        if (isControl(one)) return true;
      }
      return false;
    };

    let pressed: EventTarget | null = null;
    element.addEventListener('pointerdown', ({ target }) => (pressed = target), { capture: true });
    element.node?.addListener('tap', () => {
      if (!onControl(pressed)) control()?.controller.activate?.();
    });
  },
});
