import { CompileError } from './compile-error';

/** A statement of a style sheet: a rule with its block, or an at-rule that ends in a semicolon. */
export interface Statement {
  /** Selector list or at-rule, without comments, trimmed. */
  prelude: string;
  /** What stands between the braces; null where the statement has none. */
  block: string | null;
  /** Counted from 1, in the text that was parsed. */
  line: number;
}

/** Comments become blanks, so that lines stay where they are. */
const withoutComments = (css: string): string =>
  css.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\*[\s\S]*?(?:\*\/|$)/g, (part, quoted) =>
    quoted === undefined ? part.replace(/[^\n]/g, ' ') : part,
  );

/** The end of what begins at `at`: a string, a bracket with its content, or one character. */
const skip = (css: string, at: number): number => {
  const first = css[at];
  if (first === '\\') return at + 2;
  if (first === '"' || first === "'") {
    for (let i = at + 1; i < css.length; i++) {
      if (css[i] === '\\') i++;
      else if (css[i] === first) return i + 1;
    }
    return css.length;
  }
  const close = first === '(' ? ')' : first === '[' ? ']' : first === '{' ? '}' : '';
  if (close === '') return at + 1;
  let i = at + 1;
  while (i < css.length && css[i] !== close) i = skip(css, i);
  return i + 1;
};

/** The statements of a style sheet or of a block that holds rules. */
export const statementsOf = (source: string, file: string, firstLine = 1): Statement[] => {
  const css = withoutComments(source);
  const statements: Statement[] = [];
  const lineAt = (at: number): number => firstLine + css.slice(0, at).split('\n').length - 1;
  let start = 0;
  let i = 0;
  while (i < css.length) {
    const char = css[i];
    if (char === ';' || char === '{') {
      const prelude = css.slice(start, i).trim();
      const line = lineAt(start + (css.slice(start, i).search(/\S/) + 1 || 1) - 1);
      const end = char === '{' ? skip(css, i) : i + 1;
      if (end > css.length) throw new CompileError(file, line, `"${prelude} {" is not closed.`);
      const block = char === '{' ? css.slice(i + 1, end - 1) : null;
      if (prelude !== '' || block !== null) statements.push({ prelude, block, line });
      start = i = end;
    } else if (char === '}') {
      throw new CompileError(file, lineAt(i), 'a "}" closes nothing.');
    } else {
      i = skip(css, i);
    }
  }
  const rest = css.slice(start).trim();
  if (rest !== '') {
    throw new CompileError(
      file,
      lineAt(start + css.slice(start).search(/\S/)),
      `"${rest}" has no block.`,
    );
  }
  return statements;
};

/** Splits at commas that stand in no string and no bracket. */
export const splitList = (list: string): string[] => {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < list.length;) {
    if (list[i] === ',') parts.push(list.slice(start, i++));
    else {
      i = skip(list, i);
      continue;
    }
    start = i;
  }
  parts.push(list.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};
