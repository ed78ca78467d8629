import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CARD, CARDS_A_PAGE, placeOf } from '../../cloudfunctions/print/common/page-layout';
import { readCodes } from './qr';

/** About 200 dots to an inch, which is what an office printer is sure to do. */
const SCALE = 200 / 72;

const WHOLE_FONT =
  require.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf');

interface Text {
  page: number;
  text: string;
  /** Points from the upper left; `y` is the baseline. */
  x: number;
  y: number;
  /** Each character but spaces, and how like it is to the one of the whole font (0 to 1). */
  letters: { letter: string; likeness: number }[];
}

/** A card as it came out of the printer. */
export interface CardOnPaper {
  /** What its QR codes say. */
  codes: string[];
  /** Its words from top to bottom, a line each. */
  lines: string[];
  letters: Text['letters'];
}

const placeOnSheet = (index: number): { page: number; x: number; y: number } => ({
  page: Math.floor(index / CARDS_A_PAGE) + 1,
  ...placeOf(index % CARDS_A_PAGE),
});

/** Prints a PDF to pixels in a folder and tells what stands on it. */
const printTo = async (
  out: string,
  pdf: Buffer,
  crops: readonly object[],
): Promise<{ pages: number; texts: Text[] }> => {
  const job = { pdf: join(out, 'sheet.pdf'), font: WHOLE_FONT, out, scale: SCALE, crops };
  writeFileSync(job.pdf, pdf);
  writeFileSync(join(out, 'job.json'), JSON.stringify(job));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(__dirname, 'read-pdf.mjs'), join(out, 'job.json')],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as { pages: number; texts: Text[] };
};

const inFolder = async <Result>(work: (out: string) => Promise<Result>): Promise<Result> => {
  const out = mkdtempSync(join(tmpdir(), 'micro-wish-pdf-'));
  try {
    return await work(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

/** A page as it came out of the printer. */
export type PageOnPaper = Pick<CardOnPaper, 'lines' | 'letters'>;

/** Prints a PDF to pixels and reads its pages back from them. */
export const readPages = (pdf: Buffer): Promise<PageOnPaper[]> =>
  inFolder(async (out) => {
    const { pages, texts } = await printTo(out, pdf, []);
    return Array.from({ length: pages }, (_, index) => {
      const own = texts.filter(({ page }) => page === index + 1);
      return {
        lines: own.map(({ text }) => text),
        letters: own.flatMap(({ letters }) => letters),
      };
    });
  });

/** What the QR codes in a part of the first page say, printed to pixels. */
export const codesOnPage = (
  pdf: Buffer,
  part: { x: number; y: number; width: number; height: number },
): Promise<string[]> =>
  inFolder(async (out) => {
    await printTo(out, pdf, [{ page: 1, ...part }]);
    return readCodes(readFileSync(join(out, 'crop-0.png')));
  });

/** Prints a sheet to pixels and reads `count` cards back from them. */
export const readSheet = (
  pdf: Buffer,
  count: number,
): Promise<{ pages: number; cards: CardOnPaper[] }> =>
  inFolder(async (out) => {
    const places = Array.from({ length: count }, (_, index) => placeOnSheet(index));
    const crops = places.map((place) => ({ ...place, ...CARD }));
    const { pages, texts } = await printTo(out, pdf, crops);
    const cards: CardOnPaper[] = [];
    for (const [index, { page, x, y }] of places.entries()) {
      const own = texts.filter(
        (text) =>
          text.page === page &&
          text.x >= x &&
          text.x < x + CARD.width &&
          text.y >= y &&
          text.y < y + CARD.height,
      );
      cards.push({
        codes: await readCodes(readFileSync(join(out, `crop-${index}.png`))),
        lines: own.map(({ text }) => text),
        letters: own.flatMap(({ letters }) => letters),
      });
    }
    return { pages, cards };
  });

/** Two painters differ a little in the edges of strokes; another character differs by far more. */
const LIKE = 0.85;

/** The characters that do not look as the whole font draws them: not drawn, or drawn wrong. */
export const unlikeLetters = (
  cards: readonly Pick<CardOnPaper, 'letters'>[],
  like = LIKE,
): Text['letters'] =>
  cards.flatMap(({ letters }) => letters.filter(({ likeness }) => !(likeness >= like)));
