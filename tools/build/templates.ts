import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from './components';
import { readText } from './files';
import { tagsOf, type Tag } from './markup';
import { NPM_DIR, type App } from './project';
import { referencesOf } from './references';

/** One WXML file of a page or component. */
export interface Template {
  /** Path below the app's root. */
  file: string;
  tags: Tag[];
}

const withExtension = (path: string): string => (path.endsWith('.wxml') ? path : `${path}.wxml`);

/** A WXML file and all it imports or includes: their handlers are methods of the same part. */
export const templatesOf = (app: App, file: string, seen = new Set<string>()): Template[] => {
  const path = join(app.dir, file);
  if (seen.has(file) || file.startsWith(NPM_DIR) || !existsSync(path)) return [];
  seen.add(file);
  const text = readText(path);
  const imported = referencesOf(file, text)
    .filter(({ specifier }) => !specifier.endsWith('.wxs'))
    .map(({ specifier }) => withExtension(fromRoot(file, specifier)));
  return [
    { file, tags: tagsOf(text) },
    ...imported.flatMap((other) => templatesOf(app, other, seen)),
  ];
};

/** Whether a component stands in these tags, as a tag or as a generic's value. */
export const isUsed = (component: string, tags: readonly Tag[]): boolean =>
  tags.some(
    ({ name, attributes }) =>
      name === component ||
      attributes.some((each) => each.name.startsWith('generic:') && each.value === component),
  );
