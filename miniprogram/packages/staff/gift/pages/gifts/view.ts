import { CATEGORY_WORDS, yuanText } from '@micro-wish/vocabulary';
import type { Fen, StaffWishRow } from '../../../../../../typings/contract';

/** A gift that is still on its way. */
export interface GiftRow {
  wishId: string;
  title: string;
  about: string;
  reserved: string;
  reservedFen: number;
  cardNo: string;
  /** The event of its card; '' for none. */
  cardEventId: string;
}

export const giftRows = (wishes: readonly StaffWishRow[]): GiftRow[] =>
  wishes.map((wish) => ({
    wishId: wish.wishId,
    title: wish.title,
    about: [wish.wishNo, wish.alias, wish.communityName, CATEGORY_WORDS[wish.category]].join(' · '),
    reserved: yuanText(wish.reservedFen ?? (0 as Fen)),
    reservedFen: wish.reservedFen ?? 0,
    cardNo: wish.cardNo ?? '',
    cardEventId: wish.cardEventId ?? '',
  }));

const NUMBER = /[A-Z]\d{8}/;

/** The gift of a wish or card number, as it was typed or scanned from a label. */
export const rowOfCode = (
  rows: readonly GiftRow[],
  code: string,
): { row?: GiftRow; problem: string } => {
  const number = NUMBER.exec(code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))?.[0];
  if (number === undefined) {
    return { problem: '请扫或输入心愿编号（W 开头）或卡号（K 开头）。' };
  }
  const row = rows.find(({ about, cardNo }) => cardNo === number || about.startsWith(number));
  return row ? { row, problem: '' } : { problem: `路上的礼物里没有 ${number}，可能已经登记过。` };
};

/** The list after a gift was recorded, and which comes next: the one below it, else the last. */
export const afterArrival = (
  rows: readonly GiftRow[],
  wishId: string,
): { rows: GiftRow[]; current: GiftRow | null } => {
  const index = rows.findIndex((row) => row.wishId === wishId);
  const left = rows.filter((row) => row.wishId !== wishId);
  return { rows: left, current: left[Math.min(Math.max(index, 0), left.length - 1)] ?? null };
};

/** The one below, from the last back to the first. */
export const nextRow = (rows: readonly GiftRow[], wishId: string): GiftRow | null =>
  rows[(rows.findIndex((row) => row.wishId === wishId) + 1) % rows.length] ?? null;
