import { boolean } from './attribute';
import { define } from './define';

/** What is in it is drawn in the page's own layer, free of whatever clips or moves its parents. */
export const rootPortal = define({
  tag: 'root-portal',
  attributes: { enable: boolean(true) },
  create({ element, values }) {
    const place = document.createElement('div');
    place.className = 'root-portal';
    // glass-easel tells the element what to hold; the place holds it instead.
    element.appendChild = (child) => place.appendChild(child);
    element.insertBefore = (child, before) => place.insertBefore(child, before);
    element.removeChild = (child) => place.removeChild(child);
    element.replaceChild = (child, old) => place.replaceChild(child, old);

    const settle = (): void => {
      const layer = values.enable ? element.closest('.page-layer') : element;
      if (layer && place.parentNode !== layer) layer.append(place);
    };
    return {
      update: settle,
      connected: settle,
      disconnected: () => place.remove(),
    };
  },
});
