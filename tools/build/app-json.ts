import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { componentExists } from './components';
import { isRecord, lineOfKey, readJson, readText, slashed, stringsOf } from './files';
import type { Problem } from './problem';
import { PAGE_FILES, appFiles, type App } from './project';

/** The values an entry of app.json can take: itself, or what the themes give for `@name`. */
const themed = (app: App, themeFile: unknown, value: unknown): string[] => {
  if (typeof value !== 'string') return [];
  if (!value.startsWith('@')) return [value];
  const path = join(app.dir, typeof themeFile === 'string' ? themeFile : 'theme.json');
  if (!existsSync(path)) return [];
  return Object.values(readJson(path)).flatMap((theme) => {
    const given = isRecord(theme) ? theme[value.slice(1)] : undefined;
    return typeof given === 'string' ? [given] : [];
  });
};

/** How a page is written in app.json: that of a subpackage without the package's root. */
const asWritten = (app: App, page: string): string => {
  const home = app.subpackages.find(({ root }) => page.startsWith(`${root}/`));
  return home ? page.slice(home.root.length + 1) : page;
};

/** Whatever `app.json` points to must exist: pages, components, theme, sitemap, tabs, packages. */
export const checkAppJson = (projectDir: string, app: App): Problem[] => {
  const path = join(app.dir, 'app.json');
  const text = readText(path);
  const json = readJson(path);
  const problems: Problem[] = [];
  const report = (key: string, message: string): void => {
    const file = slashed(relative(projectDir, path));
    problems.push({ file, line: lineOfKey(text, key), message });
  };
  const exists = (file: string): boolean => existsSync(join(app.dir, file));

  for (const page of app.pages) {
    if (PAGE_FILES.some((extension) => exists(page + extension))) continue;
    report(asWritten(app, page), `names the page ${page}, of which no file exists.`);
  }
  for (const [name, specifier] of app.usingComponents) {
    if (componentExists(projectDir, app, 'app.json', specifier)) continue;
    report(name, `"${name}" names ${specifier}, which is no component.`);
  }
  for (const key of ['sitemapLocation', 'themeLocation']) {
    const file = json[key];
    if (typeof file === 'string' && !exists(file)) report(key, `${file} does not exist.`);
  }
  const tabBar = isRecord(json['tabBar']) ? json['tabBar'] : {};
  for (const tab of (Array.isArray(tabBar['list']) ? tabBar['list'] : []).filter(isRecord)) {
    const page = String(tab['pagePath']);
    if (!stringsOf(json['pages']).includes(page)) {
      report('tabBar', `the tab bar names ${page}, which is no page of the main package.`);
    }
    for (const written of [tab['iconPath'], tab['selectedIconPath']]) {
      for (const icon of themed(app, json['themeLocation'], written)) {
        if (!exists(icon)) report(String(written), `there is no icon ${icon}.`);
      }
    }
  }
  const packages = new Set(app.subpackages.flatMap(({ root, name }) => [root, name ?? root]));
  const rules = isRecord(json['preloadRule']) ? json['preloadRule'] : {};
  for (const [page, rule] of Object.entries(rules)) {
    if (!app.pages.includes(page)) report('preloadRule', `${page} is no page.`);
    for (const name of stringsOf(isRecord(rule) ? rule['packages'] : [])) {
      if (!packages.has(name)) report('preloadRule', `${name} is no subpackage.`);
    }
  }
  return problems;
};

/** Pages that nobody can open because `app.json` does not name them. */
export const checkUndeclaredPages = (projectDir: string, app: App): Problem[] =>
  appFiles(app.dir)
    .filter((file) => file.endsWith('.ts') && !app.pages.includes(file.replace(/\.ts$/, '')))
    .filter((file) => /^Page\(/m.test(readText(join(app.dir, file))))
    .map((file) => ({
      file: slashed(relative(projectDir, join(app.dir, file))),
      message: 'defines a page that app.json does not name.',
    }));
