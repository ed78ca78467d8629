import {
  MiniProgramEnv,
  type AssociatedBackend,
  type CodeSpace,
} from 'glass-easel-miniprogram-adapter';
import type { template } from 'glass-easel';
import { FORM_BEHAVIORS } from '../built-ins/forms/component-fields';
import type { AppEnvironment, AppModules, CompiledModule, ComponentConfig } from './types';

type Definition = Record<string, unknown>;

/** Behaviors of the platform; those that are not about forms are built into the engine. */
const PLATFORM_BEHAVIOR = /^wx:\/\//;

/**
 * Registers the pages and components of the app when they are first needed, from the modules that
 * define them. While a module runs, `Page` and `Component` mean the path it stands for.
 */
export class Registry {
  private readonly space: CodeSpace;
  private readonly environment = new MiniProgramEnv();
  private readonly registered = new Set<string>();
  private readonly platformBehaviors: ReadonlyMap<string, unknown>;
  private modules: AppModules = { runApp: null, modules: {} };
  private path = '';

  constructor(
    private readonly compiled: CompiledModule,
    builtInTags: readonly string[],
  ) {
    this.space = this.environment.createCodeSpace('app', true);
    const components = this.space.getComponentSpace();
    // Its own fields on a node would collide with properties such as `dataset`.
    components.updateComponentOptions({ writeFieldsToNode: false, writeIdToDOM: true });
    for (const tag of builtInTags) components.setGlobalUsingComponent(tag, `wx-${tag}`);
    // A tag that is neither a component nor built in is refused, not drawn as nothing.
    (components as { _$allowUnusedNativeNode?: boolean })._$allowUnusedNativeNode = false;
    this.platformBehaviors = new Map(
      Object.entries(FORM_BEHAVIORS).map(([name, definition]) => [
        name,
        this.space.behavior().definition(definition).register(),
      ]),
    );
    for (const [path, config] of Object.entries(compiled.components)) {
      this.space.addStyleSheet(path, path, config.styleScope);
      const content = compiled.templates[path];
      if (content === undefined) continue;
      this.space.addCompiledTemplate(path, {
        groupList: compiled.templates,
        content,
        fallbackListenerOnNativeNode: true,
      } as template.ComponentTemplate);
    }
  }

  get codeSpace(): CodeSpace {
    return this.space;
  }

  associate(backend: Parameters<MiniProgramEnv['associateBackend']>[0]): AssociatedBackend {
    return this.environment.associateBackend(backend);
  }

  /** Gives the modules their globals; `others` are those that are not about components. */
  start(others: Omit<AppEnvironment, 'Page' | 'Component' | 'Behavior'>): AppModules {
    this.modules = this.compiled.start({
      ...others,
      Page: (definition) => this.definePage(definition),
      Component: (definition) => this.defineComponent(definition),
      Behavior: (definition) => this.space.behavior().definition(this.ready(definition)).register(),
    });
    return this.modules;
  }

  /** Registers a page or component and all that it uses. */
  need(path: string): void {
    if (this.registered.has(path)) return;
    this.registered.add(path);
    const config = this.compiled.components[path];
    if (!config) throw new Error(`"${path}" is no page or component of this app`);
    for (const used of usedBy(config)) this.need(used.replace(/^\//, ''));
    const outer = this.path;
    this.path = path;
    this.space.addComponentStaticConfig(path, config as never);
    try {
      this.modules.modules[path]?.();
    } catch (error) {
      this.registered.delete(path);
      throw error;
    } finally {
      this.path = outer;
    }
    if (!this.space.getComponentSpace().getComponentByUrlWithoutDefault(path, '')) {
      throw new Error(`${path} calls neither Page() nor Component()`);
    }
  }

  private definePage(definition: Definition): void {
    this.space.component(this.path).pageDefinition(this.ready(definition)).register();
  }

  private defineComponent(definition: Definition): void {
    const options = definition['options'] as Partial<ComponentConfig> | undefined;
    const config = this.compiled.components[this.path];
    // Read from JSON alone otherwise.
    this.space.addComponentStaticConfig(this.path, {
      ...(options?.addGlobalClass === undefined ? {} : { addGlobalClass: options.addGlobalClass }),
      ...(options?.styleIsolation === undefined ? {} : { styleIsolation: options.styleIsolation }),
      ...config,
    } as never);
    this.space.component(this.path).definition(this.ready(definition)).register();
  }

  /** A definition as the adapter takes it: the platform's behaviors by themselves, not by name. */
  private ready(definition: Definition): Definition {
    const behaviors = ((definition['behaviors'] ?? []) as unknown[]).flatMap((each) => {
      if (typeof each !== 'string') return each ? [each] : [];
      const platform = this.platformBehaviors.get(each);
      if (platform === undefined && !PLATFORM_BEHAVIOR.test(each)) {
        throw new Error(`the behavior "${each}" is not known`);
      }
      return platform ? [platform] : [];
    });
    return { ...definition, behaviors };
  }
}

const usedBy = (config: ComponentConfig): string[] => [
  ...Object.values(config.usingComponents),
  ...Object.values(config.componentGenerics ?? {}).flatMap((generic) =>
    generic !== true && generic.default !== undefined ? [generic.default] : [],
  ),
];
