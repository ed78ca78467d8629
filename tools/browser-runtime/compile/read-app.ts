import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppFiles } from './app-files';
import type { AppConfig, ComponentConfig, TabBarConfig, WindowConfig } from './app-config';
import { CompileError } from './compile-error';
import { isJson, objects, strings, text, type Json } from './json';

/** A mini-program's configuration, with every page and component that can be reached from it. */
export interface App {
  files: AppFiles;
  config: AppConfig;
  /** By path without extension, pages included; in an order in which users follow the used. */
  components: Map<string, ComponentConfig>;
  warnings: string[];
}

const STYLE_SHARED = /\bstyleIsolation\s*:\s*(['"])(?:page-)?shared\1/;

const lineOf = (source: string, part: string): number | undefined => {
  const at = source.indexOf(part);
  return at < 0 ? undefined : source.slice(0, at).split('\n').length;
};

const tidyRoot = (root: unknown): string => (text(root) ?? '').replace(/^\/+|\/+$/g, '');

const pagePaths = (app: Json): { pages: string[]; subPackages: string[] } => {
  const packages = objects(app['subPackages'] ?? app['subpackages']);
  const listOf = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((page) => typeof page === 'string') : [];
  const all = [
    ...listOf(app['pages']),
    ...packages.flatMap((each) =>
      listOf(each['pages']).map((page) => `${tidyRoot(each['root'])}/${page}`),
    ),
  ];
  const entry = text(app['entryPagePath']);
  const pages = entry === undefined ? all : [entry, ...all.filter((page) => page !== entry)];
  return {
    pages: pages.map((page) => page.replace(/^\//, '')),
    subPackages: packages.map((each) => tidyRoot(each['root'])),
  };
};

/** Reads pages and components, each once, depth first. */
class Graph {
  readonly components = new Map<string, ComponentConfig>();
  /** Also those whose own components are still being read: two may use each other. */
  private readonly visited = new Set<string>();
  private scopes = 0;

  constructor(
    private readonly files: AppFiles,
    private readonly global: Record<string, string>,
    private readonly pages: ReadonlySet<string>,
  ) {}

  visit(path: string): void {
    if (this.visited.has(path)) return;
    this.visited.add(path);
    const json = this.files.exists(`${path}.json`) ? this.files.readJson(`${path}.json`) : {};
    const isPage = this.pages.has(path);
    const config: ComponentConfig = {
      component: !isPage,
      usingComponents: {},
      styleScope: isPage ? '' : this.scopeOf(path, json),
    };
    const { componentGenerics, componentPlaceholder, styleIsolation, addGlobalClass } = json;
    if (isJson(componentGenerics))
      config.componentGenerics = this.generics(path, componentGenerics);
    if (isJson(componentPlaceholder)) config.componentPlaceholder = strings(componentPlaceholder);
    if (typeof styleIsolation === 'string') config.styleIsolation = styleIsolation;
    if (typeof addGlobalClass === 'boolean') config.addGlobalClass = addGlobalClass;
    const pattern = text(json['pureDataPattern']);
    if (pattern !== undefined) config.pureDataPattern = pattern;

    const using = { ...this.global, ...strings(json['usingComponents']) };
    for (const [tag, target] of Object.entries(using)) {
      const found = this.resolve(target, path, tag);
      config.usingComponents[tag] = `/${found}`;
      this.visit(found);
    }
    this.components.set(path, config);
  }

  private resolve(target: string, from: string, tag: string): string {
    const found = this.files.resolveComponent(target, from);
    if (found !== null) return found;
    const source = this.files.exists(`${from}.json`) ? this.files.read(`${from}.json`) : '';
    throw new CompileError(
      this.files.shown(`${from}.json`),
      lineOf(source, `"${tag}"`),
      `the component "${target}" of <${tag}> is not found.`,
    );
  }

  private generics(path: string, generics: Json): Record<string, true | { default?: string }> {
    return Object.fromEntries(
      Object.entries(generics).map(([name, value]): [string, true | { default?: string }] => {
        const fallback = isJson(value) ? text(value['default']) : undefined;
        if (fallback === undefined) return [name, true];
        const found = this.resolve(fallback, path, name);
        this.visit(found);
        return [name, { default: `/${found}` }];
      }),
    );
  }

  /** Shared styles keep their names; every other component's classes carry its own. */
  private scopeOf(path: string, json: Json): string {
    const isolation = text(json['styleIsolation']);
    if (isolation !== undefined)
      return isolation.endsWith('shared') && !isolation.includes('apply') ? '' : this.newScope();
    const script = this.files.scriptOf(path);
    const shared = script !== null && STYLE_SHARED.test(readFileSync(script, 'utf8'));
    return shared ? '' : this.newScope();
  }

  private newScope(): string {
    this.scopes += 1;
    return `c${this.scopes}`;
  }
}

const themesOf = (files: AppFiles, location: unknown): AppConfig['themes'] => {
  const path = text(location);
  if (path === undefined) return { light: {}, dark: {} };
  const json = files.readJson(path.replace(/^\.?\//, ''));
  return { light: strings(json['light']), dark: strings(json['dark']) };
};

const projectConfig = (projectDir: string): Json => {
  const path = join(projectDir, 'project.config.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Json) : {};
};

/**
 * Reads `project.config.json`, `app.json`, and the JSON of every page and of every component in
 * use. Throws a CompileError for a page or component that is not there.
 */
export const readApp = (folder: string): App => {
  const projectDir = resolve(folder);
  const project = projectConfig(projectDir);
  const files = new AppFiles(projectDir, join(projectDir, text(project['miniprogramRoot']) ?? '.'));
  const app = files.readJson('app.json');
  const { pages, subPackages } = pagePaths(app);
  const tabBar = app['tabBar'];
  const custom = isJson(tabBar) && tabBar['custom'] === true;

  const present = pages.filter((page) => files.exists(`${page}.wxml`));
  const warnings = pages
    .filter((page) => !present.includes(page))
    .map((page) => `${files.shown('app.json')}: the page "${page}" has no WXML.`);
  if (present.length === 0) {
    throw new CompileError(files.shown('app.json'), undefined, 'no page is there to show.');
  }
  const graph = new Graph(files, strings(app['usingComponents']), new Set(present));
  for (const page of present) graph.visit(page);
  if (custom && files.exists('custom-tab-bar/index.json')) graph.visit('custom-tab-bar/index');

  const config: AppConfig = {
    pages: present,
    subPackages,
    window: (isJson(app['window']) ? app['window'] : {}) as WindowConfig,
    themes: themesOf(files, app['themeLocation']),
    darkmode: app['darkmode'] === true,
    pageConfigs: Object.fromEntries(
      present.map((page) => [
        page,
        (files.exists(`${page}.json`) ? files.readJson(`${page}.json`) : {}) as WindowConfig,
      ]),
    ),
    usePrivacyCheck: app['__usePrivacyCheck__'] === true,
    appId: text(project['appid']) ?? 'touristappid',
  };
  if (isJson(tabBar)) config.tabBar = tabBar as unknown as TabBarConfig;
  return { files, config, components: graph.components, warnings };
};
