import type { AppFiles } from './app-files';
import { CompileError } from './compile-error';
import { splitList, statementsOf } from './css';

/** Where a style sheet applies, and in which theme if not in both. */
export type Scope = { theme?: string } & Place;

type Place =
  | { kind: 'app' }
  /** The element of a page and what is in it. */
  | { kind: 'page'; path: string }
  /** The classes of one component; an empty name leaves them shared. */
  | { kind: 'component'; name: string };

/** Tags that the phone draws: in WXSS `view` means the element `wx-view`. */
const BUILT_IN_TAGS: ReadonlySet<string> = new Set(
  (
    'block,button,camera,canvas,checkbox,checkbox-group,cover-image,cover-view,form,icon,image,' +
    'input,label,movable-area,movable-view,navigator,page-container,picker,picker-view,' +
    'picker-view-column,progress,radio,radio-group,rich-text,root-portal,scroll-view,slider,' +
    'swiper,swiper-item,switch,text,textarea,video,view,page,page-meta,navigation-bar,match-media,' +
    'keyboard-accessory,audio,map,web-view,ad,official-account,open-data,editor,live-player,' +
    'live-pusher,share-element,sticky-header,sticky-section,list-view,grid-view'
  ).split(','),
);

const STRING_OR_RPX =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))rpx\b/g;

/** Lengths in rpx, of which the width of the phone has 750; a string stays as it is. */
const rpxToCss = (css: string): string =>
  css.replace(STRING_OR_RPX, (part, length?: string) =>
    length === undefined ? part : `${Number((Number(length) / 7.5).toFixed(5))}cqw`,
  );

const SELECTOR_PART =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\[[^\]]*\]|::?[-\w]+|\.-?[_a-zA-Z\u0080-\uffff][-\w\u0080-\uffff]*|#[-\w]+|\d[\w.%+-]*|[a-zA-Z][-\w]*/g;

const scopedPart = (part: string, scope: Scope): string => {
  if (part === ':host') return scope.kind === 'component' ? `[wx-host="${scope.name}"]` : 'wx-page';
  if (part.startsWith('.') && scope.kind === 'component' && scope.name !== '') {
    return `.${scope.name}--${part.slice(1)}`;
  }
  return BUILT_IN_TAGS.has(part) ? `wx-${part}` : part;
};

/** One selector as the browser sees it. A page's own adds no specificity: it must not outweigh. */
const scopedSelector = (selector: string, scope: Scope): string => {
  const named = selector.replace(SELECTOR_PART, (part) => scopedPart(part, scope));
  const inPage = scope.kind === 'page' ? `:where([data-path="${scope.path}"]) ${named}` : named;
  return scope.theme === undefined
    ? inPage
    : `:where(:root[data-app-theme="${scope.theme}"]) ${inPage}`;
};

const COLOR_SCHEME =
  /\s*(?:\band\s+)?\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)(?:\s+and\b)?/;

/**
 * A media query of one theme: the phone's theme is its own, not the browser's. What is left of the
 * query when the theme is taken out, and the theme.
 */
const themeOf = (prelude: string): { theme: string; rest: string } | null => {
  const theme = COLOR_SCHEME.exec(prelude)?.[1];
  if (theme === undefined || splitList(prelude).length > 1) return null;
  const rest = prelude.replace(COLOR_SCHEME, ' ').trim();
  return { theme, rest: /^@media(\s+(?:all|screen))?$/.test(rest) ? '' : rest };
};

const NESTING = /^@(media|supports|layer|container)\b/;

/** Turns the WXSS of a mini-program into CSS, each file with what it imports. */
export class WxssCompiler {
  constructor(private readonly files: AppFiles) {}

  /** The CSS of one file; `imported` names the files on the way to it, so that rings end. */
  compile(name: string, scope: Scope, imported: readonly string[] = []): string {
    return this.rules(this.files.read(name), name, scope, [...imported, name], 1);
  }

  private rules(
    source: string,
    name: string,
    scope: Scope,
    imported: readonly string[],
    firstLine: number,
  ): string {
    const shown = this.files.shown(name);
    let css = '';
    for (const { prelude, block, line } of statementsOf(source, shown, firstLine)) {
      if (prelude.startsWith('@import')) {
        css += this.imported(prelude, name, scope, imported, line);
      } else if (block === null) {
        if (!prelude.startsWith('@charset')) css += `${prelude};\n`;
      } else if (NESTING.test(prelude)) {
        css += this.nested(prelude, block, name, scope, imported, line);
      } else if (prelude.startsWith('@')) {
        css += `${prelude} {${rpxToCss(block)}}\n`;
      } else {
        const selectors = splitList(prelude).map((selector) => scopedSelector(selector, scope));
        css += `${selectors.join(', ')} {${rpxToCss(block)}}\n`;
      }
    }
    return css;
  }

  private nested(
    prelude: string,
    block: string,
    name: string,
    scope: Scope,
    imported: readonly string[],
    line: number,
  ): string {
    const themed = themeOf(prelude);
    if (!themed) {
      return `${prelude} {\n${this.rules(block, name, scope, imported, line)}}\n`;
    }
    const rules = this.rules(block, name, { ...scope, theme: themed.theme }, imported, line);
    return themed.rest === '' ? rules : `${themed.rest} {\n${rules}}\n`;
  }

  private imported(
    rule: string,
    name: string,
    scope: Scope,
    imported: readonly string[],
    line: number,
  ): string {
    const path = /^@import\s+(?:url\(\s*)?(["']?)([^"')]+)\1/.exec(rule)?.[2];
    if (path === undefined) {
      throw new CompileError(this.files.shown(name), line, `"${rule}" names no file.`);
    }
    const target = this.files.resolveFile(path, name);
    if (imported.includes(target)) return '';
    if (!this.files.exists(target)) {
      throw new CompileError(this.files.shown(name), line, `"${path}" is not found.`);
    }
    return this.compile(target, scope, imported);
  }
}
