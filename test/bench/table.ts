/** One line of the bench: what was measured, against which bar. */
export interface Line {
  what: string;
  value: string;
  bar: string;
  /** `undefined` where there is no bar to hold. */
  holds?: boolean;
}

/** A table in Markdown, as it stands in the README. */
export const tableOf = (lines: readonly Line[]): string =>
  [
    '| measured | value | bar | |',
    '| --- | --- | --- | --- |',
    ...lines.map(({ what, value, bar, holds }) => {
      const mark = holds === undefined ? '' : holds ? '✓' : '✗';
      return `| ${what} | ${value} | ${bar} | ${mark} |`;
    }),
  ].join('\n');

/** The middle of several measurements. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

/** Two digits that count, as in 0.083 or 1.2. */
export const digits = (value: number): string => String(Number(value.toPrecision(2)));

/** 60,000 */
export const many = (value: number): string => value.toLocaleString('en-US');
