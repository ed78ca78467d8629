import type { Occasion, PrintedCard } from './card';
import { drawCover } from './card-cover';
import { drawCard } from './card-face';
import { CARDS_A_PAGE, cutCrosses, cutMarks, placeOf } from '../common/page-layout';
import type { Pen } from '../common/drawing';
import { pdfOf, type Making } from '../common/pdf';

const MARK = { width: 0.4, colour: '#000000' };
const CROSS = { width: 0.3, colour: '#9aa3b2' };

/** The cards of one community after the other; without slips there is nothing to part them. */
const runsOf = (cards: readonly PrintedCard[], covers: boolean): PrintedCard[][] => {
  if (!covers) return [[...cards]];
  const runs = new Map<string, PrintedCard[]>();
  for (const card of cards) runs.set(card.community, [...(runs.get(card.community) ?? []), card]);
  return [...runs.values()];
};

const drawCards = (pen: Pen, cards: readonly PrintedCard[], occasion: Occasion): void => {
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
};

/**
 * The cards as a PDF to print at full size and cut: A4, ten to a page, in the order given. With
 * `covers`, each community's cards begin on a page of their own behind a slip for whoever takes
 * them along. `font` is a TrueType font, of which the glyphs in use are embedded; `now` is written
 * into the file.
 */
export const cardSheet = (
  cards: readonly PrintedCard[],
  occasion: Occasion,
  { covers = false, ...making }: Omit<Making, 'title'> & { covers?: boolean },
): Promise<Buffer> => {
  const title = `心愿兑换卡 · ${occasion.campaign}`;
  return pdfOf({ title, ...making }, (pen) => {
    for (const run of runsOf(cards, covers)) {
      if (covers) drawCover(pen, run, occasion);
      drawCards(pen, run, occasion);
    }
  });
};
