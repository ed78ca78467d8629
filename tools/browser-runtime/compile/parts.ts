import { isRecord, stringEntriesOf } from '../../build/files';
import type { AppConfig, ComponentConfig } from '../phone/engine/types';
import { CompileError } from './compile-error';
import type { Sources } from './sources';

/** A page or component that the app reaches. */
export interface Part {
  /** Below the app's root, without extension. */
  path: string;
  isPage: boolean;
  config: Omit<ComponentConfig, 'styleScope'>;
}

/** The switches of a part's JSON that its styles and data follow. */
const options = (
  json: Record<string, unknown>,
): Pick<ComponentConfig, 'styleIsolation' | 'addGlobalClass' | 'pureDataPattern'> => {
  const { styleIsolation, addGlobalClass, pureDataPattern } = json;
  return {
    ...(typeof styleIsolation === 'string' ? { styleIsolation } : {}),
    ...(addGlobalClass === true ? { addGlobalClass } : {}),
    ...(typeof pureDataPattern === 'string' ? { pureDataPattern } : {}),
  };
};

/**
 * Every page and every component that one of them reaches, a component before what uses it. Throws
 * where a page has no files or a component leads nowhere.
 */
export const findParts = (sources: Sources, app: AppConfig): Part[] => {
  const found = new Map<string, Part>();
  const started = new Set<string>();
  const appComponents = stringEntriesOf(sources.readJson('app.json')['usingComponents']);

  const resolve = (by: string, tag: string, specifier: string): string => {
    const path = sources.componentPath(by, specifier);
    if (path !== null) return path;
    const sentence = `"${tag}" names ${specifier}, which is no component.`;
    throw new CompileError(by, sources.lineOf(by, tag), sentence);
  };

  const visit = (path: string, isPage: boolean): void => {
    if (started.has(path)) return;
    started.add(path);
    const file = `${path}.json`;
    const json = sources.readJson(file);
    const using: Record<string, string> = {};
    for (const [tag, specifier] of appComponents) using[tag] = resolve('app.json', tag, specifier);
    for (const [tag, specifier] of stringEntriesOf(json['usingComponents'])) {
      using[tag] = resolve(file, tag, specifier);
    }
    const generics: Record<string, true | { default?: string }> = {};
    const declared = isRecord(json['componentGenerics']) ? json['componentGenerics'] : {};
    for (const [name, value] of Object.entries(declared)) {
      const fallback = isRecord(value) ? value['default'] : undefined;
      generics[name] =
        typeof fallback === 'string' ? { default: resolve(file, name, fallback) } : true;
    }
    for (const component of Object.values(using)) visit(component, false);
    for (const generic of Object.values(generics)) {
      if (generic !== true && generic.default !== undefined) visit(generic.default, false);
    }
    found.set(path, {
      path,
      isPage,
      config: {
        component: !isPage || json['component'] === true,
        usingComponents: using,
        componentGenerics: generics,
        componentPlaceholder: Object.fromEntries(stringEntriesOf(json['componentPlaceholder'])),
        ...options(json),
      },
    });
  };

  for (const page of app.pages) {
    if (sources.locate(`${page}.wxml`) === null) continue;
    visit(page, true);
  }
  const [entry = ''] = app.pages;
  if (!found.has(entry)) {
    throw new CompileError(
      'app.json',
      sources.lineOf('app.json', entry),
      `names the page ${entry}, which has no WXML.`,
    );
  }
  const tabBar = app.tabBar?.custom === true ? 'custom-tab-bar/index' : null;
  if (tabBar !== null) visit(tabBar, false);
  return [...found.values()];
};
