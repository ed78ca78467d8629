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

/** What no line divides: a word, a number, and an opening bracket with what follows it. */
const PIECES = /[（《「『“‘【([]*(?:[\p{Script=Latin}\p{N}.,:/%&'’-]+|[\s\S])/gu;

/** Signs that no line begins with. */
const NOT_FIRST = /^[，。、；：？！）】》」』”’…·,.;:?!)\]]/u;

type Measure = (line: string) => number;

/** Lines up to `width`; a space at the end of one is kept and not counted. */
const wrap = (text: string, width: number, measure: Measure): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    if (line === '' || NOT_FIRST.test(piece) || measure((line + piece).trimEnd()) <= width) {
      line += piece;
    } else {
      lines.push(line);
      line = piece;
    }
  }
  return line === '' ? lines : [...lines, line];
};

const NARROWER = 0.96;

/** The same number of lines, as near to one length as they go. */
const balance = (lines: string[], width: number, measure: Measure): string[] => {
  if (lines.length < 2) return lines;
  const narrow = width * NARROWER;
  const next = wrap(lines.join(''), narrow, measure);
  const same = next.length === lines.length && next.every((line) => measure(line) <= narrow);
  return same ? balance(next, narrow, measure) : lines;
};

const shorten = (line: string, width: number, measure: Measure): string => {
  const kept = Array.from(line);
  while (kept.length > 0 && measure(kept.join('') + ELLIPSIS) > width) kept.pop();
  return kept.join('').trimEnd() + ELLIPSIS;
};

/** What a text is given: `mostInLines` is the largest size for more than one line. */
export interface Room {
  width: number;
  maxLines: number;
  most: number;
  least: number;
  mostInLines: number;
}

/**
 * Sets a text into the room it has: as large as it fits, in few lines rather than in many. What does
 * not fit even at the least size ends in an ellipsis.
 */
export const fit = (
  text: string,
  { width, maxLines, most, least, mostInLines }: Room,
  widthAt: (line: string, size: number) => number,
): Fitted => {
  for (let size = most; ; size -= SIZE_STEP) {
    const measure: Measure = (line) => widthAt(line.trimEnd(), size);
    const lines = wrap(text, width, measure);
    const allowed = size <= mostInLines ? maxLines : 1;
    if (lines.length <= allowed && lines.every((line) => measure(line) <= width)) {
      return { lines: balance(lines, width, measure).map((line) => line.trim()), size };
    }
    if (size - SIZE_STEP < least) {
      const kept = lines.slice(0, maxLines - 1);
      const rest = lines.slice(maxLines - 1).join('');
      return { lines: [...kept, shorten(rest, width, measure)].map((line) => line.trim()), size };
    }
  }
};
