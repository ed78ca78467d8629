import type { NativeNode } from 'glass-easel';
import type { PhoneHost } from '../host/types';
import type { Attributes, Values } from './attribute';
import { COMMON_ATTRIBUTES, updateCommon, type CommonValues } from './common';

/** What a built-in may ask of the phone. */
export interface BuiltInPhone {
  readonly host: PhoneHost;
  /** Address of a file of the app, as seen from the template that names it. */
  assetUrl(path: string, from?: string): string;
  navigate(openType: string, url: string, delta: number): Promise<void>;
}

/** The value that a form collects under a control's `name`. */
export interface FormField {
  value(): unknown;
  /** Back to what the template gave. */
  reset(): void;
}

/** What a built-in does beside standing there. */
export interface Controller {
  /**
   * Attributes changed; once with all that are set when the element is first in the page, later
   * with those of one update of the template. Names are written as in the definition.
   */
  update?(changed: ReadonlySet<string>): void;
  connected?(): void;
  disconnected?(): void;
  field?: FormField;
  /** A label of this control was tapped. */
  activate?(): void;
  /** What `SelectorQuery.node` and `.context` answer. */
  node?(): unknown;
  context?(): unknown;
  /** Going back closes this instead of the page; answers whether it did. */
  back?(): boolean;
  /** Values for `fields({ properties })`, where they are not those of the template. */
  read?(): Record<string, unknown>;
}

/** A built-in element as its definition sees it. */
export interface Subject<A extends Attributes> {
  readonly element: BuiltInElement;
  /** What the template set, or the user since; live. */
  readonly values: Values<A>;
  readonly phone: BuiltInPhone;
  /** Tells the template's listeners; such events do not bubble unless it is said. */
  emit(name: string, detail?: unknown, options?: { bubbles?: boolean }): void;
  /** The user changed what the template set: `values` holds it, and `model:` is told. */
  change<Name extends keyof A & string>(name: Name, value: Values<A>[Name]): void;
  /** Called with every tap that reached the element and was not caught on its way. */
  onTap(listener: () => void): void;
  /** Class names of the template (`placeholder-class`) as they stand in the page. */
  classNames(names: string): string[];
}

export interface Definition<A extends Attributes> {
  /** `view` is the element `wx-view`. */
  tag: string;
  /** In camel case: `hoverClass` is `hover-class` in a template. */
  attributes?: A;
  /** Builds what is inside and answers what it does. Attributes are read later, in `update`. */
  create?(subject: Subject<A>): Controller | void;
}

/** A definition whose attributes are known to nobody else. */
export interface BuiltIn {
  readonly tag: string;
  readonly attributes: Attributes;
  create(subject: Subject<Attributes>): Controller;
}

/** The one pattern of all built-in components. */
export const define = <A extends Attributes = Record<string, never>>({
  tag,
  attributes,
  create,
}: Definition<A>): BuiltIn => ({
  tag,
  attributes: { ...COMMON_ATTRIBUTES, ...attributes },
  create: (subject) => create?.(subject as unknown as Subject<A>) ?? {},
});

const camelCase = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** glass-easel's list of a node's classes; it alone knows which styles a class name means. */
interface ResolvingClassList {
  _$resolvePrefixes(name: string, found: (scope: number | undefined, name: string) => void): void;
  _$prefixManager?: { queryName(scope: number): string | undefined };
}

/** Base of every `wx-…` element; what makes it a `wx-view` is its definition. */
export abstract class BuiltInElement extends HTMLElement {
  abstract readonly definition: BuiltIn;
  abstract readonly phone: BuiltInPhone;

  node: NativeNode | null = null;
  controller: Controller = {};
  readonly values: Record<string, unknown> = {};

  private readonly changed = new Set<string>();
  private readonly models = new Map<string, (value: unknown) => void>();
  private flushing = false;
  private started = false;

  /** Called once by the engine, when the template's node stands behind the element. */
  begin(node: NativeNode): void {
    this.node = node;
    for (const [name, { initial }] of Object.entries(this.definition.attributes)) {
      this.values[name] = initial;
    }
    this.controller = this.definition.create({
      element: this,
      values: this.values as Values<Attributes>,
      phone: this.phone,
      emit: (name, detail = {}, options = {}) => {
        node.triggerEvent(name, detail, { bubbles: options.bubbles ?? false, capturePhase: true });
      },
      change: (name, value) => {
        this.values[name] = value;
        this.models.get(name)?.(value);
      },
      onTap: (listener) => {
        node.addListener('tap', () => listener());
      },
      classNames: (names) => this.classNames(names),
    });
  }

  /** An attribute of the template, with its value as the template has it. */
  receive(attribute: string, value: unknown): void {
    const name = camelCase(attribute);
    const known = this.definition.attributes[name];
    if (known === undefined) {
      console.warn(`<${this.definition.tag}> has no attribute "${attribute}".`);
      return;
    }
    try {
      this.values[name] = known.read(value);
    } catch (error) {
      this.values[name] = known.initial;
      this.phone.host.problem({
        source: `<${this.definition.tag}>`,
        message: `${attribute}: ${error instanceof Error ? error.message : String(error)}.`,
      });
    }
    this.changed.add(name);
    if (this.started && !this.flushing) {
      this.flushing = true;
      queueMicrotask(() => this.flush());
    }
  }

  /** `model:value`: what to tell when the user changes the value. */
  bindModel(attribute: string, listener: ((value: unknown) => void) | null): void {
    if (listener) this.models.set(camelCase(attribute), listener);
    else this.models.delete(camelCase(attribute));
  }

  connectedCallback(): void {
    if (!this.started) {
      this.started = true;
      this.flush();
    }
    this.controller.connected?.();
  }

  disconnectedCallback(): void {
    this.controller.disconnected?.();
  }

  private flush(): void {
    this.flushing = false;
    const changed = new Set(this.changed);
    this.changed.clear();
    updateCommon(this, this.values as unknown as CommonValues, changed);
    this.controller.update?.(changed);
  }

  private classNames(names: string): string[] {
    const list = this.node?.classList as unknown as ResolvingClassList | null;
    if (!list) return [];
    return names.split(/\s+/).flatMap((name) => {
      const found: string[] = [];
      if (name === '') return found;
      list._$resolvePrefixes(name, (scope, className) => {
        const prefix = scope === undefined ? '' : list._$prefixManager?.queryName(scope);
        found.push(prefix ? `${prefix}--${className}` : className);
      });
      return found;
    });
  }
}

/** Makes `wx-…` elements of definitions; once for a phone. */
export const install = (definitions: readonly BuiltIn[], phone: BuiltInPhone): void => {
  for (const definition of definitions) {
    customElements.define(
      `wx-${definition.tag}`,
      class extends BuiltInElement {
        override readonly definition = definition;
        override readonly phone = phone;
      },
    );
  }
};
