/** A CSS rule: a style rule, or an at-rule with or without a block. */
export interface Rule {
  /** Selector, or an at-rule with its prelude, without comments. */
  head: string;
  /** Declarations of the block as written, without comments; '' where there is none. */
  body: string;
  /** Rules within the block; absent for style rules and for at-rules that end with `;`. */
  rules?: Rule[];
  /** Whether the rule ends with `;` instead of a block. */
  statement: boolean;
}

const withoutComments = (css: string): string =>
  css.replace(
    /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\/\*[\s\S]*?\*\//g,
    (_, text?: string) => text ?? ' ',
  );

/** At-rules whose block holds rules; those of others hold declarations. */
const HOLDS_RULES = /^@(media|supports|layer|container|keyframes|-webkit-keyframes|document)\b/;

/** The offset of the first of `stops` from `start`, outside strings and brackets; else the end. */
const findStop = (css: string, start: number, stops: string): number => {
  let depth = 0;
  for (let at = start; at < css.length; at += 1) {
    const char = css[at] as string;
    if (char === '\\') at += 1;
    else if (char === '"' || char === "'") {
      for (at += 1; at < css.length && css[at] !== char; at += 1) if (css[at] === '\\') at += 1;
    } else if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    else if (depth <= 0 && stops.includes(char)) return at;
  }
  return css.length;
};

const closingBrace = (css: string, start: number): number => {
  let depth = 1;
  let at = start;
  for (;;) {
    at = findStop(css, at, '{}');
    if (at >= css.length) return at;
    depth += css[at] === '{' ? 1 : -1;
    if (depth === 0) return at;
    at += 1;
  }
};

const parseRules = (css: string): Rule[] => {
  const rules: Rule[] = [];
  for (let at = 0; at < css.length;) {
    const stop = findStop(css, at, '{;');
    const head = css.slice(at, stop).trim();
    if (stop >= css.length) break;
    if (css[stop] === ';') {
      if (head !== '') rules.push({ head, body: '', statement: true });
      at = stop + 1;
      continue;
    }
    const end = closingBrace(css, stop + 1);
    const inside = css.slice(stop + 1, end);
    rules.push(
      HOLDS_RULES.test(head)
        ? { head, body: '', rules: parseRules(inside), statement: false }
        : { head, body: inside.trim(), statement: false },
    );
    at = end + 1;
  }
  return rules;
};

/** Reads a style sheet into its rules, in order. What is broken is read as far as a browser would. */
export const parseCss = (css: string): Rule[] => parseRules(withoutComments(css));

/** Splits at a character outside strings and brackets. */
export const splitTop = (text: string, separator: string): string[] => {
  const parts: string[] = [];
  for (let at = 0; at <= text.length;) {
    const stop = findStop(text, at, separator);
    parts.push(text.slice(at, stop).trim());
    at = stop + 1;
  }
  return parts;
};
