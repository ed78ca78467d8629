interface PageOf<Item> {
  items: readonly Item[];
  next?: string;
}

/** The pages of a list one behind the other, to its end or until there are as many. */
export const everyPage = async <Item>(
  read: (from: { cursor?: string }) => Promise<PageOf<Item>>,
  enough = Infinity,
): Promise<{ items: Item[]; next?: string }> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && items.length < enough);
  return { items, ...(cursor === undefined ? {} : { next: cursor }) };
};
