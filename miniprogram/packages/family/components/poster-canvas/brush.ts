/** The part of a 2d context that drawing a poster needs. */
export type Brush = Pick<
  WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'arcTo'
  | 'ellipse'
  | 'fill'
  | 'stroke'
  | 'drawImage'
  | 'createLinearGradient'
  | 'createRadialGradient'
>;

const FAMILY = '-apple-system, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif';

export const fontOf = (size: number, weight: 400 | 600 = 400): string =>
  `${weight} ${size}px ${FAMILY}`;

export interface Words {
  text: string;
  x: number;
  y: number;
  size: number;
  weight?: 400 | 600;
  colour: string;
  align?: 'left' | 'center' | 'right';
}

/** Writes one line; `y` is its top. */
export const write = (brush: Brush, words: Words): void => {
  brush.font = fontOf(words.size, words.weight);
  brush.fillStyle = words.colour;
  brush.textAlign = words.align ?? 'left';
  brush.textBaseline = 'top';
  brush.fillText(words.text, words.x, words.y);
};

/** Marks that never begin a line. */
const TAILS = '，。、；：！？）」』';

/** Breaks Chinese text into lines no wider than `width`; a mark stays with the word before it. */
export const linesOf = (
  text: string,
  width: number,
  widthOf: (line: string) => number,
): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (line !== '' && widthOf(line + character) > width && !TAILS.includes(character)) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return line === '' ? lines : [...lines, line];
};

/** Writes a paragraph in lines `leading` apart; answers where the next one may begin. */
export const writeParagraph = (
  brush: Brush,
  words: Words & { width: number; leading: number },
): number => {
  brush.font = fontOf(words.size, words.weight);
  const lines = linesOf(words.text, words.width, (line) => brush.measureText(line).width);
  lines.forEach((text, index) =>
    write(brush, { ...words, text, y: words.y + index * words.leading }),
  );
  return words.y + lines.length * words.leading;
};

/** A rounded rectangle as the current path. */
export const roundRect = (
  brush: Brush,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void => {
  brush.beginPath();
  brush.moveTo(x + radius, y);
  brush.arcTo(x + width, y, x + width, y + height, radius);
  brush.arcTo(x + width, y + height, x, y + height, radius);
  brush.arcTo(x, y + height, x, y, radius);
  brush.arcTo(x, y, x + width, y, radius);
  brush.closePath();
};
