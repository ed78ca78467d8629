import { parseCss, type Rule } from './parse';
import { scopeSelectors, type StyleScope } from './selector';
import { translateUnits } from './units';

export type { StyleScope } from './selector';

const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/;

/** A media query without its colour scheme, and the scheme: the phone's theme decides, not the machine's. */
const splitScheme = (head: string): { head: string; scheme: string | null } => {
  const [, scheme = null] = SCHEME.exec(head) ?? [];
  if (scheme === null) return { head, scheme };
  const rest = head
    .replace(new RegExp(`\\s*(?:\\band\\s+)?${SCHEME.source}`), '')
    .replace(/^@media\s+and\s+/, '@media ');
  return { head: rest, scheme };
};

class Translator {
  constructor(
    private readonly scope: StyleScope,
    private readonly keyframes: ReadonlyMap<string, string>,
  ) {}

  rules(rules: Rule[], prefix = ''): string {
    return rules.map((rule) => this.rule(rule, prefix)).join('\n');
  }

  private rule(rule: Rule, prefix: string): string {
    const { head, body, rules } = rule;
    if (rule.statement) return /^@(import|charset)/.test(head) ? '' : `${head};`;
    const [, name] = /^@(?:-webkit-)?keyframes\s+([\w-]+)/.exec(head) ?? [];
    if (name !== undefined) {
      const frames = (rules ?? []).map(
        (frame) => `${frame.head} { ${this.declarations(frame.body)} }`,
      );
      return `@keyframes ${this.keyframes.get(name) ?? name} { ${frames.join(' ')} }`;
    }
    if (rules !== undefined) {
      const { head: condition, scheme } = splitScheme(head);
      const inside = this.rules(
        rules,
        scheme === null ? prefix : `:where(:root[data-theme="${scheme}"]) `,
      );
      return /^@media\s*$/.test(condition) ? inside : `${condition} {\n${inside}\n}`;
    }
    if (head.startsWith('@')) return `${head} { ${body} }`;
    return `${scopeSelectors(head, this.scope, prefix)} { ${this.declarations(body)} }`;
  }

  private declarations(body: string): string {
    const translated = translateUnits(body);
    if (this.keyframes.size === 0) return translated;
    return translated.replace(
      /((?:^|[;\s])(?:-webkit-)?animation(?:-name)?\s*:)([^;]+)/g,
      (_, property: string, value: string) => {
        const renamed = value.replace(
          /(?<![\w-])[a-zA-Z_][\w-]*/g,
          (word) => this.keyframes.get(word) ?? word,
        );
        return property + renamed;
      },
    );
  }
}

const keyframesOf = (rules: Rule[]): string[] =>
  rules.flatMap(({ head, rules: inner }) => {
    const [, name] = /^@(?:-webkit-)?keyframes\s+([\w-]+)/.exec(head) ?? [];
    return name !== undefined ? [name] : keyframesOf(inner ?? []);
  });

/** Pages live in one document here, so the animations of each get names of their own. */
const renamedKeyframes = (rules: Rule[], scope: StyleScope): Map<string, string> => {
  if (scope.kind !== 'page') return new Map();
  const suffix = scope.path.replace(/\W+/g, '-');
  return new Map(keyframesOf(rules).map((name) => [name, `${name}--${suffix}`]));
};

/** WXSS, its imports already in place, as CSS for the browser. */
export const translateWxss = (wxss: string, scope: StyleScope): string => {
  const rules = parseCss(wxss);
  return new Translator(scope, renamedKeyframes(rules, scope)).rules(rules);
};
