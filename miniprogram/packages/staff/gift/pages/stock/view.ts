import { CATEGORY_WORDS, yuanText } from '@micro-wish/vocabulary';
import type { StockRow, WantedRow } from '../../../../../../typings/contract';
import { detailsText } from '../../../common/details';
import { headOf, sortedBy, type HeadCell, type Sorting } from '../../../common/sorting';

/** Pieces of one thing. */
export interface LotRow {
  stockId: string;
  title: string;
  about: string;
  from: string;
  left: string;
}

const fromOf = (lot: StockRow): string =>
  [...(lot.fromWish ? ['心愿结束后留下'] : ['成批采购', lot.supplier]), lot.shelf]
    .filter(Boolean)
    .join(' · ');

/** A column of the stock that it can be sorted by. */
export type LotSortKey = 'title' | 'from' | 'left';

export const lotHead = (sorting: Sorting<LotSortKey> | null): HeadCell<LotSortKey>[] =>
  headOf(
    [
      ['title', '物品'],
      ['from', '来源'],
      ['left', '剩余'],
    ],
    sorting,
  );

/** The lots in the order of a column, or else as they came. */
export const sortedLots = (
  lots: readonly StockRow[],
  sorting: Sorting<LotSortKey> | null,
): readonly StockRow[] =>
  sorting
    ? sortedBy(lots, sorting, {
        title: ({ title }) => title,
        from: fromOf,
        left: ({ left }) => left,
      })
    : lots;

export const lotRows = (lots: readonly StockRow[]): LotRow[] =>
  lots.map((lot) => ({
    stockId: lot.stockId,
    title: lot.title,
    about: [
      CATEGORY_WORDS[lot.category],
      detailsText(lot.details),
      `每件 ${yuanText(lot.priceFen)}`,
    ]
      .filter(Boolean)
      .join(' · '),
    from: fromOf(lot),
    left: `剩 ${lot.left} / ${lot.quantity} 件`,
  }));

/** A wish that could get a piece. */
export interface WishChoice {
  wishId: string;
  title: string;
  about: string;
}

const MOST_CHOICES = 20;

/** Wishes that wait for a gift and are in no order, by what is searched; the first of them. */
export const wishChoices = (rows: readonly WantedRow[], search: string): WishChoice[] => {
  const wanted = search.trim().toLowerCase();
  return rows
    .filter(({ orderId }) => orderId === undefined)
    .map((row) => ({
      wishId: row.wishId,
      title: row.title,
      about: [row.wishNo, row.alias, row.communityName].join(' · '),
    }))
    .filter(({ title, about }) => `${title} ${about}`.toLowerCase().includes(wanted))
    .slice(0, MOST_CHOICES);
};
