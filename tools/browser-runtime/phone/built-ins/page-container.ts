import { boolean, number, oneOf, string } from './attribute';
import { define } from './define';
import { setStyle } from './forms/dom';

/** A sheet over the page, which going back closes. */
export const pageContainer = define({
  tag: 'page-container',
  attributes: {
    show: boolean(),
    /** In ms. */
    duration: number(300),
    zIndex: number(100),
    overlay: boolean(true),
    position: oneOf('bottom', 'top', 'right', 'center'),
    round: boolean(),
    closeOnSlideDown: boolean(),
    overlayStyle: string(),
    customStyle: string(),
  },
  create({ element, values, emit, change }) {
    const root = element.attachShadow({ mode: 'open' });
    const veil = document.createElement('div');
    veil.part.add('veil');
    const sheet = document.createElement('div');
    sheet.part.add('sheet');
    sheet.append(document.createElement('slot'));
    root.append(veil, sheet);
    let shown = false;

    const toggle = (show: boolean): void => {
      if (show === shown) return;
      shown = show;
      const name = show ? 'enter' : 'leave';
      emit(`before${name}`, {});
      element.toggleAttribute('open', true);
      // The closed state has to be drawn once before it can move to the open one.
      void element.offsetHeight;
      element.toggleAttribute('entered', show);
      emit(name, {});
      setTimeout(() => {
        if (shown === show) element.toggleAttribute('open', show);
        emit(`after${name}`, {});
      }, values.duration);
    };
    const close = (): void => {
      change('show', false);
      toggle(false);
    };
    veil.addEventListener('click', () => {
      emit('clickoverlay', {});
      close();
    });
    return {
      update() {
        setStyle(veil, values.overlayStyle);
        setStyle(sheet, values.customStyle);
        element.setAttribute('position', values.position);
        element.toggleAttribute('round', values.round);
        element.toggleAttribute('veiled', values.overlay);
        element.style.zIndex = String(values.zIndex);
        element.style.setProperty('--duration', `${values.duration}ms`);
        toggle(values.show);
      },
      back() {
        if (!shown) return false;
        close();
        return true;
      },
    };
  },
});
