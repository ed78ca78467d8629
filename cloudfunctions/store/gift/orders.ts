import { byIds } from '../common/by-ids';
import type { EpochMs, Fen } from '../../../typings/contract';
import type { AreaPath } from '../../domain/common/access';
import {
  changeOrder,
  distinctAreas,
  dueLines,
  requireOpenOrder,
  type Order,
} from '../../domain/gift/order';
import { refuse, refuseAbsent } from '../../domain/common/refusal';
import { refuseState, type Wish } from '../../domain/wish/wish';
import { requireWithinReserve } from '../../domain/wish/reserve';
import { command, find, read, type Where, updateWhere } from '../common/database';
import { keyAt } from '../common/page-keys';
import type { Work } from '../common/requests';

/** @throws Refusal NOT_FOUND */
export const getOrder = async (orderId: string): Promise<Order> =>
  (await read('orders', orderId)) ?? refuseAbsent('没有找到这个订单。');

/** Whom some orders are from, by order. */
export const suppliersOf = async (orderIds: readonly string[]): Promise<Map<string, string>> => {
  const orders = await byIds('orders', orderIds);
  return new Map([...orders.values()].map(({ _id, supplier }) => [_id, supplier]));
};

/** Documents that one transaction may touch, less the request's own. */
const MAX_TOUCHES = 92;

const freeWish = async (work: Work, wishId: string, orderId: string): Promise<void> => {
  const wish = await work.get('wishes', wishId);
  if (wish?.orderId === orderId) await work.put('wishes', { ...wish, orderId: null });
};

const requireOrderable = (wish: Wish, orderId: string, campaignId: string): void => {
  if (wish.campaignId !== campaignId) {
    refuse('FAILED_PRECONDITION', `心愿 ${wish.wishNo} 不属于这个活动。`);
  }
  if (wish.state !== 'funded' || wish.reservedFen === null) {
    refuseState(wish.state, `只有已落实善款的心愿可以下单（${wish.wishNo}）。`);
  }
  if (wish.orderId != null && wish.orderId !== orderId) {
    refuse('FAILED_PRECONDITION', `心愿 ${wish.wishNo} 已经在另一个订单里。`);
  }
  if (wish.proposal != null) {
    refuse('FAILED_PRECONDITION', `心愿 ${wish.wishNo} 的替换在等家长答复，答复后再下单。`);
  }
};

const emptyOrder = (made: Pick<Order, '_id' | 'orderNo' | 'campaignId'>, now: EpochMs): Order => ({
  ...made,
  supplier: '',
  note: '',
  expectedAt: null,
  areas: [],
  areaIds: [],
  placedAt: null,
  cancelledAt: null,
  state: 'draft',
  lines: [],
  createdAt: now,
  updatedAt: now,
  key: keyAt(now, made._id),
});

/**
 * Saves an order and, in the same transaction, that its wishes stand in it and in no other.
 * @throws Refusal NOT_FOUND, FAILED_PRECONDITION; what `requireArea` refuses
 */
export const saveOrder = async (
  work: Work,
  made: { isNew: boolean; _id: string; orderNo: string; campaignId: string },
  wanted: {
    supplier: string;
    note: string;
    expectedAt: EpochMs | null;
    lines: readonly { wishId: string; priceFen: Fen }[];
  },
  now: EpochMs,
  requireArea: (area: AreaPath) => void,
): Promise<Order> => {
  const { isNew, ...named } = made;
  const stored = await work.get('orders', named._id);
  if (!stored && !isNew) return refuseAbsent('没有找到这个订单。');
  const order = stored ?? emptyOrder(named, now);
  if (stored) {
    if (stored.campaignId !== named.campaignId) {
      refuse('FAILED_PRECONDITION', '这个订单属于另一个活动。');
    }
    stored.areas.forEach(requireArea);
    requireOpenOrder(stored);
  }
  const { lines, ...about } = wanted;
  const asked = new Set(lines.map(({ wishId }) => wishId));
  const given = new Set(dueLines(order).map(({ wishId }) => wishId));
  const gone = [...given].filter((wishId) => !asked.has(wishId));
  const fresh = lines.filter(({ wishId }) => !given.has(wishId));
  if (lines.length + fresh.length + 2 * gone.length > MAX_TOUCHES) {
    refuse('FAILED_PRECONDITION', '一次改动太多，请先移出一些保存，再加新的。');
  }
  const areas: AreaPath[] = [];
  for (const { wishId, priceFen } of lines) {
    const wish = await work.get('wishes', wishId);
    if (!wish) return refuseAbsent('没有找到这个心愿。');
    requireArea(wish.areaPath);
    requireOrderable(wish, order._id, order.campaignId);
    requireWithinReserve(wish, priceFen);
    areas.push(wish.areaPath);
    if (wish.orderId !== order._id) {
      await work.put('wishes', { ...wish, orderId: order._id, updatedAt: now });
    }
  }
  for (const wishId of gone) await freeWish(work, wishId, order._id);
  // What has arrived by it, or left it, stays in it: so do the areas of that.
  const kept = order.lines.length > given.size ? order.areas : [];
  const next = changeOrder(
    order,
    { ...about, areas: distinctAreas([...areas, ...kept]), due: lines },
    now,
  );
  await work.put('orders', next);
  return next;
};

/** Changes an order as a whole, and frees the wishes that are not to come by it any more. */
export const changeOrderBy = async (
  work: Work,
  orderId: string,
  requireArea: (area: AreaPath) => void,
  decide: (order: Order) => Order,
): Promise<Order> => {
  const order = await work.get('orders', orderId);
  if (!order) return refuseAbsent('没有找到这个订单。');
  order.areas.forEach(requireArea);
  const next = decide(order);
  const still = new Set(dueLines(next).map(({ wishId }) => wishId));
  for (const { wishId } of dueLines(order)) {
    if (!still.has(wishId)) await freeWish(work, wishId, orderId);
  }
  await work.put('orders', next);
  return next;
};

/** One page of a campaign's orders, the newest first. */
export const ordersPage = async (
  { campaignId, areaIds }: { campaignId: string; areaIds: readonly string[] | 'all' },
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ orders: Order[]; next?: string }> => {
  const where: Where = { campaignId };
  if (areaIds !== 'all') where['areaIds'] = command.in([...areaIds]);
  if (cursor !== undefined) where['key'] = command.lt(cursor);
  const orders = await find('orders', where, { orderBy: ['key', 'desc'], limit });
  const last = orders.at(-1);
  return orders.length === limit && last ? { orders, next: last.key } : { orders };
};

/** Lets go what staff noted on an order; answers whether it was there. */
export const blankNote = (orderId: string): Promise<boolean> =>
  updateWhere('orders', { _id: orderId }, { note: '' });
