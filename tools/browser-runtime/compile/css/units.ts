const number = (value: number): string => String(Number(value.toFixed(4)));

/** Leaves strings and addresses alone while replacing in the rest. */
const outsideStrings = (css: string, replace: (text: string) => string): string =>
  css
    .split(/("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))/)
    .map((part, index) => (index % 2 === 1 ? part : replace(part)))
    .join('');

/**
 * Lengths and insets of WXSS for a page that is a box in the browser: 750rpx is its width, `vw` and
 * `vh` are hundredths of it, and its safe areas are variables that the phone sets.
 */
export const translateUnits = (css: string): string =>
  outsideStrings(css, (text) =>
    text
      .replace(
        /(?<![\w#-])([+-]?(?:\d+\.?\d*|\.\d+))rpx\b/g,
        (_, value: string) => `${number(Number(value) / 7.5)}cqw`,
      )
      .replace(/(?<![\w#-])([+-]?(?:\d+\.?\d*|\.\d+))v([wh])\b/g, '$1cq$2')
      .replace(
        /\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*\)/g,
        'var(--safe-area-$1, 0px)',
      ),
  );
