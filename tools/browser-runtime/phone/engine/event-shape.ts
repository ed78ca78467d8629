import type * as glassEasel from 'glass-easel';
import { Event, type Element } from 'glass-easel';

/** What an event tells of an element, as WeChat does: a plain object. */
export interface EventTarget {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

/** Where an event's target leads back to its element, for `SelectorQuery` and the share menu. */
const elements = new WeakMap<object, Element>();

export const elementOfTarget = (target: unknown): Element | null =>
  typeof target === 'object' && target !== null ? (elements.get(target) ?? null) : null;

const describeTarget = (element: Element): EventTarget => {
  const dom: unknown = (element as { getBackendElement?(): unknown }).getBackendElement?.();
  const box = dom instanceof HTMLElement ? dom : null;
  const target: EventTarget = {
    id: element.id,
    dataset: { ...element.dataset },
    offsetLeft: box?.offsetLeft ?? 0,
    offsetTop: box?.offsetTop ?? 0,
  };
  elements.set(target, element);
  return target;
};

/** Handlers see plain targets, never live nodes: what would fail on a phone must fail here. */
export const shapeEvents = (): void => {
  Event.prototype.wrapShadowedEvent = function (
    this: glassEasel.Event<unknown>,
    target: Element,
    mark: Record<string, unknown> | null,
    currentTarget: Element,
  ) {
    return Object.assign(Object.create(this) as object, {
      type: this.type,
      timeStamp: this.timeStamp,
      detail: this.detail,
      mark: mark ?? {},
      target: describeTarget(elementBehind(target)),
      currentTarget: describeTarget(elementBehind(currentTarget)),
    }) as unknown as glassEasel.ShadowedEvent<unknown>;
  } as typeof Event.prototype.wrapShadowedEvent;
};

/** A component reaches listeners as its method caller, which keeps the component in `_$`. */
const elementBehind = (target: Element): Element =>
  (target as unknown as { _$?: Element })._$ ?? target;
