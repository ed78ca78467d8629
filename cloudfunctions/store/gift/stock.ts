import { refuseAbsent } from '../../domain/common/refusal';
import type { Lot } from '../../domain/gift/stock';
import { command, find, type Where } from '../common/database';
import type { Work } from '../common/requests';

/** Changes a lot by a decision of the domain. @throws Refusal NOT_FOUND */
export const changeLot = async (
  work: Work,
  stockId: string,
  decide: (lot: Lot) => Lot,
): Promise<Lot> => {
  const lot = await work.get('stock', stockId);
  if (!lot) return refuseAbsent('库存里没有找到它，请刷新后再选。');
  const next = decide(lot);
  await work.put('stock', next);
  return next;
};

/** One page of what is in stock, the oldest first. */
export const stockPage = async (
  campaignId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ lots: Lot[]; next?: string }> => {
  const where: Where = { campaignId, inStock: true };
  if (cursor !== undefined) where['key'] = command.gt(cursor);
  const lots = await find('stock', where, { orderBy: ['key', 'asc'], limit });
  const last = lots.at(-1);
  return lots.length === limit && last ? { lots, next: last.key } : { lots };
};
