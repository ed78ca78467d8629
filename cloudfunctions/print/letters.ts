/** 〓, the sign of Chinese typesetters for a character that the case does not hold. */
export const MISSING = '〓';

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Joiners and variation selectors: they shape their neighbours and have no look of their own. */
const UNSEEN = /[\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]/gu;

/**
 * The text as the font can set it: what it has no glyph for stands as 〓, one for each character
 * that a reader would count, so that a rare character is missed and never vanishes.
 */
export const settable = (text: string, has: (codePoint: number) => boolean): string =>
  Array.from(characters.segment(text.normalize('NFC')), ({ segment }) => {
    const seen = segment.replace(UNSEEN, '');
    const points = Array.from(seen, (character) => character.codePointAt(0) ?? 0);
    return points.every(has) ? seen : MISSING;
  }).join('');

/** Text within a width: its lines and the size in which they fit. */
export interface Fitted {
  lines: string[];
  size: number;
}

const ELLIPSIS = '…';
const SIZE_STEP = 0.25;

/** Words of letters and digits stay whole; between Chinese characters a line may end anywhere. */
const PIECES = /[\p{Script=Latin}\p{N}.,:/%&'’-]+|[\s\S]/gu;

const piecesOf = (text: string): string[] => text.match(PIECES) ?? [];

/** Signs that no line begins with. */
const NOT_FIRST = /^[，。、；：？！）】》」』”’…,.;:?!)\]]/u;

const wrap = (text: string, width: number, measure: (line: string) => number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line === '' || measure((line + piece).trimEnd()) <= width || NOT_FIRST.test(piece)) {
      line += line === '' ? piece.trimStart() : piece;
    } else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
};

const shorten = (line: string, width: number, measure: (line: string) => number): string => {
  const kept = Array.from(line);
  while (kept.length > 0 && measure(kept.join('') + ELLIPSIS) > width) kept.pop();
  return kept.join('').trimEnd() + ELLIPSIS;
};

/**
 * Sets a text into at most `maxLines` lines of `width`: as large as it fits, between `most` and
 * `least`; what does not fit even then ends in an ellipsis.
 */
export const fit = (
  text: string,
  {
    width,
    maxLines,
    most,
    least,
  }: { width: number; maxLines: number; most: number; least: number },
  widthAt: (line: string, size: number) => number,
): Fitted => {
  for (let size = most; ; size -= SIZE_STEP) {
    const measure = (line: string): number => widthAt(line, size);
    const lines = wrap(text, width, measure);
    if (lines.length <= maxLines && lines.every((line) => measure(line) <= width)) {
      return { lines, size };
    }
    if (size - SIZE_STEP < least) {
      const kept = lines.slice(0, maxLines - 1);
      const rest = lines.slice(maxLines - 1).join('');
      return { lines: [...kept, shorten(rest, width, measure)], size };
    }
  }
};
