/** One page of a list that is read by cursor. */
export interface PageOf<Item> {
  items: Item[];
  next?: string;
}

/** Where a list goes on; nothing for its beginning. */
export const after = (cursor?: string): { cursor?: string } =>
  cursor === undefined ? {} : { cursor };

type ReadPage<Item> = (cursor?: string) => Promise<PageOf<Item>>;

/** The next page that holds anything: a filtered page may be empty though more follow. */
export const nextFilledPage = async <Item>(
  read: ReadPage<Item>,
  cursor?: string,
): Promise<PageOf<Item>> => {
  let page = await read(cursor);
  while (page.items.length === 0 && page.next !== undefined) page = await read(page.next);
  return page;
};

/** The whole list, page after page; `seen` hears how many there are so far. */
export const everyItem = async <Item>(
  read: ReadPage<Item>,
  seen: (count: number) => void = () => undefined,
): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page: PageOf<Item> = await read(cursor);
    items.push(...page.items);
    seen(items.length);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
};
