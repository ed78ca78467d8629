import type { EpochMs, Fen, OrderState } from '../../../typings/contract';
import type { AreaPath } from '../common/access';
import { refuse } from '../common/refusal';
import type { Wish } from '../wish/wish';

/** A gift on order, with its agreed price. */
export interface OrderLine {
  wishId: string;
  priceFen: Fen;
  arrivedAt: EpochMs | null;
  /** What it did cost, once it has come; older lines do not say. */
  paidFen?: Fen;
  /** The wish went its own way: withdrawn, sent back, or for another thing now. */
  dropped: boolean;
}

/** 订单: what is bought from one supplier for some wishes; a wish stands in one live order. */
export interface Order {
  _id: string;
  orderNo: string;
  campaignId: string;
  supplier: string;
  note: string;
  expectedAt: EpochMs | null;
  /** The areas of its wishes, each once: who may see all of them sees the order. */
  areas: AreaPath[];
  /** All that stand in `areas`, to look it up by. */
  areaIds: string[];
  placedAt: EpochMs | null;
  cancelledAt: EpochMs | null;
  /** Follows from the lines and from what was done; kept to be listed. */
  state: OrderState;
  lines: OrderLine[];
  createdAt: EpochMs;
  updatedAt: EpochMs;
  /** Order and cursor: time and a tail. */
  key: string;
}

const isDue = ({ arrivedAt, dropped }: OrderLine): boolean => arrivedAt === null && !dropped;

/** The price of a line: what was paid once it has come, as agreed until then. */
export const priceOf = ({ paidFen, priceFen }: OrderLine): Fen => paidFen ?? priceFen;

/** The lines that are still to come. */
export const dueLines = ({ lines }: Pick<Order, 'lines'>): OrderLine[] => lines.filter(isDue);

/** draft → ordered → partly_arrived → arrived, or cancelled where nothing came and nothing will. */
export const orderStateOf = ({
  lines,
  placedAt,
  cancelledAt,
}: Pick<Order, 'lines' | 'placedAt' | 'cancelledAt'>): OrderState => {
  const arrived = lines.some(({ arrivedAt }) => arrivedAt !== null);
  const due = cancelledAt === null && lines.some(isDue);
  if (arrived) return due ? 'partly_arrived' : 'arrived';
  if (!due) return 'cancelled';
  return placedAt === null ? 'draft' : 'ordered';
};

const settled = (order: Order): Order => ({ ...order, state: orderStateOf(order) });

/** Each area once. */
export const distinctAreas = (paths: readonly AreaPath[]): AreaPath[] => [
  ...new Map(paths.map((path) => [path.join('/'), path])).values(),
];

/** @throws Refusal FAILED_PRECONDITION where nothing of the order is to come any more */
export const requireOpenOrder = ({ state, orderNo }: Order): void => {
  if (state === 'arrived' || state === 'cancelled') {
    refuse('FAILED_PRECONDITION', `订单 ${orderNo} 已经结束，请新建一个订单。`);
  }
};

/** An order as staff want it: the lines that are still to come are replaced, the others stay. */
export const changeOrder = (
  order: Order,
  wanted: Pick<Order, 'supplier' | 'note' | 'expectedAt' | 'areas'> & {
    due: readonly Pick<OrderLine, 'wishId' | 'priceFen'>[];
  },
  now: EpochMs,
): Order => {
  const { due, ...about } = wanted;
  const wishIds = new Set(due.map(({ wishId }) => wishId));
  const kept = order.lines.filter((line) => !isDue(line) && !wishIds.has(line.wishId));
  const lines = [...kept, ...due.map((line) => ({ ...line, arrivedAt: null, dropped: false }))];
  const areaIds = [...new Set(about.areas.flat())];
  return settled({ ...order, ...about, areaIds, lines, updatedAt: now });
};

/** The order went out to the supplier. */
export const placeOrder = (order: Order, now: EpochMs): Order => {
  requireOpenOrder(order);
  if (order.placedAt !== null) {
    refuse('FAILED_PRECONDITION', `订单 ${order.orderNo} 已经下过单了。`);
  }
  return settled({ ...order, placedAt: now, updatedAt: now });
};

/** Nothing more will come; what has arrived stays arrived. */
export const cancelOrder = (order: Order, now: EpochMs): Order => {
  requireOpenOrder(order);
  const lines = order.lines.map((line) => (isDue(line) ? { ...line, dropped: true } : line));
  return settled({ ...order, lines, cancelledAt: now, updatedAt: now });
};

/** What the order must know of a wish after the wish has changed; undefined where nothing. */
export const orderAfter = (order: Order, before: Wish, after: Wish, now: EpochMs) => {
  const isFor = after.orderId === order._id;
  const came = isFor && before.state === 'funded' && after.state === 'ready';
  if (!came && isFor) return undefined;
  const paid = after.priceFen === null ? {} : { paidFen: after.priceFen };
  const change = came ? { arrivedAt: now, ...paid } : { dropped: true };
  const lines = order.lines.map((line) =>
    line.wishId === after._id && isDue(line) ? { ...line, ...change } : line,
  );
  return settled({ ...order, lines, updatedAt: now });
};
