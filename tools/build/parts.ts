import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkAppJson, checkUndeclaredPages } from './app-json';
import { BUILT_IN, componentExists, fromRoot } from './components';
import { isRecord, lineOfKey, readJson, readText, slashed } from './files';
import { handlersOf, type Tag } from './markup';
import { methodsOf } from './methods';
import type { Problem } from './problem';
import { PAGE_FILES, partsOf, readApp, type App, type Part } from './project';
import { componentEntries } from './references';
import { isUsed, templatesOf, type Template } from './templates';

/** A page or component with what its checks look at. */
interface Subject extends Part {
  json: Record<string, unknown>;
  templates: Template[];
  tags: Tag[];
}

type Checks = (projectDir: string, app: App, subject: Subject) => Problem[];

const pathIn = (projectDir: string, app: App, file: string): string =>
  slashed(relative(projectDir, join(app.dir, file)));

const subjectOf = (app: App, part: Part): Subject => {
  const file = join(app.dir, `${part.path}.json`);
  const templates = templatesOf(app, `${part.path}.wxml`);
  return {
    ...part,
    json: existsSync(file) ? readJson(file) : {},
    templates,
    tags: templates.flatMap(({ tags }) => tags),
  };
};

const checkFiles: Checks = (projectDir, app, { path, kind }) =>
  PAGE_FILES.map((extension) => path + extension)
    .filter((file) => !existsSync(join(app.dir, file)))
    .map((file) => ({
      file: pathIn(projectDir, app, file),
      message: `is missing: a ${kind} has four files.`,
    }));

/** Every component that is declared exists and is used. */
const checkDeclared: Checks = (projectDir, app, { path, json, tags, templates }) => {
  const file = `${path}.json`;
  const entries = componentEntries(json);
  if (entries.length === 0) return [];
  const text = readText(join(app.dir, file));
  return entries.flatMap(([name, specifier]) => {
    const place = { file: pathIn(projectDir, app, file), line: lineOfKey(text, name) };
    if (!componentExists(projectDir, app, file, specifier)) {
      return [{ ...place, message: `"${name}" names ${specifier}, which is no component.` }];
    }
    return templates.length > 0 && !isUsed(name, tags)
      ? [{ ...place, message: `"${name}" is declared and not used in the WXML.` }]
      : [];
  });
};

/** Every tag is built in or declared: an unknown one shows nothing, and says nothing. */
const checkTags: Checks = (projectDir, app, { path, json, templates }) => {
  const generics = isRecord(json['componentGenerics']) ? json['componentGenerics'] : {};
  const known = new Set([
    ...BUILT_IN,
    ...componentEntries(json).map(([name]) => name),
    ...app.usingComponents.map(([name]) => name),
    ...Object.keys(generics),
  ]);
  return templates.flatMap(({ file, tags }) =>
    tags
      .filter(({ name }) => !known.has(name))
      .map(({ name, line }) => ({
        file: pathIn(projectDir, app, file),
        line,
        message: `<${name}> is neither built in nor declared in ${path}.json.`,
      })),
  );
};

/** Every handler that a WXML names is a method: WeChat only logs one that is missing. */
const checkHandlers: Checks = (projectDir, app, { path, kind, templates }) => {
  const script = join(app.dir, `${path}.ts`);
  if (!existsSync(script)) return [];
  const methods = methodsOf(script);
  if (!methods) {
    const file = pathIn(projectDir, app, `${path}.ts`);
    return [{ file, message: `defines no ${kind} by Page() or Component().` }];
  }
  if (methods.open) return [];
  return templates.flatMap(({ file, tags }) =>
    tags
      .flatMap(handlersOf)
      .filter(({ method }) => !methods.names.has(method))
      .map(({ event, method, line }) => ({
        file: pathIn(projectDir, app, file),
        line,
        message: `"${event}" calls ${method}, which ${path}.ts does not define.`,
      })),
  );
};

/** Pictures named outright are in the package. */
const checkPictures: Checks = (projectDir, app, { templates }) =>
  templates.flatMap(({ file, tags }) =>
    tags
      .filter(({ name }) => name === 'image' || name === 'cover-image')
      .flatMap(({ attributes }) => attributes)
      .filter(({ name, value }) => name === 'src' && value !== '' && !/^data:|\{\{/.test(value))
      .flatMap(({ value, line }) => {
        const place = { file: pathIn(projectDir, app, file), line };
        if (/^(https?:)?\/\//.test(value)) {
          return [{ ...place, message: `${value} is on the network; bring the picture along.` }];
        }
        return existsSync(join(app.dir, fromRoot(file, value)))
          ? []
          : [{ ...place, message: `there is no picture ${value}.` }];
      }),
  );

const CHECKS = [checkFiles, checkDeclared, checkTags, checkHandlers, checkPictures];

/**
 * What DevTools says at run time at best: every page has its four files, every declared component
 * exists and is used, every tag is known, every handler in a WXML is a method, and whatever app.json
 * names is there. An app without app.json has nothing to check.
 */
export const checkParts = (projectDir: string, appDir: string): Problem[] => {
  const app = readApp(appDir);
  if (!app) return [];
  const subjects = partsOf(app).map((part) => subjectOf(app, part));
  const tags = subjects.flatMap((subject) => subject.tags);
  const appJson = readText(join(appDir, 'app.json'));
  return [
    ...checkAppJson(projectDir, app),
    ...checkUndeclaredPages(projectDir, app),
    ...subjects.flatMap((subject) => CHECKS.flatMap((check) => check(projectDir, app, subject))),
    ...app.usingComponents
      .filter(([name]) => !isUsed(name, tags))
      .map(([name]) => ({
        file: pathIn(projectDir, app, 'app.json'),
        line: lineOfKey(appJson, name),
        message: `"${name}" is declared for the whole app and used nowhere.`,
      })),
  ];
};
