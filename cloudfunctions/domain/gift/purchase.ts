import type { Fen, WantedRow, WishCategory, WishDetails } from '../../../typings/contract';
import { fen } from '../money/money';

/** What a shop is asked for; '' where the family did not say. */
export interface Spec {
  title: string;
  size: string;
  colour: string;
  model: string;
  /** Details that were written as one text. */
  words: string;
}

export const specOf = (title: string, details: WishDetails | null): Spec => {
  const none = { size: '', colour: '', model: '', words: '' };
  if (details === null) return { title, ...none };
  if (typeof details === 'string') return { title, ...none, words: details };
  const { size = '', colour = '', model = '' } = details;
  return { title, ...none, size, colour, model };
};

/** Full width, case and spaces do not make another thing; nor does 码, 号 or 色 behind a value. */
const plain = (value: string): string => value.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** One text for things that can be bought together. */
export const groupKeyOf = (category: WishCategory, spec: Spec): string =>
  [
    category,
    plain(spec.title),
    plain(spec.size).replace(/[码号]$/, ''),
    plain(spec.colour).replace(/(.)色$/, '$1'),
    plain(spec.model),
    plain(spec.words),
  ].join('|');

/** Things of one kind to be bought, as a line of the purchase list. */
export interface PurchaseLine extends Spec {
  category: WishCategory;
  count: number;
  reservedFen: Fen;
  wishNos: string[];
}

/** The purchase list: wishes for the same thing in one line, each category together. */
export const purchaseTable = (
  rows: readonly WantedRow[],
): { lines: PurchaseLine[]; count: number; reservedFen: Fen } => {
  const lines = new Map<string, PurchaseLine>();
  for (const { key, category, title, size, colour, model, words, reservedFen, wishNo } of rows) {
    const line = lines.get(key);
    if (line) {
      line.count += 1;
      line.reservedFen = fen(line.reservedFen + reservedFen);
      line.wishNos.push(wishNo);
    } else {
      const about = { category, title, size, colour, model, words };
      lines.set(key, { ...about, count: 1, reservedFen, wishNos: [wishNo] });
    }
  }
  const inOrder = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  const total = rows.reduce((sum, { reservedFen }) => sum + reservedFen, 0);
  return { lines: inOrder, count: rows.length, reservedFen: fen(total) };
};
