import { formatCode } from '@micro-wish/vocabulary';
import { CARD, CARDS_A_PAGE, cutCrosses, cutMarks, MM, PAGE, placeOf } from '../common/page-layout';
import type { Pen } from '../common/drawing';
import { drawListFoot } from '../common/list-foot';
import { pdfOf } from '../common/pdf';

/** What the slip of a pack says: an alias and a public place, and nothing else of a child. */
export interface PackSlip {
  cardNo: string;
  /** The paper carrier's 16 characters. */
  code: string;
  /** What its QR says. */
  qr: string;
  /** 暖心包（7–12 岁） */
  title: string;
  alias: string;
  place: string;
}

/** What the cover says of a batch. */
export interface SlipCover {
  plan: string;
  unit: string;
  /** As people read it: 6月1日 10:30–17:00. */
  time: string;
  /** One line a version: 7–12 岁 14 份. */
  counts: readonly string[];
}

const MARK = { width: 0.4, colour: '#000000' };
const CROSS = { width: 0.3, colour: '#9aa3b2' };
const INK = '#16203a';
const SOFT = '#5b6579';

const EDGE = 6 * MM;
const QR = 27 * MM;
const TEXT = CARD.width - QR - 3 * EDGE;

const drawSlip = (pen: Pen, slip: PackSlip): void => {
  const at = { x: EDGE, width: TEXT, colour: INK };
  pen.text(slip.title, { ...at, y: 11 * MM, size: [10, 7], colour: SOFT });
  pen.text(slip.alias, { ...at, y: 21 * MM, size: [17, 9], maxLines: 2, mostInLines: 13 });
  pen.text(slip.place || '地点另行约定', {
    ...at,
    y: 36 * MM,
    size: [10, 7],
    maxLines: 2,
    anchor: 'last',
  });
  pen.text(slip.cardNo, { ...at, y: 42 * MM, size: 10, colour: SOFT });
  pen.qr(slip.qr, CARD.width - EDGE - QR, 8 * MM, QR);
  pen.text(formatCode(slip.code), {
    x: EDGE,
    y: 48.5 * MM,
    width: CARD.width - 2 * EDGE,
    size: [11, 8],
    colour: INK,
    spacing: 0.6,
  });
};

const ROW = 7.5 * MM;
const MARGIN = 18 * MM;
const FIRST_ROW = 62 * MM;
const ROWS_A_PAGE = Math.floor((PAGE.height - FIRST_ROW - MARGIN) / ROW);

/** The list that stays with the unit's head: a line a slip, with a box for the pen. */
const drawCover = (pen: Pen, cover: SlipCover, slips: readonly PackSlip[]): void => {
  const width = PAGE.width - 2 * MARGIN;
  const pages = Math.max(1, Math.ceil(slips.length / ROWS_A_PAGE));
  for (let page = 0; page < pages; page += 1) {
    pen.doc.addPage();
    const line = { x: MARGIN, width, colour: INK };
    pen.text(`${cover.plan} · 交接清单`, { ...line, y: 26 * MM, size: [18, 11] });
    pen.text(cover.unit, { ...line, y: 35 * MM, size: [12, 8] });
    const more = [cover.time, ...cover.counts, `共 ${slips.length} 份`].join('　');
    pen.text(more, { ...line, y: 43 * MM, size: [10, 7], colour: SOFT, maxLines: 2 });
    const shown = slips.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE);
    for (const [row, slip] of shown.entries()) {
      const y = FIRST_ROW + row * ROW;
      const base = y + ROW * 0.66;
      pen.doc
        .rect(MARGIN, y + ROW * 0.25, ROW * 0.5, ROW * 0.5)
        .lineWidth(0.6)
        .stroke(SOFT);
      const cell = { y: base, size: [10, 6] as const, colour: INK };
      pen.text(slip.alias, { ...cell, x: MARGIN + 10 * MM, width: 42 * MM });
      pen.text(slip.title, { ...cell, x: MARGIN + 54 * MM, width: 42 * MM });
      pen.text(slip.place || '地点另行约定', { ...cell, x: MARGIN + 98 * MM, width: 48 * MM });
      pen.text(slip.cardNo, { ...cell, x: MARGIN + 148 * MM, width: 26 * MM, colour: SOFT });
      pen.lines([{ x1: MARGIN, y1: y + ROW, x2: MARGIN + width, y2: y + ROW }], CROSS);
    }
    drawListFoot(pen, { page: page + 1, pages }, { ...line, colour: SOFT });
  }
};

/** A batch on paper: the cover list, then the slips to cut, ten to an A4 page. */
export const packSlips = (
  cover: SlipCover,
  slips: readonly PackSlip[],
  { font, now }: { font: Buffer; now: number },
): Promise<Buffer> =>
  pdfOf({ title: `暖心包交接单 · ${cover.unit}`, font, now }, (pen) => {
    drawCover(pen, cover, slips);
    for (const [index, slip] of slips.entries()) {
      const onPage = index % CARDS_A_PAGE;
      if (onPage === 0) {
        pen.doc.addPage();
        pen.lines(cutMarks(), MARK);
        pen.lines(cutCrosses(), CROSS);
      }
      const { x, y } = placeOf(onPage);
      pen.doc.save().translate(x, y);
      drawSlip(pen, slip);
      pen.doc.restore();
    }
  });
