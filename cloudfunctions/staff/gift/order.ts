import { byIds } from '../../store/common/by-ids';
import { cardsOf, wishesById } from '../../store/wish/wishes';
import { logDecisionOnMany } from '../wish/child-log';
import { isLive, type Card } from '../../domain/card/card';
import { noteOf } from '../../domain/common/audit';
import type { Input, OrderLineView, OrderRow, OrderView } from '../../../typings/contract';
import { maySee, type AreaPath, type StaffRights } from '../../domain/common/access';
import { fen as asFen } from '../../domain/money/money';
import {
  cancelOrder,
  placeOrder,
  priceOf,
  type Order,
  type OrderLine,
} from '../../domain/gift/order';
import type { Wish } from '../../domain/wish/wish';
import { newNumber } from '../../shared/identity';
import { pageOfCampaign } from '../../calls/fields';
import * as calls from '../../calls/gift';
import type { Context, Handlers } from '../../shared/serve';
import { getCampaign } from '../../store/campaign/campaigns';
import { changeOrderBy, getOrder, ordersPage, saveOrder } from '../../store/gift/orders';
import { once } from '../../store/common/requests';
import { requireArea } from '../common/area';

const DEFAULT_PAGE = 50;

/** Who sees all the wishes of an order sees the order. */
const requireAreaOf =
  (rights: StaffRights) =>
  (area: AreaPath): void => {
    requireArea(rights, { areaPath: area });
  };

const maySeeOrder = (rights: StaffRights, { areas }: Order): boolean =>
  areas.every((area) => maySee(rights, area));

const rowOf = (order: Order): OrderRow => {
  const counted = order.lines.filter(({ dropped }) => !dropped);
  return {
    orderId: order._id,
    orderNo: order.orderNo,
    supplier: order.supplier,
    state: order.state,
    ...(order.expectedAt === null ? {} : { expectedAt: order.expectedAt }),
    createdAt: order.createdAt,
    gifts: counted.length,
    arrived: counted.filter(({ arrivedAt }) => arrivedAt !== null).length,
    totalFen: asFen(counted.reduce((sum, line) => sum + priceOf(line), 0)),
  };
};

const lineOf = (line: OrderLine, wish: Wish | undefined, card: Card | undefined): OrderLineView => {
  const state = line.dropped ? 'dropped' : line.arrivedAt === null ? 'due' : 'arrived';
  const reservedFen = state === 'due' ? wish?.reservedFen : undefined;
  return {
    wishId: line.wishId,
    wishNo: wish?.wishNo ?? '',
    alias: wish?.alias ?? '',
    communityName: wish?.communityName ?? '',
    title: wish?.title ?? '',
    ...(wish?.details == null ? {} : { details: wish.details }),
    priceFen: priceOf(line),
    ...(reservedFen == null ? {} : { reservedFen }),
    ...(card && isLive(card) ? { eventId: card.eventId } : {}),
    state,
  };
};

const viewOf = async (order: Order): Promise<OrderView> => {
  const wishes = await byIds(
    'wishes',
    order.lines.map(({ wishId }) => wishId),
  );
  const cards = await cardsOf([...wishes.values()]);
  return {
    ...rowOf(order),
    note: order.note,
    lines: order.lines.map((line) => lineOf(line, wishes.get(line.wishId), cards.get(line.wishId))),
  };
};

/** What the families read of it. */
const DONE = { 'order.place': '采购：下单', 'order.cancel': '采购：取消订单' } as const;

const change =
  (action: keyof typeof DONE, decide: (order: Order, now: number) => Order) =>
  async (context: Context, { orderId }: Input<'staff', 'order.place'>) => {
    const { lines } = await getOrder(orderId);
    const counted = lines.filter(({ dropped }) => !dropped);
    const wishes = await wishesById(counted.map(({ wishId }) => wishId));
    return once(context, async (work) => {
      const requireArea = requireAreaOf(context.rights);
      const { state } = await changeOrderBy(work, orderId, requireArea, (order) =>
        decide(order, context.now),
      );
      await logDecisionOnMany(work, context, wishes, DONE[action]);
      await work.audit({ action, subject: orderId });
      return { state };
    });
  };

/** 订单: what is bought from one supplier. */
export const orderHandlers: Pick<
  Handlers<'staff'>,
  'order.save' | 'order.place' | 'order.cancel' | 'order.list' | 'order.open'
> = {
  'order.save': {
    who: 'staff',
    input: calls.orderSave,
    run: async (context, { orderId, campaignId, lines, expectedAt, note, supplier: from }) => {
      await getCampaign(campaignId);
      const seen = await wishesById(lines.map(({ wishId }) => wishId));
      const made = {
        isNew: orderId === undefined,
        _id: orderId ?? `order_${context.request.id.slice(0, 24)}`,
        orderNo: newNumber('D'),
        campaignId,
      };
      const wanted = { supplier: from, note: note ?? '', expectedAt: expectedAt ?? null, lines };
      return once(context, async (work) => {
        const requireArea = requireAreaOf(context.rights);
        const order = await saveOrder(work, made, wanted, context.now, requireArea);
        const wishes = seen.filter(({ _id }) => lines.some(({ wishId }) => wishId === _id));
        await logDecisionOnMany(work, context, wishes, '采购：加入订单');
        await work.audit({
          action: 'order.save',
          subject: order._id,
          note: noteOf(lines.length, rowOf(order).totalFen),
        });
        return { orderId: order._id, orderNo: order.orderNo, state: order.state };
      });
    },
  },
  'order.place': { who: 'staff', input: calls.oneOrder, run: change('order.place', placeOrder) },
  'order.cancel': { who: 'staff', input: calls.oneOrder, run: change('order.cancel', cancelOrder) },
  'order.list': {
    who: 'staff',
    input: pageOfCampaign,
    run: async ({ rights }, { campaignId, cursor, limit: size = DEFAULT_PAGE }) => {
      const areaIds = rights.admin ? 'all' : rights.grants.map(({ areaId }) => areaId);
      const { orders, next } = await ordersPage({ campaignId, areaIds }, { cursor, limit: size });
      const items = orders.filter((order) => maySeeOrder(rights, order)).map(rowOf);
      return { items, ...(next === undefined ? {} : { next }) };
    },
  },
  'order.open': {
    who: 'staff',
    input: calls.orderOpen,
    run: async ({ rights }, { orderId }) => {
      const order = await getOrder(orderId);
      order.areas.forEach(requireAreaOf(rights));
      return viewOf(order);
    },
  },
};
