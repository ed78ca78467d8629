import { rpxInline } from '../../engine/rpx';

/** An element inside a built-in. */
export const part = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
};

/** Gives a part the inline style that a template wrote, which may measure in rpx. */
export const setStyle = (element: HTMLElement, style: string): void => {
  element.style.cssText = rpxInline(style);
};

/** A CSS length of an attribute: a bare number counts px. */
export const lengthOf = (value: number | string): string =>
  /^-?[\d.]+$/.test(String(value)) ? `${value}px` : rpxInline(String(value));

/** A custom property of the element, or none where the template says nothing. */
export const setVariable = (element: HTMLElement, name: string, value: string): void => {
  if (value === '') element.style.removeProperty(name);
  else element.style.setProperty(name, value);
};

/** What happens in an inner element stays there: templates hear the built-in's own events. */
export const contain = (inner: HTMLElement, ...names: string[]): void => {
  for (const name of names) inner.addEventListener(name, (event) => event.stopPropagation());
};
