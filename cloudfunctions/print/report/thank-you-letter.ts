import { CATEGORY_WORDS } from '@micro-wish/vocabulary';
import type { Statement } from '../../domain/report/donor';
import { yuanFigure } from './public-account';
import { MM, PAGE } from '../common/page-layout';
import { fen } from '../../domain/money/money';
import { pdfOf, type Making } from '../common/pdf';
import type { Pen } from '../common/drawing';

/** Who thanks whom, and what for. */
export interface Thanks extends Statement {
  campaign: string;
  place: string;
  asOf: string;
}

const COLOUR = {
  night: '#1b2950',
  dusk: '#24365f',
  haze: '#3b4f80',
  gold: '#f2b347',
  glow: '#fdf2da',
  white: '#ffffff',
  mist: '#ccd5ea',
  ink: '#1e2840',
  soft: '#4f5a70',
  goldInk: '#7d5200',
  line: '#ecdcb8',
  paper: '#fffbf2',
};

const MARGIN = 26 * MM;
const WIDTH = PAGE.width - 2 * MARGIN;
const CENTRE = PAGE.width / 2;
/** Where the sky ends and the paper begins. */
const HORIZON = 148 * MM;
/** Lights of the sky, at most: more could not be told apart. */
const MOST_LIGHTS = 90;

/** A number between 0 and 1 for a place, always the same: the sky is scattered, not random. */
const scatter = (place: number, salt: number): number => {
  const value = Math.sin(place * 12.9898 + salt * 78.233) * 43758.5453;
  return value - Math.floor(value);
};

const glow = ({ doc }: Pen, x: number, y: number, radius: number): void => {
  const light = doc.radialGradient(x, y, 0, x, y, radius);
  light.stop(0, COLOUR.gold, 0.55).stop(1, COLOUR.gold, 0);
  doc.circle(x, y, radius).fill(light);
};

/** A light for each wish, on both sides of the lamp and above the words. */
const lights = (pen: Pen, wishes: number): void => {
  const { doc } = pen;
  for (let place = 0; place < Math.min(wishes, MOST_LIGHTS); place += 1) {
    const x = 14 + scatter(place, 1) * (PAGE.width - 28);
    const y = 16 + scatter(place, 2) * 66 * MM;
    if (Math.abs(x - CENTRE) < 74 && y > 22 * MM) continue;
    const size = 1.1 + scatter(place, 3) * 1.2;
    glow(pen, x, y, size * 4.5);
    doc.circle(x, y, size).fill(COLOUR.glow);
  }
};

/** The lamp that hangs from the upper edge. */
const lamp = (pen: Pen, y: number): void => {
  const { doc } = pen;
  doc.moveTo(CENTRE, 0).lineTo(CENTRE, y - 33);
  doc.lineWidth(1.2).stroke(COLOUR.gold);
  glow(pen, CENTRE, y, 92);
  doc
    .moveTo(CENTRE - 18, y - 28)
    .bezierCurveTo(CENTRE - 44, y - 18, CENTRE - 44, y + 18, CENTRE - 18, y + 28);
  doc.lineTo(CENTRE + 18, y + 28);
  doc.bezierCurveTo(CENTRE + 44, y + 18, CENTRE + 44, y - 18, CENTRE + 18, y - 28).closePath();
  doc.fill(COLOUR.gold);
  for (const bow of [-20, -7, 7, 20]) {
    doc.moveTo(CENTRE + bow * 0.6, y - 28);
    doc.bezierCurveTo(CENTRE + bow, y - 14, CENTRE + bow, y + 14, CENTRE + bow * 0.6, y + 28);
  }
  doc.lineWidth(0.8).stroke(COLOUR.glow);
  doc.roundedRect(CENTRE - 20, y - 32, 40, 5, 2.5).roundedRect(CENTRE - 20, y + 27, 40, 5, 2.5);
  doc.fill(COLOUR.glow);
  for (const shift of [-5, 0, 5]) {
    doc.moveTo(CENTRE + shift * 0.5, y + 32).lineTo(CENTRE + shift, y + (shift === 0 ? 50 : 46));
  }
  doc.lineWidth(1.1).lineCap('round').stroke(COLOUR.gold);
};

/** As much as is true: what a child holds, else what waits for one. */
const lightOf = ({ delivered, wishes }: Thanks): string => {
  if (delivered > 0) return `点亮了 ${delivered} 个孩子的心愿`;
  return wishes > 0 ? `为 ${wishes} 个孩子备好了礼物` : '正在等待点亮第一个心愿';
};

const sky = (pen: Pen, thanks: Thanks): void => {
  const { donor, donatedFen, delivered } = thanks;
  const { doc } = pen;
  const air = doc.linearGradient(0, 0, 0, HORIZON);
  air.stop(0, COLOUR.night).stop(0.7, COLOUR.dusk).stop(1, COLOUR.haze);
  doc.rect(0, 0, PAGE.width, HORIZON).fill(air);
  lights(pen, delivered);
  lamp(pen, 54 * MM);
  const words = { x: MARGIN, width: WIDTH, align: 'center' as const };
  pen.text('感 谢 函', { ...words, y: 92 * MM, size: 12, colour: COLOUR.mist });
  pen.text(donor, { ...words, y: 104 * MM, size: [22, 12], colour: COLOUR.white });
  const sum = `您的 ${yuanFigure(donatedFen)} 元`;
  pen.text(sum, { ...words, y: 120 * MM, size: [15, 10], colour: COLOUR.mist });
  pen.text(lightOf(thanks), { ...words, y: 133 * MM, size: [26, 16], colour: COLOUR.gold });
};

/** Where the money is, a line each: what it says, and how much. */
const linesOf = (thanks: Thanks): [string, string][] =>
  [
    [`${thanks.delivered} 份已送到孩子手里的礼物`, thanks.deliveredFen] as const,
    [
      `${thanks.wishes - thanks.delivered} 份已备好、等待领取的礼物`,
      fen(thanks.paidFen - thanks.deliveredFen),
    ] as const,
    ['已购、将送给其他孩子的礼物', thanks.stockFen] as const,
    ['仍在爱心款中（含已为心愿预留的）', thanks.leftFen] as const,
  ]
    .filter(([, amountFen]) => amountFen > 0)
    .map(([words, amountFen]) => [words, `${yuanFigure(amountFen)} 元`]);

const paper = (pen: Pen, thanks: Thanks): void => {
  const { doc } = pen;
  doc.rect(0, HORIZON, PAGE.width, PAGE.height - HORIZON).fill(COLOUR.paper);
  doc.rect(0, HORIZON - 1.5, PAGE.width, 3).fill(COLOUR.gold);
  let y = HORIZON + 20 * MM;
  for (const [words, amount] of linesOf(thanks)) {
    pen.text(words, { x: MARGIN, y, width: WIDTH * 0.66, size: [12, 9], colour: COLOUR.ink });
    const right = { x: MARGIN + WIDTH * 0.66, width: WIDTH * 0.34, align: 'right' as const };
    pen.text(amount, { ...right, y, size: [12, 9], colour: COLOUR.goldInk });
    y += 9;
    doc.moveTo(MARGIN, y).lineTo(MARGIN + WIDTH, y);
    doc.lineWidth(0.6).stroke(COLOUR.line);
    y += 20;
  }
  const named = thanks.byCategory.map(
    ({ key, gifts }) => `${key === null ? '其他' : CATEGORY_WORDS[key]} ${gifts} 份`,
  );
  const small = { x: MARGIN, width: WIDTH, size: 9.5, colour: COLOUR.soft, maxLines: 2 };
  if (named.length > 0) {
    y = pen.text(named.join('　'), { ...small, y: y + 2 }).last + 20;
  }
  pen.text('每一份礼物凭心愿兑换卡领取，只领一次；每一笔支出都能在账上查到。', {
    ...small,
    y: y + 4,
  });
  const foot = PAGE.height - 20 * MM;
  pen.text(`${thanks.campaign} · ${thanks.place}`, {
    ...small,
    y: foot - 26,
    size: [10.5, 8],
    colour: COLOUR.ink,
    maxLines: 1,
  });
  pen.text(`截至 ${thanks.asOf}`, { ...small, y: foot - 11, size: 9 });
  const rule = '统计口径：捐款按到账先后依次用于礼物；由几位捐方共同完成的心愿，每位捐方各计一个。';
  pen.text(rule, { ...small, y: foot + 6, size: [7.5, 6] });
};

/** 感谢函: one page in the colours of the project, without a word about any child. */
export const drawStatement = (thanks: Thanks, making: Omit<Making, 'title'>): Promise<Buffer> =>
  pdfOf({ title: `感谢函 · ${thanks.donor}`, ...making }, (pen) => {
    pen.doc.addPage();
    sky(pen, thanks);
    paper(pen, thanks);
  });
