import type { Pen } from '../common/drawing';
import { drawListFoot } from '../common/list-foot';
import { MM, PAGE } from '../common/page-layout';
import type { Occasion, PrintedCard } from './card';

const INK = '#16203a';
const SOFT = '#5b6579';
const RULE = { width: 0.4, colour: '#9aa3b2' };

/** Of a card whose gift is still to come. */
const NO_DESK = '礼物在路上';

const MARGIN = 16 * MM;
const WIDTH = PAGE.width - 2 * MARGIN;
const HEAD = 66 * MM;
/** As high as a signature needs. */
const ROW = 9 * MM;
const FOOT = 20 * MM;
const ROWS_A_PAGE = Math.floor((PAGE.height - HEAD - ROW - FOOT) / ROW);

/** Each column of the list to sign, with its width; the last is left to the pen. */
const COLUMNS: readonly (readonly [
  title: string,
  width: number,
  told: (card: PrintedCard, no: number) => string,
])[] = [
  ['', 9 * MM, (_, no) => String(no)],
  ['同意书编号', 28 * MM, ({ formNo = '' }) => formNo],
  ['代号', 29 * MM, ({ alias }) => alias],
  ['礼物', 42 * MM, ({ gift }) => gift],
  ['卡号', 23 * MM, ({ cardNo }) => cardNo],
  ['核销点', 21 * MM, ({ desk = NO_DESK }) => desk],
  ['签收', 26 * MM, () => ''],
];

const CELL_GAP = 2 * MM;

/** What is long stands in two small lines: a number that is cut off finds no family. */
const IN_CELL = { anchor: 'middle', maxLines: 2, mostInLines: 7.5, leading: 1.15 } as const;

/** 一号台 12 张 二号台 3 张 礼物在路上 2 张 */
const countsOf = (cards: readonly PrintedCard[]): string => {
  const counts = new Map<string, number>();
  for (const { desk = NO_DESK } of cards) counts.set(desk, (counts.get(desk) ?? 0) + 1);
  return [...counts].map(([desk, count]) => `${desk} ${count} 张`).join('　');
};

const drawRow = (
  pen: Pen,
  y: number,
  told: readonly string[],
  look: { size: readonly [number, number]; colour: string },
): void => {
  let x = MARGIN;
  for (const [place, [, width]] of COLUMNS.entries()) {
    const text = told[place] ?? '';
    const cell = { x, y: y + ROW * 0.62, width: width - CELL_GAP, ...IN_CELL, ...look };
    if (text !== '') pen.text(text, cell);
    x += width;
  }
  pen.lines([{ x1: MARGIN, y1: y + ROW, x2: MARGIN + WIDTH, y2: y + ROW }], RULE);
};

/** The slip that goes with a community's cards: how many for which desk, and a list to sign. */
export const drawCover = (
  pen: Pen,
  cards: readonly PrintedCard[],
  { campaign, time, place }: Occasion,
): void => {
  const pages = Math.max(1, Math.ceil(cards.length / ROWS_A_PAGE));
  for (let page = 0; page < pages; page += 1) {
    pen.doc.addPage();
    const line = { x: MARGIN, width: WIDTH, colour: INK };
    const community = cards[0]?.community ?? '';
    const title = [community, '兑换卡签收表'].filter(Boolean).join(' · ');
    pen.text(title, { ...line, y: 24 * MM, size: [18, 11] });
    pen.text(campaign, { ...line, y: 33 * MM, size: [12, 8] });
    const soft = { ...line, size: [10, 7] as const, colour: SOFT };
    pen.text(`${time}　${place}`, { ...soft, y: 40 * MM, maxLines: 2 });
    const counts = `共 ${cards.length} 张：${countsOf(cards)}`;
    pen.text(counts, { ...line, y: 53 * MM, size: [11, 7], maxLines: 2 });
    drawRow(
      pen,
      HEAD,
      COLUMNS.map(([head]) => head),
      { size: [9, 9], colour: SOFT },
    );
    const from = page * ROWS_A_PAGE;
    for (const [row, card] of cards.slice(from, from + ROWS_A_PAGE).entries()) {
      const told = COLUMNS.map(([, , tell]) => tell(card, from + row + 1));
      drawRow(pen, HEAD + ROW * (row + 1), told, { size: [10, 5], colour: INK });
    }
    drawListFoot(pen, { page: page + 1, pages }, { ...line, colour: SOFT });
  }
};
