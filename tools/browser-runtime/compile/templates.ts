import { posix } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { BUILT_IN } from '../../build/components';
import { tagsOf } from '../../build/markup';
import { CompileError } from './compile-error';
import type { Part } from './parts';
import type { Sources } from './sources';
import { WXS_RUNTIME, translateWxs } from './wxs';

/** What the template compiler says; lines are counted from 0. */
interface TemplateParseError {
  isError: boolean;
  message: string;
  startLine: number;
}

export interface CompiledTemplates {
  /** A JavaScript expression: an object of every template by its path. */
  js: string;
  warnings: string[];
}

/** Compiles the WXML of every part, with what it imports, includes and scripts with WXS. */
export const compileTemplates = (sources: Sources, parts: Part[]): CompiledTemplates => {
  const group = new TmplGroup();
  const warnings: string[] = [];
  const added = new Set<string>();

  const addScript = (path: string, by: string): void => {
    const file = `${path}.wxs`;
    if (added.has(file)) return;
    added.add(file);
    const text = sources.read(file);
    if (text === null)
      throw new CompileError(by, undefined, `asks for ${file}, which does not exist.`);
    group.addScript(path, translateWxs(text));
    for (const [, specifier = ''] of text.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)) {
      addScript(fromRoot(path, specifier).replace(/\.wxs$/, ''), file);
    }
  };

  const addTemplate = (path: string, by: string): void => {
    const file = `${path}.wxml`;
    if (added.has(file)) return;
    added.add(file);
    const text = sources.read(file);
    if (text === null)
      throw new CompileError(by, undefined, `asks for ${file}, which does not exist.`);
    for (const problem of group.addTmpl(path, text) as TemplateParseError[]) {
      const error = new CompileError(file, problem.startLine + 1, `${problem.message}.`);
      if (problem.isError) throw error;
      warnings.push(error.message);
    }
    for (const name of group.getInlineScriptModuleNames(path) as string[]) {
      group.setInlineScript(path, name, translateWxs(group.getInlineScript(path, name)));
    }
    for (const script of group.getScriptDependencies(path) as string[]) addScript(script, file);
    for (const template of group.getDirectDependencies(path) as string[])
      addTemplate(template, file);
  };

  try {
    group.setExtraRuntimeScript(WXS_RUNTIME);
    for (const part of parts) {
      addTemplate(part.path, `${part.path}.json`);
      warnings.push(...unknownTags(sources, part));
    }
    return { js: group.getTmplGenObjectGroups(), warnings };
  } finally {
    group.free();
  }
};

const fromRoot = (by: string, specifier: string): string =>
  specifier.startsWith('/') ? specifier.slice(1) : posix.join(posix.dirname(by), specifier);

/** Tags that are neither built in nor declared: on a phone they show nothing. */
const unknownTags = (sources: Sources, part: Part): string[] => {
  const file = `${part.path}.wxml`;
  const known = (tag: string): boolean =>
    BUILT_IN.has(tag) ||
    tag in part.config.usingComponents ||
    tag in (part.config.componentGenerics ?? {});
  return tagsOf(sources.read(file) ?? '')
    .filter(({ name }) => !known(name))
    .map(
      ({ name, line }) =>
        `${file}:${line} <${name}> is no built-in tag and not in usingComponents.`,
    );
};
