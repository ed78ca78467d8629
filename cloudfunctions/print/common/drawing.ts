import { encode } from 'uqr';
import { fit, MISSING, settable } from './line-breaking';
import type { Line } from './page-layout';

type Document = PDFKit.PDFDocument;

/** What pdfkit has and its typings do not say: which characters the font at hand can draw. */
interface WithFont {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** Where a text goes. */
export interface TextPlace {
  x: number;
  /** Baseline of the first line, of the last one, or half way between. */
  y: number;
  anchor?: 'first' | 'middle' | 'last';
  width: number;
  /** Size in points, or the largest and the smallest one to choose from. */
  size: number | readonly [most: number, least: number];
  colour: string;
  align?: 'left' | 'center' | 'right';
  maxLines?: number;
  /** The largest size for more than one line. */
  mostInLines?: number;
  /** Distance of two baselines, in sizes. */
  leading?: number;
  /** Room added behind each character, in points. */
  spacing?: number;
}

/** Which part of the lines' height stands above `y`. */
const ABOVE = { first: 0, middle: 0.5, last: 1 };

/** Which part of the free width stands before a line. */
const BEFORE = { left: 0, center: 0.5, right: 1 };

/** Draws on a PDF in points, with the document's own font. */
export class Pen {
  constructor(
    readonly doc: Document,
    private readonly unprintable: Set<string>,
  ) {}

  /** The text with 〓 for each character that the font does not have, which is noted. */
  settable(text: string): string {
    const { font } = (this.doc as unknown as WithFont)._font;
    const set = settable(text, (codePoint) => font.hasGlyphForCodePoint(codePoint));
    if (set.includes(MISSING) && !text.includes(MISSING)) this.unprintable.add(text);
    return set;
  }

  /** Sets a text into its place; answers the baselines of its first and its last line. */
  text(text: string, place: TextPlace): { first: number; last: number } {
    const { doc } = this;
    const { x, width, align = 'left', anchor = 'first', maxLines = 1 } = place;
    const { leading = 1.25, spacing = 0 } = place;
    const [most, least] = typeof place.size === 'number' ? [place.size, place.size] : place.size;
    const widthAt = (line: string, size: number): number =>
      doc.fontSize(size).widthOfString(line, { characterSpacing: spacing });
    const room = { width, maxLines, most, least, mostInLines: place.mostInLines ?? most };
    const { lines, size } = fit(this.settable(text), room, widthAt);

    const step = size * leading;
    const height = step * (lines.length - 1);
    const first = place.y - height * ABOVE[anchor];
    doc.fontSize(size).fillColor(place.colour);
    for (const [index, line] of lines.entries()) {
      const free = (width - widthAt(line, size)) * BEFORE[align];
      doc.text(line, x + free, first + index * step, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing: spacing,
      });
    }
    return { first, last: first + height };
  }

  lines(lines: readonly Line[], { width, colour }: { width: number; colour: string }): void {
    const { doc } = this;
    for (const { x1, y1, x2, y2 } of lines) doc.moveTo(x1, y1).lineTo(x2, y2);
    doc.lineWidth(width).stroke(colour);
  }

  /**
   * A QR code in black, a quarter of which may be lost. Runs of dark modules are one rectangle, and
   * all are one path, so that no printer leaves hairs of white between them.
   */
  qr(text: string, x: number, y: number, side: number): void {
    const { doc } = this;
    const { data, size } = encode(text, { ecc: 'Q', border: 0 });
    const module = side / size;
    for (const [row, modules] of data.entries()) {
      for (let start = 0; start < size; start += 1) {
        if (!modules[start]) continue;
        let end = start;
        while (modules[end]) end += 1;
        doc.rect(x + start * module, y + row * module, (end - start) * module, module);
        start = end;
      }
    }
    doc.fill('#000000');
  }
}
