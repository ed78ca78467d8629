import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PIXELS } from './look';

/** A part of a picture, in CSS px. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a picture looks like from far away: the brightness of its cells, row by row, a sign each. */
export type Print = string;

const COLUMNS = 8;
const ROWS = 16;

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Steps of brightness that a cell may differ by, as a date of today does from one of yesterday; a
 * line of words that comes or goes is more.
 */
const TOLERANCE = 3;

/** The print of a PNG; what lies in `boxes` is left out. */
export const printOf = async (png: Buffer, boxes: readonly Box[]): Promise<Print> => {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  pen.fillStyle = '#fff';
  for (const { x, y, width, height } of boxes) {
    pen.fillRect(x * PIXELS, y * PIXELS, width * PIXELS, height * PIXELS);
  }
  const sums = Array.from({ length: COLUMNS * ROWS }, () => ({ light: 0, count: 0 }));
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  for (let y = 0; y < image.height; y += PIXELS) {
    const row = Math.floor((y * ROWS) / image.height);
    for (let x = 0; x < image.width; x += PIXELS) {
      const at = (y * image.width + x) * 4;
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      const cell = sums[row * COLUMNS + Math.floor((x * COLUMNS) / image.width)];
      if (!cell) continue;
      cell.light += 0.3 * red + 0.59 * green + 0.11 * blue;
      cell.count += 1;
    }
  }
  return sums
    .map(({ light, count }) => SIGNS[Math.floor((light / count / 256) * SIGNS.length)])
    .join('');
};

/** Whether two pictures differ by more than what is new in every run. */
export const differs = (before: Print, now: Print): boolean =>
  before.length !== now.length ||
  [...now].some((sign, place) => {
    const step = SIGNS.indexOf(sign) - SIGNS.indexOf(before[place] ?? '');
    return Math.abs(step) > TOLERANCE;
  });

/** Prints by the names of their pictures. */
export type Prints = Record<string, Print>;

const FILE = join(__dirname, 'prints.json');

/** The pictures as they were looked at and accepted last. */
export const acceptedPrints = (): Prints => JSON.parse(readFileSync(FILE, 'utf8')) as Prints;

/** Accepts pictures; one that did not change keeps its line, so that a review shows those that did. */
export const accept = (accepted: Prints, now: Prints): void => {
  const kept = Object.keys(now)
    .sort()
    .map((name): [string, Print] => {
      const [before, print] = [accepted[name], now[name] as Print];
      return [name, before !== undefined && !differs(before, print) ? before : print];
    });
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
};
