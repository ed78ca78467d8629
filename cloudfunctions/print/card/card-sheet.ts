import type { Occasion, PrintedCard } from './card';
import { drawCard } from './card-face';
import { CARDS_A_PAGE, cutCrosses, cutMarks, placeOf } from '../common/page-layout';
import { pdfOf, type Making } from '../common/pdf';

const MARK = { width: 0.4, colour: '#000000' };
const CROSS = { width: 0.3, colour: '#9aa3b2' };

/**
 * The cards as a PDF to print at full size and cut: A4, ten to a page, in the order given. `font`
 * is a TrueType font, of which the glyphs in use are embedded; `now` is written into the file.
 */
export const cardSheet = (
  cards: readonly PrintedCard[],
  occasion: Occasion,
  making: Omit<Making, 'title'>,
): Promise<Buffer> => {
  const title = `心愿兑换卡 · ${occasion.campaign}`;
  return pdfOf({ title, ...making }, (pen) => {
    const { doc } = pen;
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
  });
};
