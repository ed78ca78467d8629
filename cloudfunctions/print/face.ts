import { formatCode } from '../domain/code';
import type { Occasion, PrintedCard } from './card';
import { CARD } from './paper';
import type { Pen } from './pen';

const BRAND = '点亮微心愿';

/** The colours of the app, made for ink: light ones are tints, small text is dark. */
const COLOUR = {
  dusk: '#24365f',
  ink: '#1e2840',
  soft: '#4f5a70',
  gold: '#d9a03a',
  goldInk: '#7d5200',
  glow: '#fef8ea',
  rib: '#f8e6bf',
  coral: '#a93b2d',
  white: '#ffffff',
};

/** The ticket: a lantern on the left, its stub on the right of the perforation. */
const TICKET = { left: 8.5, top: 14, right: CARD.width - 8.5, bottom: CARD.height - 14 };
const TEAR = 158;
const NOTCH = 4.5;
const CORNER = 9;
/** How far the lantern's side bows out beyond its shoulders. */
const BELLY = 8;
const SHOULDER = 17;

const LANTERN_CENTRE = (TICKET.left + TEAR) / 2;
const TEXT = { x: 21, width: 128 };

/** The outline: a bowed side on the left, two notches at the tear, round corners on the right. */
const outline = ({ doc }: Pen): void => {
  const { left, top, right, bottom } = TICKET;
  const middle = (top + bottom) / 2;
  const shoulder = left + BELLY;
  doc
    .moveTo(shoulder + SHOULDER, top)
    .lineTo(TEAR - NOTCH, top)
    .bezierCurveTo(
      TEAR - NOTCH,
      top + NOTCH * 1.33,
      TEAR + NOTCH,
      top + NOTCH * 1.33,
      TEAR + NOTCH,
      top,
    )
    .lineTo(right - CORNER, top)
    .quadraticCurveTo(right, top, right, top + CORNER)
    .lineTo(right, bottom - CORNER)
    .quadraticCurveTo(right, bottom, right - CORNER, bottom)
    .lineTo(TEAR + NOTCH, bottom)
    .bezierCurveTo(
      TEAR + NOTCH,
      bottom - NOTCH * 1.33,
      TEAR - NOTCH,
      bottom - NOTCH * 1.33,
      TEAR - NOTCH,
      bottom,
    )
    .lineTo(shoulder + SHOULDER, bottom)
    .bezierCurveTo(shoulder + 2, bottom, left, bottom - 22, left, middle)
    .bezierCurveTo(left, top + 22, shoulder + 2, top, shoulder + SHOULDER, top)
    .closePath();
};

/** The ribs of the paper lantern, behind the words. */
const ribs = ({ doc }: Pen): void => {
  const { top, bottom } = TICKET;
  for (const bow of [-52, -26, 26, 52]) {
    const near = LANTERN_CENTRE + bow * 0.62;
    const far = LANTERN_CENTRE + bow * 1.28;
    doc.moveTo(near, top).bezierCurveTo(far, top + 38, far, bottom - 38, near, bottom);
  }
  doc.moveTo(LANTERN_CENTRE, top).lineTo(LANTERN_CENTRE, bottom);
  doc.lineWidth(0.7).stroke(COLOUR.rib);
};

/** What the lantern hangs from, its two caps, and the tassel. */
const fittings = ({ doc }: Pen): void => {
  const { top, bottom } = TICKET;
  const cap = { width: 44, height: 3.6 };
  doc.lineWidth(0.9).lineCap('round');
  doc
    .moveTo(LANTERN_CENTRE - 5, top - 2)
    .bezierCurveTo(
      LANTERN_CENTRE - 5,
      top - 8,
      LANTERN_CENTRE + 5,
      top - 8,
      LANTERN_CENTRE + 5,
      top - 2,
    )
    .stroke(COLOUR.dusk);
  for (const shift of [-2.4, 0, 2.4]) {
    doc
      .moveTo(LANTERN_CENTRE + shift * 0.5, bottom + 1)
      .lineTo(LANTERN_CENTRE + shift, bottom + (shift === 0 ? 8 : 7));
  }
  doc.stroke(COLOUR.gold);
  for (const y of [top, bottom]) {
    doc.roundedRect(LANTERN_CENTRE - cap.width / 2, y - cap.height / 2, cap.width, cap.height, 1.8);
  }
  doc.fill(COLOUR.dusk);
};

const ticket = (pen: Pen): void => {
  const { doc } = pen;
  const { top, right, bottom } = TICKET;
  doc.save();
  outline(pen);
  doc.clip();
  doc.rect(0, 0, CARD.width, CARD.height).fill(COLOUR.glow);
  ribs(pen);
  doc.rect(TEAR, top, right - TEAR, bottom - top).fill(COLOUR.white);
  doc.restore();
  outline(pen);
  doc.lineWidth(0.9).stroke(COLOUR.gold);
  doc
    .moveTo(TEAR, top + NOTCH + 3)
    .lineTo(TEAR, bottom - NOTCH - 3)
    .lineWidth(0.8)
    .dash(0.1, { space: 3.2 })
    .lineCap('round')
    .stroke(COLOUR.gold)
    .undash();
  fittings(pen);
};

/** Rows of a label and what it says, the last line of the last one at the foot of the lantern. */
const footer = (pen: Pen, rows: readonly (readonly [label: string, says: string])[]): void => {
  const LABEL_WIDTH = 21;
  const SIZE = 6.2;
  let y = 110;
  for (const [label, says] of rows) {
    pen.text(label, { ...TEXT, y, size: 5.6, colour: COLOUR.goldInk });
    const last = pen.text(says, {
      x: TEXT.x + LABEL_WIDTH,
      y,
      width: TEXT.width - LABEL_WIDTH,
      size: [SIZE, 5.2],
      colour: COLOUR.ink,
      maxLines: label === '地点' ? 2 : 1,
      leading: 1.25,
    });
    y = last + 9.5;
  }
};

const lantern = (pen: Pen, card: PrintedCard, { campaign, place, time }: Occasion): void => {
  const centred = { ...TEXT, align: 'center' as const };
  pen.text(BRAND, { ...centred, y: 30, size: 9.5, colour: COLOUR.dusk, spacing: 1.2 });
  if (card.practice) {
    pen.text('演练用卡 · 不能领取礼物', { ...centred, y: 40, size: 6.4, colour: COLOUR.coral });
  } else if (campaign !== BRAND) {
    pen.text(campaign, { ...centred, y: 40, size: [6.2, 5.2], colour: COLOUR.soft });
  }
  pen.text(card.gift, {
    ...centred,
    y: 65,
    size: [16, 10.5],
    colour: COLOUR.ink,
    maxLines: 2,
    leading: 1.25,
  });
  pen.text(`送给 ${card.alias}`, { ...centred, y: 94, size: [9, 5.5], colour: COLOUR.goldInk });
  footer(pen, [
    ['时间', time],
    ['地点', place],
    ...(card.desk === undefined ? [] : [['领取台', card.desk] as const]),
  ]);
};

const stub = (pen: Pen, { cardNo, code, qr }: PrintedCard): void => {
  const SIDE = 63;
  const centre = (TEAR + TICKET.right) / 2;
  const at = { x: TEAR + 3, width: TICKET.right - TEAR - 6, align: 'center' as const };
  pen.text(`No. ${cardNo}`, { ...at, y: 28, size: 7.2, colour: COLOUR.ink, spacing: 0.3 });
  pen.qr(qr, centre - SIDE / 2, 40, SIDE);
  pen.text(formatCode(code), { ...at, y: 119, size: [7.4, 5.5], colour: COLOUR.ink });
  pen.text('领取时请出示此码', { ...at, y: 130, size: 5.6, colour: COLOUR.soft });
};

/** Draws one card, its upper left corner at the origin. */
export const drawCard = (pen: Pen, card: PrintedCard, occasion: Occasion): void => {
  ticket(pen);
  lantern(pen, card, occasion);
  stub(pen, card);
};
