import { isRecord, stringsOf } from '../../build/files';
import type { AppConfig, TabBarConfig, TabBarItem } from '../phone/engine/types';
import { CompileError } from './compile-error';
import type { Sources } from './sources';

const trimSlashes = (path: string): string => path.replace(/^\/+|\/+$/g, '');

const textOf = (value: unknown, otherwise = ''): string =>
  typeof value === 'string' ? value : otherwise;

const pagesOf = (json: Record<string, unknown>): string[] => {
  const declared = json['subPackages'] ?? json['subpackages'];
  const subpackages = (Array.isArray(declared) ? declared : []).filter(isRecord);
  return [
    ...stringsOf(json['pages']).map(trimSlashes),
    ...subpackages.flatMap((entry) =>
      stringsOf(entry['pages']).map(
        (page) => `${trimSlashes(textOf(entry['root']))}/${trimSlashes(page)}`,
      ),
    ),
  ];
};

const tabBarOf = (json: Record<string, unknown>): TabBarConfig | null => {
  const bar = json['tabBar'];
  if (!isRecord(bar) || !Array.isArray(bar['list'])) return null;
  return {
    custom: bar['custom'] === true,
    color: textOf(bar['color'], '#7a7e83'),
    selectedColor: textOf(bar['selectedColor'], '#3cc51f'),
    backgroundColor: textOf(bar['backgroundColor'], '#ffffff'),
    borderStyle: textOf(bar['borderStyle'], 'black'),
    position: bar['position'] === 'top' ? 'top' : 'bottom',
    list: bar['list'].filter(isRecord).map((item): TabBarItem => ({
      pagePath: trimSlashes(textOf(item['pagePath'])),
      text: textOf(item['text']),
      iconPath: textOf(item['iconPath']),
      selectedIconPath: textOf(item['selectedIconPath']),
    })),
  };
};

/** Reads `app.json` and its theme; throws where it is missing or names no page. */
export const readAppConfig = (sources: Sources): AppConfig => {
  if (sources.locate('app.json') === null) {
    throw new CompileError('app.json', undefined, 'is missing: it names the pages.');
  }
  const json = sources.readJson('app.json');
  const pages = pagesOf(json);
  if (pages.length === 0) throw new CompileError('app.json', undefined, 'names no page.');
  const theme = sources.readJson(textOf(json['themeLocation'], 'theme.json'));
  return {
    pages,
    window: isRecord(json['window']) ? json['window'] : {},
    tabBar: tabBarOf(json),
    theme: {
      light: isRecord(theme['light']) ? theme['light'] : {},
      dark: isRecord(theme['dark']) ? theme['dark'] : {},
    },
    darkmode: json['darkmode'] === true,
    json,
  };
};
