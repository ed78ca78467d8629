import PDFDocument from 'pdfkit';
import type { Occasion, PrintedCard } from './card';
import { drawCard } from './face';
import { CARDS_A_PAGE, cutCrosses, cutMarks, PAGE, placeOf } from './paper';
import { Pen } from './pen';

const MARK = { width: 0.4, colour: '#000000' };
const CROSS = { width: 0.3, colour: '#9aa3b2' };

/**
 * The cards as a PDF to print at full size and cut: A4, ten to a page, in the order given. `font`
 * is a TrueType font, of which the glyphs in use are embedded; `now` is written into the file.
 */
export const cardSheet = async (
  cards: readonly PrintedCard[],
  occasion: Occasion,
  { font, now }: { font: Buffer; now: number },
): Promise<Buffer> => {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    // The typings know names alone; with bytes no font of the library's own files is looked for.
    font: font as unknown as string,
    lang: 'zh-CN',
    info: { Title: `心愿兑换卡 · ${occasion.campaign}`, CreationDate: new Date(now) },
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const pen = new Pen(doc);
  for (const [index, card] of cards.entries()) {
    const onPage = index % CARDS_A_PAGE;
    if (onPage === 0) {
      doc.addPage();
      pen.lines(cutMarks(), MARK);
      pen.lines(cutCrosses(), CROSS);
    }
    const { x, y } = placeOf(onPage);
    doc.save().translate(x, y);
    drawCard(pen, card, occasion);
    doc.restore();
  }
  doc.end();
  await finished;
  return Buffer.concat(parts);
};
