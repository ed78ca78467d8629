import type { Element as TemplateElement, GeneralComponent } from 'glass-easel';

/** The node of a template that an element draws; glass-easel leaves it there. */
export const nodeOf = (element: Element): TemplateElement | null =>
  (element as Element & { __wxElement?: TemplateElement }).__wxElement ?? null;

/** The component whose template holds the element; null for an element of no template. */
export const ownerOf = (element: Element): GeneralComponent | null =>
  nodeOf(element)?.ownerShadowRoot?.getHostNode() ?? null;

/** The element that a component draws. */
export const elementOf = (component: GeneralComponent): Element | null =>
  component.getBackendElement() as unknown as Element | null;
