/** By a column, upwards or downwards; nothing is the order of the list itself. */
export interface Sorting<Key extends string> {
  key: Key;
  down: boolean;
}

/** Upwards first, then downwards, then as the list came. */
export const nextSorting = <Key extends string>(
  sorting: Sorting<Key> | null,
  key: Key,
): Sorting<Key> | null => {
  if (sorting?.key !== key) return { key, down: false };
  return sorting.down ? null : { key, down: true };
};

/** A column's head and the way it is sorted, as a screen reader names it. */
export interface HeadCell<Key extends string> {
  key: Key;
  word: string;
  sort: 'ascending' | 'descending' | 'none';
}

export const headOf = <Key extends string>(
  columns: readonly (readonly [Key, string])[],
  sorting: Sorting<Key> | null,
): HeadCell<Key>[] =>
  columns.map(([key, word]) => ({
    key,
    word,
    sort: sorting?.key !== key ? 'none' : sorting.down ? 'descending' : 'ascending',
  }));

const compared = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'zh-CN');

/** The items by what a column shows of them; equal ones stay in their order. */
export const sortedBy = <Item, Key extends string>(
  items: readonly Item[],
  { key, down }: Sorting<Key>,
  shown: Record<Key, (item: Item) => string | number>,
): Item[] => {
  const by = shown[key];
  return [...items].sort((a, b) => (down ? -1 : 1) * compared(by(a), by(b)));
};
