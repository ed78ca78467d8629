import Database from 'libsql';
import { join } from 'node:path';
import type { Person } from './cloud';
import { fundId } from './world';

/** All documents of a collection as the store has them, whatever the functions say. */
export const documentsOf = <Kind>(dataDir: string, collection: string): Kind[] => {
  const db = new Database(join(dataDir, 'cloud.db'), { readonly: true } as never);
  try {
    const rows = db.prepare(`SELECT body FROM documents WHERE collection = ?`).all(collection) as {
      body: string;
    }[];
    return rows.map(({ body }) => JSON.parse(body) as Kind);
  } finally {
    db.close();
  }
};

/** @throws Error that says what does not hold */
export const must = (condition: boolean, what: () => string): void => {
  if (!condition) throw new Error(what());
};

/** What the ledger says: totals as shown, and per wish what its entries add up to. */
export interface Books {
  donatedFen: number;
  reservedFen: number;
  spentFen: number;
  availableFen: number;
  openReserve: ReadonlyMap<string, number>;
  spentOn: ReadonlyMap<string, number>;
}

/** Recomputes the fund from its entries, and nothing else. @throws where the books do not agree */
export const checkLedger = async (admin: Person): Promise<Books> => {
  const sums: Record<string, number> = {};
  const perWish = new Map<string, number>();
  const spentOn = new Map<string, number>();
  let cursor: string | undefined;
  let figures = { donatedFen: 0, reservedFen: 0, spentFen: 0, availableFen: 0 };
  do {
    const page: Awaited<ReturnType<typeof admin.call<'staff', 'fund.ledger'>>> = await admin.call(
      'staff',
      'fund.ledger',
      {
        fundId,
        ...(cursor === undefined ? {} : { cursor }),
      },
    );
    figures = page;
    for (const { type, amountFen, wishId } of page.entries) {
      sums[type] = (sums[type] ?? 0) + amountFen;
      const sign = type === 'reserve' ? 1 : type === 'spend' || type === 'release' ? -1 : 0;
      if (wishId && type === 'spend') {
        spentOn.set(wishId, (spentOn.get(wishId) ?? 0) + amountFen);
      }
      if (wishId) perWish.set(wishId, (perWish.get(wishId) ?? 0) + sign * amountFen);
    }
    cursor = page.next;
  } while (cursor !== undefined);
  const of = (type: string): number => sums[type] ?? 0;
  must(figures.availableFen >= 0, () => 'the fund is overdrawn');
  must(
    figures.availableFen === of('donate') + of('release') - of('reserve') - of('refund'),
    () => `available ${figures.availableFen} is not what the entries say: ${JSON.stringify(sums)}`,
  );
  must(
    figures.reservedFen === of('reserve') - of('release') - of('spend'),
    () => `reserved ${figures.reservedFen} is not what the entries say: ${JSON.stringify(sums)}`,
  );
  must(figures.spentFen === of('spend'), () => `spent ${figures.spentFen}, entries say otherwise`);
  for (const [wishId, open] of perWish) {
    must(open >= 0, () => `wish ${wishId} gave back more than was reserved`);
  }
  return { ...figures, openReserve: perWish, spentOn };
};
