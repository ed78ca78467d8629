import { posix } from 'node:path';
import { CompileError } from './compile-error';
import { translateWxss, type StyleScope } from './css';
import type { Part } from './parts';
import type { Sources } from './sources';

const IMPORT = /@import\s+(?:url\(\s*)?["']?([^"');]+?)["']?\s*\)?\s*;/g;

/** The text of a WXSS file with every import in its place, each file once. */
const withImports = (
  sources: Sources,
  file: string,
  text: string,
  seen = new Set([file]),
): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(IMPORT, (_, specifier: string) => {
    const path = specifier.startsWith('/')
      ? specifier.slice(1)
      : posix.join(posix.dirname(file), specifier);
    const target = path.endsWith('.wxss') ? path : `${path}.wxss`;
    if (seen.has(target)) return '';
    const imported = sources.read(target);
    if (imported === null) {
      throw new CompileError(file, undefined, `imports ${specifier}, which does not exist.`);
    }
    return withImports(sources, target, imported, seen.add(target));
  });

const compileFile = (sources: Sources, file: string, scope: StyleScope): string => {
  const text = sources.read(file);
  if (text === null) return '';
  return `/* ${file} */\n${translateWxss(withImports(sources, file, text), scope)}`;
};

/** Whether a part's classes stay as written, in the scope it shares with pages and app. */
const sharesScope = (sources: Sources, part: Part): boolean => {
  const inOptions = /\bstyleIsolation\s*:\s*['"]([\w-]+)['"]/.exec(
    sources.read(`${part.path}.ts`) ?? sources.read(`${part.path}.js`) ?? '',
  );
  const isolation = inOptions?.[1] ?? part.config.styleIsolation;
  if (isolation === undefined) return part.config.component !== true;
  return isolation === 'shared' || isolation === 'page-shared';
};

export interface CompiledStyles {
  css: string;
  /** Class prefix of each part by its path; '' where its classes stay as written. */
  scopes: Map<string, string>;
}

/** The styles of app, components and pages, in this order, as one style sheet. */
export const compileStyles = (sources: Sources, parts: Part[]): CompiledStyles => {
  const scopes = new Map<string, string>();
  const sheets = [compileFile(sources, 'app.wxss', { kind: 'app' })];
  const ordered = [
    ...parts.filter(({ isPage }) => !isPage),
    ...parts.filter(({ isPage }) => isPage),
  ];
  ordered.forEach((part, index) => {
    const shared = sharesScope(sources, part);
    const name = shared ? '' : `c${index}`;
    scopes.set(part.path, name);
    const scope: StyleScope = !shared
      ? { kind: 'component', name }
      : part.isPage
        ? { kind: 'page', path: part.path }
        : { kind: 'app' };
    sheets.push(compileFile(sources, `${part.path}.wxss`, scope));
  });
  return { css: sheets.filter((sheet) => sheet !== '').join('\n'), scopes };
};
