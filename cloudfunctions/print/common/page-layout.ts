export const MM = 72 / 25.4;

/** A4, in points as everything here. */
export const PAGE = { width: 210 * MM, height: 297 * MM };

/** The size of a name card, so that it fits wallets, holders and cutting machines. */
export const CARD = { width: 90 * MM, height: 54 * MM };

const COLUMNS = 2;
const ROWS = 5;
export const CARDS_A_PAGE = COLUMNS * ROWS;

const LEFT = (PAGE.width - COLUMNS * CARD.width) / 2;
const TOP = (PAGE.height - ROWS * CARD.height) / 2;

/** Marks stand clear of the cards, and short of the edge that printers cannot reach. */
const MARK_GAP = 2 * MM;
const MARK_LENGTH = 5 * MM;
const CROSS = 1 * MM;

export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** The upper left corner of the n-th card of a page, counted from 0 along the rows. */
export const placeOf = (index: number): { x: number; y: number } => ({
  x: LEFT + (index % COLUMNS) * CARD.width,
  y: TOP + Math.floor(index / COLUMNS) * CARD.height,
});

const columnEdges = Array.from({ length: COLUMNS + 1 }, (_, n) => LEFT + n * CARD.width);
const rowEdges = Array.from({ length: ROWS + 1 }, (_, n) => TOP + n * CARD.height);
const RIGHT = LEFT + COLUMNS * CARD.width;
const BOTTOM = TOP + ROWS * CARD.height;

/** Cut marks: outside the block at the end of every cut. Cards touch, so one cut serves two. */
export const cutMarks = (): Line[] => [
  ...columnEdges.flatMap((x) => [
    { x1: x, y1: TOP - MARK_GAP - MARK_LENGTH, x2: x, y2: TOP - MARK_GAP },
    { x1: x, y1: BOTTOM + MARK_GAP, x2: x, y2: BOTTOM + MARK_GAP + MARK_LENGTH },
  ]),
  ...rowEdges.flatMap((y) => [
    { x1: LEFT - MARK_GAP - MARK_LENGTH, y1: y, x2: LEFT - MARK_GAP, y2: y },
    { x1: RIGHT + MARK_GAP, y1: y, x2: RIGHT + MARK_GAP + MARK_LENGTH, y2: y },
  ]),
];

/** Small crosses where the corners of cards meet, for whoever cuts with scissors. */
export const cutCrosses = (): Line[] =>
  rowEdges.flatMap((y) =>
    columnEdges.flatMap((x) => [
      { x1: x - CROSS, y1: y, x2: x + CROSS, y2: y },
      { x1: x, y1: y - CROSS, x2: x, y2: y + CROSS },
    ]),
  );
