import { join, relative } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { readText, slashed } from './files';
import type { Problem } from './problem';
import { appFiles } from './project';
import { askCompiler } from './wechat-compiler';

/** What the template compiler says of a template; lines and columns are counted from 0. */
interface TemplateParseError {
  message: string;
  startLine: number;
  startColumn: number;
}

const engineProblems = (appDir: string, at: (file: string) => string, file: string): Problem[] => {
  const group = new TmplGroup();
  try {
    const path = file.replace(/\.wxml$/, '');
    const found = group.addTmpl(path, readText(join(appDir, file))) as TemplateParseError[];
    return found.map(({ message, startLine }) => ({
      file: at(file),
      line: startLine + 1,
      message: `WXML: ${message}.`,
    }));
  } finally {
    group.free();
  }
};

const asProblem = (at: (file: string) => string, file: string, said: string): Problem => {
  const [, line, message] = /^[^:\n]+:(\d+):\d+:\s*([\s\S]+)$/.exec(said) ?? [];
  return message === undefined
    ? { file: at(file), message: `wcc: ${said}` }
    : { file: at(file), line: Number(line), message: `wcc: ${message}` };
};

const wechatProblems = (
  appDir: string,
  at: (file: string) => string,
  templates: string[],
  scripts: string[],
): Problem[] => {
  const ask = (files: string[]): string | null =>
    askCompiler('wcc', ['-d', '-cc', '0', ...files, ...scripts, '-gn', '$gwx'], appDir);
  // All at once is fast; one by one, only then, tells every file that is refused.
  if (templates.length === 0 || !ask(templates)) return [];
  const problems = templates.flatMap((file) => {
    const said = askCompiler('wcc', ['-d', '-cc', '0', file, '-gn', '$gwx'], appDir);
    return said ? [asProblem(at, file, said)] : [];
  });
  const together = ask(templates);
  return problems.length > 0 || !together ? problems : [asProblem(at, scripts[0] ?? '', together)];
};

/**
 * Every WXML of the app through glass-easel's compiler, where a warning is an error, and through
 * WeChat's own of 2020, which refuses `?.`, `??`, arrow functions and template literals.
 */
export const checkWxml = (projectDir: string, appDir: string): Problem[] => {
  const files = appFiles(appDir);
  const templates = files.filter((file) => file.endsWith('.wxml'));
  const scripts = files.filter((file) => file.endsWith('.wxs'));
  const at = (file: string): string => slashed(relative(projectDir, join(appDir, file)));
  return [
    ...templates.flatMap((file) => engineProblems(appDir, at, file)),
    ...wechatProblems(appDir, at, templates, scripts),
  ];
};
