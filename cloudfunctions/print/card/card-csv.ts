import type { PrintedCard } from './card';

const BOM = '\uFEFF';
const COLUMNS = ['cardNo', 'code', 'gift', 'alias'] as const;

/** RFC 4180: quoted where a comma, a quote or a line end would be taken for the file's own. */
const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * The cards for a print shop: UTF-8 with BOM, a header, CRLF at the end of each line. Every field is
 * as it stands on the card and in the store: a title that begins with `=` is not defused by a
 * character that would then be printed.
 */
export const cardList = (cards: readonly PrintedCard[]): Buffer => {
  const rows = cards.map((card) => COLUMNS.map((column) => field(card[column])));
  const lines = [COLUMNS, ...rows].map((row) => `${row.join(',')}\r\n`);
  return Buffer.from(BOM + lines.join(''), 'utf8');
};
