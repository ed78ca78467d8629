export type SheetFormat = 'pdf' | 'csv';

/** Which cards: those never printed, all that are listed, or those that were ticked. */
export type PrintScope = 'fresh' | 'listed' | 'ticked';

export type PrintCounts = Readonly<Record<PrintScope, number>>;

/** What is to be printed; `covers` adds a slip to sign for each community. */
export interface PrintWanted {
  scope: PrintScope;
  format: SheetFormat;
  covers: boolean;
}

/** One file that was made, and what it holds. */
export interface SheetFile {
  fileId: string;
  url: string;
  label: string;
  format: SheetFormat;
  /** Lines with a character that can't be printed. */
  unprintable: string[];
}

const WORDS: readonly (readonly [PrintScope, string])[] = [
  ['ticked', '勾选的'],
  ['fresh', '还没打印的'],
  ['listed', '列表里的'],
];

export interface ScopeOption {
  scope: PrintScope;
  word: string;
  count: number;
}

/** The choices that hold any card. */
export const scopeOptions = (counts: PrintCounts): ScopeOption[] =>
  WORDS.flatMap(([scope, word]) =>
    counts[scope] > 0 ? [{ scope, word, count: counts[scope] }] : [],
  );

/**
 * What is chosen now: what was, as long as it holds any card and nothing was ticked since; or else
 * the first choice, which is ticked before unprinted before all.
 */
export const scopeNow = (
  counts: PrintCounts,
  before: { scope: PrintScope; ticked: number },
): PrintScope => {
  const isTicking = counts.ticked > before.ticked;
  if (!isTicking && counts[before.scope] > 0) return before.scope;
  return scopeOptions(counts)[0]?.scope ?? 'fresh';
};
