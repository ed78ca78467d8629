import { join, relative } from 'node:path';
import { transformSync } from 'esbuild';
import { lineAt, readText, slashed } from './files';
import type { Problem } from './problem';
import { appFiles } from './project';
import { askCompiler } from './wechat-compiler';

/** What WeChat's compiler lets pass and a browser would drop: unclosed rules, broken declarations. */
const syntaxProblems = (file: string, text: string): Problem[] =>
  transformSync(text, { loader: 'css', logLevel: 'silent' }).warnings.map((warning) => ({
    file,
    line: warning.location?.line ?? 1,
    message: `WXSS: ${warning.text}.`,
  }));

/** On a phone WXSS reaches no file of the package, and the app loads nothing from the network. */
const addressProblems = (file: string, text: string): Problem[] =>
  [...text.matchAll(/url\(\s*(["']?)(?!data:)([^"')]*)\1\s*\)/g)].map((match) => ({
    file,
    line: lineAt(text, match.index),
    message: `WXSS: url(${match[2] ?? ''}) does not load on a phone; use a data: URI or an image.`,
  }));

/** A rule with its declarations; one within `@media` is found by itself. */
const RULE = /[^{}]*\{([^{}]*)\}/g;
const INSET = /(?:^|[\s;])inset\s*:/;
const GAP = /(?:^|[\s;])(?:row-|column-)?gap\s*:/;
const GRID = /(?:^|[\s;])display\s*:\s*(?:inline-)?grid\b/;

/** What iOS below 14.5 drops without a word: `inset`, and `gap` in a row that is no grid. */
const oldPhoneProblems = (file: string, text: string): Problem[] =>
  [...text.matchAll(RULE)].flatMap((match) => {
    const [whole, body = ''] = match;
    const problem = (found: RegExp, message: string): Problem[] => {
      const place = found.exec(body);
      if (!place) return [];
      const offset = match.index + whole.lastIndexOf('{') + 1 + place.index + 1;
      return [{ file, line: lineAt(text, offset), message: `WXSS: ${message}` }];
    };
    return [
      ...problem(INSET, 'inset does nothing below iOS 14.5; write top, right, bottom and left.'),
      ...(GRID.test(body)
        ? []
        : problem(
            GAP,
            'gap does nothing in a flex box below iOS 14.5; use margins, or say display: grid here.',
          )),
    ];
  });

const asProblem = (file: string, said: string): Problem => {
  const [, line, message] = /\((\d+):\d+\):\s*([^\n]+)/.exec(said) ?? [];
  const [firstLine = said] = said.replace(/^ERR:\s*/, '').split('\n');
  return message === undefined
    ? { file, message: `wcsc: ${firstLine}` }
    : { file, line: Number(line), message: `wcsc: ${message}.` };
};

/** Every WXSS of the app through a CSS parser and through WeChat's own compiler. */
export const checkWxss = (projectDir: string, appDir: string): Problem[] => {
  const styles = appFiles(appDir).filter((file) => file.endsWith('.wxss'));
  const ask = (files: string[]): string | null =>
    files.length === 0 ? '' : askCompiler('wcsc', ['-db', '-pc', '0', ...files], appDir);
  const refused = ask(styles) ? styles.filter((file) => ask([file])) : [];
  return styles.flatMap((style) => {
    const file = slashed(relative(projectDir, join(appDir, style)));
    const text = readText(join(appDir, style)).replace(/\/\*[\s\S]*?\*\//g, (comment) =>
      comment.replace(/[^\n]/g, ' '),
    );
    return [
      ...syntaxProblems(file, text),
      ...addressProblems(file, text),
      ...oldPhoneProblems(file, text),
      ...(refused.includes(style) ? [asProblem(file, ask([style]) ?? '')] : []),
    ];
  });
};
