/**
 * Draws a PDF as a printer would and tells what stands on it; a process of its own, because the
 * library is a module of a newer Node. `node read-pdf.mjs <job.json>` with
 * `{ pdf, font, out, scale, crops: [{ page, x, y, width, height }] }` (points from the upper left)
 * writes `<out>/page-<n>.png` and `<out>/crop-<n>.png`, and prints `{ pages, texts }`.
 *
 * Each character of a text is drawn a second time with `font`, the whole font that the PDF's one was
 * cut from: `likeness` is how much of the ink has its like on the other picture (0 to 1).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

Promise.withResolvers ??= function () {
  const made = {};
  made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};
ArrayBuffer.prototype.transferToFixedLength ??= function (length = this.byteLength) {
  const copy = new Uint8Array(length);
  copy.set(new Uint8Array(this).subarray(0, length));
  return copy.buffer;
};

const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
const { createCanvas, GlobalFonts } = createRequire(import.meta.url)('@napi-rs/canvas');

const { pdf, font, out, scale, crops } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
GlobalFonts.registerFromPath(font, 'reference');

/** What is darker than this is ink on light ground, and ground under light ink. */
const DARK = 170;

const inkOf = (canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return (x, y) => {
    const at = (y * canvas.width + x) * 4;
    return (data[at] * 3 + data[at + 1] * 6 + data[at + 2]) / 10 < DARK;
  };
};

/** The ink of a character, whether its ground, at the upper left of its box, is light or dark. */
const inkOnGround = (dark, { left, baseline, size }) =>
  dark(left - 1, Math.floor(baseline - size)) ? (x, y) => !dark(x, y) : dark;

const white = (width, height) => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  return canvas;
};

/** A font without a character may hand it on as nothing: it is counted, and like nothing at all. */
const NOTHING = '\uFFFD';

/** Where each character of a text run stands, from the widths and kerns that the whole font has. */
const lettersOf = (context, { str, transform, width }, height) => {
  const size = transform[3] * scale;
  const text = str.replaceAll('\0', NOTHING);
  context.font = `${size}px reference`;
  const widthOf = (part) => context.measureText(part).width;
  const letters = Array.from(text);
  const spacing = (width * scale - widthOf(text)) / letters.length;
  return letters.map((letter, index) => {
    const { width: advance, ...ink } = context.measureText(letter);
    const upToHere = widthOf(letters.slice(0, index + 1).join(''));
    const x = transform[4] * scale + upToHere - advance + index * spacing;
    return {
      letter,
      size,
      x,
      baseline: height - transform[5] * scale,
      left: Math.floor(x - Math.max(0, ink.actualBoundingBoxLeft)),
      right: Math.ceil(x + Math.max(advance, ink.actualBoundingBoxRight)),
    };
  });
};

/** Whether there is ink here or on a neighbour: two painters round a stroke's edge differently. */
const near = (ink, x, y) => [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => ink(x + dx, y + dy)));

/** How much of the ink in the character's box, on either picture, has its like on the other. */
const likenessIn = ({ left, right, baseline, size }, drawn, wanted) => {
  const found = [0, 0];
  const all = [0, 0];
  for (let row = Math.floor(baseline - size); row < baseline + size * 0.3; row += 1) {
    for (let column = left; column < right; column += 1) {
      for (const [side, [one, other]] of [
        [drawn, wanted],
        [wanted, drawn],
      ].entries()) {
        if (!one(column, row)) continue;
        all[side] += 1;
        if (near(other, column, row)) found[side] += 1;
      }
    }
  }
  return Math.min(...all.map((count, side) => (count === 0 ? 0 : found[side] / count)));
};

const document = await getDocument({ data: new Uint8Array(readFileSync(pdf)), verbosity: 0 })
  .promise;
const texts = [];
for (let number = 1; number <= document.numPages; number += 1) {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = white(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvasContext: canvas.getContext('2d'), viewport, canvas }).promise;
  writeFileSync(join(out, `page-${number}.png`), canvas.toBuffer('image/png'));

  for (const [index, crop] of crops.entries()) {
    if (crop.page !== number) continue;
    const [x, y, width, height] = [crop.x, crop.y, crop.width, crop.height].map((n) => n * scale);
    const piece = white(Math.ceil(width), Math.ceil(height));
    piece.getContext('2d').drawImage(canvas, x, y, width, height, 0, 0, width, height);
    writeFileSync(join(out, `crop-${index}.png`), piece.toBuffer('image/png'));
  }

  const reference = white(canvas.width, canvas.height);
  const context = reference.getContext('2d');
  context.fillStyle = '#000000';
  const { items } = await page.getTextContent({ disableNormalization: true });
  const runs = items
    .filter(({ str }) => str.trim() !== '')
    .map((item) => ({ item, letters: lettersOf(context, item, viewport.height) }));
  for (const { letters } of runs) {
    for (const { letter, size, x, baseline } of letters) {
      context.font = `${size}px reference`;
      context.fillText(letter, x, baseline);
    }
  }
  const [drawn, wanted] = [inkOf(canvas), inkOf(reference)];
  for (const { item, letters } of runs) {
    texts.push({
      page: number,
      text: item.str,
      x: item.transform[4],
      y: viewport.height / scale - item.transform[5],
      letters: letters
        .filter(({ letter }) => letter.trim() !== '')
        .map((box) => ({
          letter: box.letter,
          likeness: likenessIn(box, inkOnGround(drawn, box), wanted),
        })),
    });
  }
}
console.log(JSON.stringify({ pages: document.numPages, texts }));
