import type * as glassEasel from 'glass-easel';
import { NativeNode } from 'glass-easel';
import { BuiltInElement } from '../built-ins/define';
import { rpxInline } from './rpx';

type DomContext = glassEasel.domlikeBackend.Context;
type DomElement = glassEasel.domlikeBackend.Element;

/** Tags of components that a browser would take for its own: their host must stay an empty box. */
const isOwnTag = (tag: string): boolean => tag.startsWith('wx-') || tag.includes('-');

const listened = new WeakMap<object, Set<string>>();

/** Whether a template listens for an event on the element, in whatever phase. */
export const listensTo = (element: object, type: string): boolean =>
  listened.get(element)?.has(type) ?? false;

const createElement = (tag: string): HTMLElement => {
  const element = document.createElement(isOwnTag(tag) ? tag : `host-${tag}`);
  const write = element.setAttribute.bind(element);
  element.setAttribute = (name, value) => {
    write(name, name === 'style' ? rpxInline(value) : value);
  };
  // glass-easel puts the component before the id; a template's `for` and WXSS mean the id alone.
  Object.defineProperty(element, 'id', {
    configurable: true,
    get: () => element.getAttribute('id') ?? '',
    set: (id: string) => write('id', id.replace(/^[^-]*--/, '')),
  });
  return element;
};

/**
 * What glass-easel draws with: the DOM, where a component's host is never an element with a life
 * of its own, and where no native event reaches a template. Events are the gestures' and the
 * built-ins' to send.
 */
export class PhoneBackend {
  /** Draws through a DOM: `BackendMode.Domlike`. */
  readonly mode = 3;
  readonly document = {
    createElement: (tag: string) => createElement(tag) as unknown as DomElement,
    createTextNode: (content: string) => document.createTextNode(content) as unknown as DomElement,
    createDocumentFragment: () => document.createDocumentFragment() as unknown as DomElement,
  };

  constructor(private readonly stage: HTMLElement) {}

  destroy(): void {}

  getWindowWidth(): number {
    return this.stage.clientWidth;
  }

  getWindowHeight(): number {
    return this.stage.clientHeight;
  }

  getDevicePixelRatio(): number {
    return devicePixelRatio;
  }

  getTheme(): string {
    return 'light';
  }

  registerStyleSheetContent(): void {}

  appendStyleSheetPath(): number {
    return 0;
  }

  disableStyleSheet(): void {}

  /** Not an animation frame: a phone that is out of sight renders too. */
  render(done: (error: Error | null) => void): void {
    setTimeout(() => done(null), 0);
  }

  getRootNode(): DomElement {
    return this.stage as unknown as DomElement;
  }

  associateValue(element: DomElement, node: glassEasel.Element): void {
    element.__wxElement = node;
    const built: unknown = element;
    if (built instanceof BuiltInElement && NativeNode.isNativeNode(node)) built.begin(node);
  }

  onEvent(): void {}

  setListenerStats(element: DomElement | null, type: string): void {
    if (!element) return;
    const types = listened.get(element) ?? new Set();
    listened.set(element, types.add(type));
  }

  setModelBindingStat(
    element: DomElement,
    attribute: string,
    listener: ((value: unknown) => void) | null,
  ): void {
    const built: unknown = element;
    if (built instanceof BuiltInElement) built.bindModel(attribute, listener);
  }

  getContext(element: DomElement, answer: (context: unknown) => void): void {
    answer(element);
  }

  asContext(): DomContext {
    return this as unknown as DomContext;
  }
}

/** Hands a template's values to built-ins as they are, where glass-easel would make them strings. */
export const passValuesToBuiltIns = (): void => {
  const write = NativeNode.prototype.updateAttribute;
  NativeNode.prototype.updateAttribute = function (name: string, value: unknown): void {
    const element: unknown = this.getBackendElement();
    if (element instanceof BuiltInElement) element.receive(name, value);
    else write.call(this, name, value);
  };
};
