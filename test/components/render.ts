import { join } from 'node:path';

const PROJECT = join(__dirname, '../..');

/** Components from npm are not looked up by the simulator. */
const FROM_NPM = {
  'van-button': '/test/components/plain-button/plain-button',
  'van-popup': '/test/components/plain-button/plain-button',
};

/** The little of a DOM node that these tests read. */
export interface DomNode {
  innerHTML: string;
  textContent: string | null;
}

/** A mounted component: its node, its data, its events. */
export interface Rendered {
  dom: DomNode;
  data: Record<string, unknown>;
  setData(data: object): void;
  triggerEvent(name: string, detail?: unknown): void;
  instance: { triggerEvent(name: string, detail?: unknown): void };
  querySelector(selector: string): Rendered | undefined;
  querySelectorAll(selector: string): Rendered[];
  addEventListener(name: string, listener: (event: { detail: unknown }) => void): void;
  dispatchEvent(name: string, options?: object): void;
  attach(parent: unknown): void;
}

interface Simulator {
  load(path: string, options: object): string;
  render(id: string, properties: object): Rendered;
}

interface Page {
  document: { createElement(tag: string): unknown; body: { append(node: unknown): void } };
}

let simulator: Simulator | undefined;
const loaded = new Map<string, string>();

/**
 * Each component is loaded once, in a module registry of its own: the simulator loads modules
 * itself, and a second load of the same file would find them cached and register nothing.
 */
const idOf = (path: string): string => {
  const known = loaded.get(path);
  if (known !== undefined) return known;
  let id = '';
  jest.isolateModules(() => {
    simulator ??= jest.requireActual<Simulator>('miniprogram-simulate');
    id = simulator.load(join(PROJECT, 'miniprogram', path), {
      rootPath: PROJECT,
      compiler: 'simulate',
      usingComponents: FROM_NPM,
    });
  });
  loaded.set(path, id);
  return id;
};

/** Mounts a component of the app, named by its path under `miniprogram/`. */
export const render = (path: string, properties: object = {}): Rendered => {
  const id = idOf(path);
  if (!simulator) throw new Error('the simulator did not load');
  const component = simulator.render(id, properties);
  const { document } = globalThis as unknown as Page;
  const parent = document.createElement('div');
  document.body.append(parent);
  component.attach(parent);
  return component;
};

/** Lets the simulator deliver what it has queued. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** The words on the screen, spaces closed up. */
export const textOf = ({ dom }: Rendered): string =>
  (dom.textContent ?? '').replace(/\s+/g, ' ').trim();
