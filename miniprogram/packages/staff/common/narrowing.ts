/** An option of a filter; the first is no filter. */
export interface Option {
  value: string;
  word: string;
}

/** A filter of a list, such as its desks. */
export interface ListFilter {
  key: string;
  name: string;
  options: readonly Option[];
}

/** What a list is narrowed down to: words or a number, and a value of each filter. */
export interface Narrowed {
  search: string;
  chosen: Readonly<Record<string, string>>;
}

export const NOT_NARROWED: Narrowed = { search: '', chosen: {} };

export const isNarrowed = ({ search, chosen }: Narrowed): boolean =>
  search !== '' || Object.values(chosen).some((value) => value !== '');

/** A filter over what the items have, in the order of their words; none where all have the same. */
export const filterOf = <Item>(
  key: string,
  name: string,
  items: readonly Item[],
  optionOf: (item: Item) => Option | undefined,
): ListFilter[] => {
  const options = new Map<string, string>();
  for (const item of items) {
    const option = optionOf(item);
    if (option && option.value !== '') options.set(option.value, option.word);
  }
  if (options.size < 2) return [];
  const sorted = [...options]
    .map(([value, word]) => ({ value, word }))
    .sort((a, b) => a.word.localeCompare(b.word, 'zh-CN', { numeric: true }));
  return [{ key, name, options: [{ value: '', word: `全部${name}` }, ...sorted] }];
};

/** The items that have the chosen value of every filter. */
export const narrowedBy = <Item>(
  items: readonly Item[],
  { chosen }: Narrowed,
  valueOf: Readonly<Record<string, (item: Item) => string | undefined>>,
): Item[] =>
  items.filter((item) =>
    Object.entries(chosen).every(([key, value]) => value === '' || valueOf[key]?.(item) === value),
  );
