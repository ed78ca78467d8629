import { formatCode } from '@micro-wish/vocabulary';
import type { Occasion, PrintedCard } from './card';
import { CARD } from '../common/page-layout';
import type { Pen } from '../common/drawing';

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
const TICKET = { left: 8.5, top: 13, right: CARD.width - 8.5, bottom: CARD.height - 13 };
const TEAR = 156;
const NOTCH = 4.5;
const CORNER = 9;
/** How far the lantern's side bows out beyond its shoulders. */
const BELLY = 8;
const SHOULDER = 17;

const LANTERN_CENTRE = (TICKET.left + TEAR) / 2;
const TEXT = { x: 20, width: 128 };
/** Where the lantern narrows. */
const FOOT = { x: 26, width: 116 };

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

/** The ticket without a word; `line` is the colour of its outline. */
const ticket = (pen: Pen, line: string): void => {
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
  doc.lineWidth(0.9).stroke(line);
  doc
    .moveTo(TEAR, top + NOTCH + 3)
    .lineTo(TEAR, bottom - NOTCH - 3)
    .lineWidth(0.8)
    .dash(0.1, { space: 3.2 })
    .lineCap('round')
    .stroke(line)
    .undash();
  fittings(pen);
};

/** The words on the lantern, from its top; where and when is set from its foot. */
const lantern = (pen: Pen, card: PrintedCard, { campaign, place, time }: Occasion): void => {
  const centred = { ...TEXT, align: 'center' as const };
  pen.text(BRAND, { ...centred, y: 29, size: 9.5, colour: COLOUR.dusk, spacing: 0.8 });
  const small = { ...centred, y: 39.5, size: [6.2, 5] as const };
  if (card.practice) {
    pen.text('演练用卡 · 不能领取礼物', { ...small, colour: COLOUR.coral });
  } else if (campaign !== BRAND) {
    pen.text(campaign, { ...small, colour: COLOUR.soft });
  }
  const gift = pen.text(card.gift, {
    ...centred,
    y: 68,
    anchor: 'middle',
    size: [16, 9],
    colour: COLOUR.ink,
    maxLines: 2,
    mostInLines: 13,
  });
  pen.text(`送给 ${card.alias}`, {
    ...centred,
    y: gift.last + 16.5,
    size: [9, 5],
    colour: COLOUR.goldInk,
  });
  const foot = { ...FOOT, align: 'center' as const, size: [6.2, 5] as const, colour: COLOUR.soft };
  const where = pen.text(place, { ...foot, y: 130.5, anchor: 'last', maxLines: 2 });
  pen.text(time, { ...foot, y: where.first - 9, colour: COLOUR.ink });
};

const stub = (pen: Pen, { cardNo, code, qr, desk }: PrintedCard): void => {
  const SIDE = 64;
  const centre = (TEAR + TICKET.right) / 2;
  const at = { x: TEAR + 6, width: TICKET.right - TEAR - 12, align: 'center' as const };
  pen.text(`No. ${cardNo}`, { ...at, y: 28, size: 7.2, colour: COLOUR.ink, spacing: 0.3 });
  pen.qr(qr, centre - SIDE / 2, 37, SIDE);
  pen.text(formatCode(code), { ...at, y: 116.5, size: [7.2, 5], colour: COLOUR.ink });
  const hint = desk === undefined ? '领取时请出示此码' : `请到 ${desk} 领取`;
  pen.text(hint, { ...at, y: 129, size: [6.4, 4.6], colour: COLOUR.goldInk });
};

/** Draws one card, its upper left corner at the origin. */
export const drawCard = (pen: Pen, card: PrintedCard, occasion: Occasion): void => {
  ticket(pen, card.practice ? COLOUR.coral : COLOUR.gold);
  lantern(pen, card, occasion);
  stub(pen, card);
};
