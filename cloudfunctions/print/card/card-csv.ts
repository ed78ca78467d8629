import type { Occasion, PrintedCard } from './card';

const BOM = '\uFEFF';
/** What print shops have their templates for: these and no others, unless more is asked for. */
const COLUMNS = ['cardNo', 'code', 'gift', 'alias'];
/** What a slip for each community is sorted and printed by. */
const COVER_COLUMNS = ['desk', 'community', 'time', 'place'];

/** RFC 4180: quoted where a comma, a quote or a line end would be taken for the file's own. */
const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/**
 * The cards for a print shop: UTF-8 with BOM, a header, CRLF at the end of each line. Every field is
 * as it stands on the card and in the store: a title that begins with `=` is not defused by a
 * character that would then be printed.
 */
export const cardList = (
  cards: readonly PrintedCard[],
  { time, place }: Occasion,
  covers: boolean,
): Buffer => {
  const rows = cards.map(({ cardNo, code, gift, alias, desk = '', community }) => [
    ...[cardNo, code, gift, alias],
    ...(covers ? [desk, community, time, place] : []),
  ]);
  const lines = [[...COLUMNS, ...(covers ? COVER_COLUMNS : [])], ...rows].map(
    (row) => `${row.map(field).join(',')}\r\n`,
  );
  return Buffer.from(BOM + lines.join(''), 'utf8');
};
