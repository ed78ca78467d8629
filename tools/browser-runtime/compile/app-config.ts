import { join } from 'node:path';
import { isRecord, readJson, stringEntriesOf, stringsOf } from '../../build/files';
import type { AppConfig, TabBarConfig, TabBarItem, WindowConfig } from '../phone/engine/types';
import { CompileError } from './compile-error';
import type { Sources } from './sources';

const trimSlashes = (path: string): string => path.replace(/^\/+|\/+$/g, '');

interface Subpackage {
  root: string;
  pages: string[];
}

const subpackagesOf = (json: Record<string, unknown>): Subpackage[] => {
  const declared = json['subPackages'] ?? json['subpackages'];
  return (Array.isArray(declared) ? declared : []).filter(isRecord).map((entry) => {
    const root = trimSlashes(String(entry['root']));
    return { root, pages: stringsOf(entry['pages']).map((page) => `${root}/${trimSlashes(page)}`) };
  });
};

const tabBarOf = (json: Record<string, unknown>): TabBarConfig | null => {
  const bar = json['tabBar'];
  if (!isRecord(bar) || !Array.isArray(bar['list'])) return null;
  const { list, custom, ...style } = bar;
  return {
    ...(Object.fromEntries(stringEntriesOf(style)) as Omit<TabBarConfig, 'list'>),
    custom: custom === true,
    list: list.filter(isRecord).map((item): TabBarItem => {
      const texts = Object.fromEntries(stringEntriesOf(item));
      return {
        ...texts,
        pagePath: trimSlashes(texts['pagePath'] ?? ''),
        text: texts['text'] ?? '',
      };
    }),
  };
};

const themeOf = (theme: Record<string, unknown>, name: string): Record<string, string> =>
  Object.fromEntries(stringEntriesOf(theme[name]));

/** Reads `app.json`, its theme and every page's JSON; throws where `app.json` names no page. */
export const readAppConfig = (sources: Sources, projectDir: string): AppConfig => {
  if (sources.locate('app.json') === null) {
    throw new CompileError('app.json', undefined, 'is missing: it names the pages.');
  }
  const json = sources.readJson('app.json');
  const subpackages = subpackagesOf(json);
  const pages = [
    ...stringsOf(json['pages']).map(trimSlashes),
    ...subpackages.flatMap((subpackage) => subpackage.pages),
  ];
  if (pages.length === 0) throw new CompileError('app.json', undefined, 'names no page.');
  const themeFile = json['themeLocation'];
  const theme = sources.readJson(typeof themeFile === 'string' ? themeFile : 'theme.json');
  const tabBar = tabBarOf(json);
  const { appid } = readJson(join(projectDir, 'project.config.json'));
  return {
    pages,
    subPackages: subpackages.map(({ root }) => root),
    window: isRecord(json['window']) ? (json['window'] as WindowConfig) : {},
    ...(tabBar ? { tabBar } : {}),
    themes: { light: themeOf(theme, 'light'), dark: themeOf(theme, 'dark') },
    darkmode: json['darkmode'] === true,
    pageConfigs: Object.fromEntries(
      pages.map((page) => [page, sources.readJson(`${page}.json`) as WindowConfig]),
    ),
    usePrivacyCheck: json['__usePrivacyCheck__'] === true,
    appId: typeof appid === 'string' ? appid : '',
  };
};
