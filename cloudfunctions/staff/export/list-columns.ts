import type { Caller, ListWanted } from '../../../typings/contract';
import type { Column, Value } from '../../excel/write';

/** Some rows, with the ids of the wishes, cards and complaints that they tell of. */
export interface Rows {
  rows: ListValue[][];
  about: string[];
  next?: string;
}

/** A list as a sheet: its columns, and its rows page by page, as the list's own action gives them. */
export interface List {
  who: Caller;
  title: string;
  columns: readonly Column[];
  page(cursor: string | undefined): Promise<Rows>;
}

/** A desk stands in a list by its id, and in the file by what it is called on the screen. */
export type ListValue = Value | { desk: string };

export const desk = (stationId: string | null | undefined): ListValue =>
  stationId ? { desk: stationId } : null;

type Asking<One, Name> = One extends { list: infer Lists }
  ? Name extends Lists
    ? One
    : never
  : never;

/** What was asked for, of one list. */
export type Wanted<Name extends ListWanted['list']> = Asking<ListWanted, Name>;

/** Rows that are asked of a list at once. */
export const A_PAGE = 100;

export const money = (fen: number | undefined): Value => (fen === undefined ? null : { fen });

export const time = (at: number | undefined): Value => (at === undefined ? null : { at });

/** A person by what can be read out of the pseudonym; the timer is no person. */
export const person = (pseudonym: string | undefined): Value =>
  pseudonym === undefined
    ? null
    : pseudonym.startsWith('p_')
      ? pseudonym.slice('p_'.length, 'p_'.length + 8)
      : '系统';

/** The input that goes on behind a cursor. */
export const from = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

export const columns = (...given: [title: string, width: number][]): Column[] =>
  given.map(([title, width]) => ({ title, width }));

/** The ids in an item of whatever a family may erase, however deep. */
const idsIn = (item: unknown): string[] => {
  if (Array.isArray(item)) return item.flatMap(idsIn);
  if (item === null || typeof item !== 'object') return [];
  return Object.entries(item).flatMap(([name, value]) =>
    typeof value === 'string' && /^(wish|card|complaint|enrolment)Ids?$/.test(name)
      ? value
      : idsIn(value),
  );
};

export const rowsOf = <Item>(
  { items, next }: { items: readonly Item[]; next?: string },
  row: (item: Item) => ListValue[],
): Rows => ({
  rows: items.map(row),
  about: idsIn(items),
  ...(next === undefined ? {} : { next }),
});
