import { Component, type Element as Node } from 'glass-easel';
import { domOf, rectIn, type QuerySpace } from './selector-query';
import type { IntersectionObserver, IntersectionObserverOptions, Margins } from './types';

const margin = ({ top = 0, right = 0, bottom = 0, left = 0 }: Margins): string =>
  `${top}px ${right}px ${bottom}px ${left}px`;

const plain = (rect: DOMRectReadOnly, origin: DOMRect): object => {
  const left = rect.left - origin.left;
  const top = rect.top - origin.top;
  const { width, height } = rect;
  return { left, top, right: left + width, bottom: top + height, width, height };
};

class PageObserver implements IntersectionObserver {
  private reference: string | null = null;
  private margins: Margins = {};
  private observers: globalThis.IntersectionObserver[] = [];

  constructor(
    private readonly space: QuerySpace,
    private readonly within: unknown,
    private readonly options: IntersectionObserverOptions,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.reference = selector;
    this.margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.reference = null;
    this.margins = margins;
    return this;
  }

  observe(selector: string, callback: (result: unknown) => void): void {
    const node = this.space.nodeOf(this.within ?? this.space.topPage());
    const shadow = node && Component.isComponent(node) ? node.getShadowRoot() : null;
    if (!shadow) return;
    const found = this.options.observeAll
      ? shadow.querySelectorAll(selector)
      : [shadow.querySelector(selector)];
    const reference = this.reference === null ? null : shadow.querySelector(this.reference);
    for (const target of found) {
      if (target) this.watch(target, reference && domOf(reference), callback);
    }
  }

  disconnect(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect();
  }

  private watch(
    target: Node,
    reference: HTMLElement | null,
    callback: (result: unknown) => void,
  ): void {
    const dom = domOf(target);
    if (!dom) return;
    const scroller = this.space.scrollerOf(dom);
    const { thresholds = [0], initialRatio = 0 } = this.options;
    let first = true;
    const observer = new globalThis.IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          // The first report only counts where it differs from what the app takes for granted.
          const isNews = !first || entry.intersectionRatio !== initialRatio || entry.isIntersecting;
          first = false;
          if (!isNews) continue;
          const origin = scroller?.getBoundingClientRect() ?? rectIn(dom, null);
          callback({
            id: target.id,
            dataset: { ...target.dataset },
            time: entry.time,
            intersectionRatio: entry.intersectionRatio,
            boundingClientRect: plain(entry.boundingClientRect, origin),
            intersectionRect: plain(entry.intersectionRect, origin),
            relativeRect: plain(entry.rootBounds ?? entry.boundingClientRect, origin),
          });
        }
      },
      {
        root: reference ?? scroller,
        rootMargin: margin(this.margins),
        threshold: thresholds,
      },
    );
    observer.observe(dom);
    this.observers.push(observer);
  }
}

export const createObserver = (
  space: QuerySpace,
  within: unknown,
  options: IntersectionObserverOptions = {},
): IntersectionObserver => new PageObserver(space, within, options);
