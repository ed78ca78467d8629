import { Component, type Element as Node } from 'glass-easel';
import { BuiltInElement } from '../built-ins/define';
import type { NodesRef, SelectorQuery } from './types';

/** Where a query looks, and what its answers are measured against. */
export interface QuerySpace {
  /** The element behind a component or page instance. */
  nodeOf(instance: unknown): Node | null;
  /** The page that is on top, for queries that name no component. */
  topPage(): unknown;
  /** Scrolls the page that holds the element. */
  scrollerOf(dom: HTMLElement | null): HTMLElement | null;
}

interface Request {
  within: unknown;
  selector: string | null;
  all: boolean;
  fields: Record<string, unknown>;
  callback: ((answer: unknown) => void) | undefined;
}

type Answer = Record<string, unknown>;

export const domOf = (node: Node): HTMLElement | null => {
  const dom: unknown = (node as { getBackendElement?(): unknown }).getBackendElement?.();
  return dom instanceof HTMLElement ? dom : null;
};

/** A rectangle counted from the page's upper left corner, as WeChat counts. */
export const rectIn = (dom: HTMLElement, origin: HTMLElement | null): DOMRect => {
  const rect = dom.getBoundingClientRect();
  const from = origin?.getBoundingClientRect();
  return new DOMRect(
    rect.left - (from?.left ?? 0),
    rect.top - (from?.top ?? 0),
    rect.width,
    rect.height,
  );
};

const scrollFields = (dom: HTMLElement | null): Answer => ({
  scrollLeft: dom?.scrollLeft ?? 0,
  scrollTop: dom?.scrollTop ?? 0,
  scrollWidth: dom?.scrollWidth ?? 0,
  scrollHeight: dom?.scrollHeight ?? 0,
});

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const propertiesOf = (node: Node, dom: HTMLElement | null, names: unknown): Answer => {
  const values: Answer = {};
  for (const name of Array.isArray(names) ? names.map(String) : []) {
    if (dom instanceof BuiltInElement) {
      values[name] = (dom.controller.read?.() ?? dom.values)[camelCase(name)];
    } else if (Component.isComponent(node)) {
      values[name] = (node.data as Answer)[camelCase(name)];
    }
  }
  return values;
};

const stylesOf = (dom: HTMLElement | null, names: unknown): Answer => {
  if (!dom || !Array.isArray(names)) return {};
  const style = getComputedStyle(dom);
  return Object.fromEntries(
    names.map((name: string) => [
      name,
      style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
    ]),
  );
};

class Query implements SelectorQuery {
  private within: unknown = undefined;
  private readonly requests: Request[] = [];

  constructor(
    private readonly space: QuerySpace,
    within?: unknown,
  ) {
    this.within = within;
  }

  in(component: unknown): SelectorQuery {
    this.within = component;
    return this;
  }

  select(selector: string): NodesRef {
    return this.nodes(selector, false);
  }

  selectAll(selector: string): NodesRef {
    return this.nodes(selector, true);
  }

  selectViewport(): NodesRef {
    return this.nodes(null, false);
  }

  exec(callback?: (answers: unknown[]) => void): SelectorQuery {
    // WeChat answers from another thread: never while the caller still runs.
    setTimeout(() => {
      const answers = this.requests.map((request) => this.answer(request));
      this.requests.forEach(({ callback: tell }, index) => tell?.(answers[index]));
      callback?.(answers);
    }, 0);
    return this;
  }

  private nodes(selector: string | null, all: boolean): NodesRef {
    const ask =
      (fixed: Record<string, unknown>) =>
      (callback?: (answer: never) => void): SelectorQuery => {
        this.requests.push({
          within: this.within,
          selector,
          all,
          fields: fixed,
          callback: callback as (answer: unknown) => void,
        });
        return this;
      };
    const named = { id: true, dataset: true };
    return {
      boundingClientRect: ask({ ...named, rect: true, size: true }),
      scrollOffset: ask({ ...named, scrollOffset: true }),
      fields: (fields, callback) => ask(fields)(callback as never),
      node: ask({ node: true }),
      context: ask({ context: true }),
    };
  }

  private answer({ within, selector, all, fields }: Request): unknown {
    const root = this.space.nodeOf(within ?? this.space.topPage());
    if (selector === null) return this.viewport(root && domOf(root), fields);
    const shadow = root && Component.isComponent(root) ? root.getShadowRoot() : null;
    if (!shadow) return all ? [] : null;
    if (all) return shadow.querySelectorAll(selector).map((node) => this.describe(node, fields));
    const node = shadow.querySelector(selector);
    return node && this.describe(node, fields);
  }

  private viewport(dom: HTMLElement | null, fields: Record<string, unknown>): Answer {
    const scroller = this.space.scrollerOf(dom);
    const width = scroller?.clientWidth ?? 0;
    const height = scroller?.clientHeight ?? 0;
    return {
      ...(fields['id'] ? { id: '' } : {}),
      ...(fields['dataset'] ? { dataset: {} } : {}),
      ...(fields['rect'] ? { left: 0, top: 0, right: width, bottom: height } : {}),
      ...(fields['size'] ? { width, height } : {}),
      ...(fields['scrollOffset'] ? scrollFields(scroller) : {}),
    };
  }

  private describe(node: Node, fields: Record<string, unknown>): Answer {
    const dom = domOf(node);
    const rect = dom && rectIn(dom, this.space.scrollerOf(dom));
    const built = dom instanceof BuiltInElement ? dom.controller : null;
    return {
      ...(fields['id'] ? { id: node.id } : {}),
      ...(fields['dataset'] ? { dataset: { ...node.dataset } } : {}),
      ...(fields['mark'] ? { mark: node.collectMarks() } : {}),
      ...(fields['rect'] && rect
        ? { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom }
        : {}),
      ...(fields['size'] && rect ? { width: rect.width, height: rect.height } : {}),
      ...(fields['scrollOffset'] ? scrollFields(dom) : {}),
      ...propertiesOf(node, dom, fields['properties']),
      ...stylesOf(dom, fields['computedStyle']),
      ...(fields['node'] ? { node: built?.node?.() ?? null } : {}),
      ...(fields['context'] ? { context: built?.context?.() ?? null } : {}),
    };
  }
}

export const createQuery = (space: QuerySpace, within?: unknown): SelectorQuery =>
  new Query(space, within);
