type Child = Node | string | null;

interface Attributes {
  class?: string;
  onclick?: (event: MouseEvent) => void;
  [attribute: string]: string | boolean | ((event: MouseEvent) => void) | undefined;
}

/** Makes an element; a false attribute is left out, a true one is empty. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener('click', value as EventListener);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
};

/** A drawing of the host's own: `body` is what stands inside the 24 × 24 `<svg>`. */
export const drawing = (body: string, size = 24): HTMLElement => {
  const box = h('span', { class: 'host-drawing', 'aria-hidden': 'true' });
  box.innerHTML = `<svg viewBox="0 0 24 24" width="${size}" height="${size}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${body}</svg>`;
  return box;
};

/** Ends when the element's transition has; at the latest after `limit` ms. */
export const afterTransition = (element: HTMLElement, limit = 300): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, limit);
    element.addEventListener(
      'transitionend',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
