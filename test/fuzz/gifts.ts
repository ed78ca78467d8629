import fc from 'fast-check';
import type { Order } from '../../cloudfunctions/domain/gift/order';
import type { Lot } from '../../cloudfunctions/domain/gift/stock';
import type { Wish } from '../../cloudfunctions/domain/wish/wish';
import { checkLedger, documentsOf, must } from '../support/books';
import type { TestCloud } from '../support/cloud';
import { fen, fundedWish, lotOf, orderOf, type Wanted } from '../support/gifts';
import { newRequestId, type World } from '../support/world';
import { killWithin, type Kill } from './faults';
import type { Setting } from './plays';

const WISHES = 3;
const RESERVE = 20_000;

const wish = fc.nat(WISHES - 1);
const which = fc.nat(9);
/** Some prices pass the reserve. */
const priceFen = fc.integer({ min: 1, max: RESERVE + 4_000 });

const deed = fc.oneof(
  fc.record({
    kind: fc.constant('order' as const),
    wishes: fc.uniqueArray(wish, { minLength: 1 }),
    priceFen,
  }),
  fc.record({
    kind: fc.constant('reorder' as const),
    which,
    wishes: fc.uniqueArray(wish, { minLength: 1 }),
    priceFen,
  }),
  fc.record({ kind: fc.constantFrom('place' as const, 'cancelOrder' as const), which }),
  fc.record({ kind: fc.constant('arrive' as const), wish, priceFen }),
  fc.record({ kind: fc.constant('arriveAll' as const), priceFen }),
  fc.record({ kind: fc.constant('withdraw' as const), wish }),
  fc.record({ kind: fc.constant('buy' as const), pieces: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant('useStock' as const), which, wish }),
  fc.record({ kind: fc.constant('writeOff' as const), which }),
  fc.record({ kind: fc.constant('propose' as const), wish, priceFen }),
  fc.record({ kind: fc.constant('answer' as const), wish, agree: fc.boolean() }),
);

type Deed = typeof deed extends fc.Arbitrary<infer Kind> ? Kind : never;

/** Deeds that happen at one moment; the function may die after so many database requests. */
export interface Moment {
  deeds: Deed[];
  kill: Kill | null;
}

export const moments: fc.Arbitrary<Moment[]> = fc.array(
  fc.record({
    deeds: fc.array(deed, { minLength: 1, maxLength: 3 }),
    kill: fc.option(killWithin(14), { freq: 3 }),
  }),
  { minLength: 4, maxLength: 12 },
);

/** Plays the buying of a few gifts on the real backend, and checks that all books agree. */
export const playBuying = async (
  { cloud, world, faults, tried }: Setting,
  plot: readonly Moment[],
): Promise<void> => {
  const wanted: Wanted[] = [];
  for (let place = 0; place < WISHES; place += 1) wanted.push(await fundedWish(cloud, world));
  const { admin, community } = world;
  const wishAt = (place: number): Wanted => wanted[place % wanted.length] as Wanted;
  const idsOf = (places: readonly number[]): string[] => places.map((at) => wishAt(at).wishId);
  const orders: string[] = [];
  const lots = (): Lot[] => documentsOf<Lot>(cloud.dataDir, 'stock').filter(({ left }) => left > 0);

  const happen = async (one: Deed): Promise<unknown> => {
    const requestId = newRequestId();
    switch (one.kind) {
      case 'order': {
        const input = orderOf(idsOf(one.wishes), one.priceFen);
        const saved = await tried(() => community.send('staff', 'order.save', input));
        if (saved) orders.push(saved.orderId);
        return;
      }
      case 'reorder': {
        const orderId = orders[one.which % Math.max(1, orders.length)];
        if (orderId === undefined) return;
        const input = orderOf(idsOf(one.wishes), one.priceFen, { orderId });
        return tried(() => community.send('staff', 'order.save', input));
      }
      case 'place':
      case 'cancelOrder': {
        const orderId = orders[one.which % Math.max(1, orders.length)];
        if (orderId === undefined) return;
        const action = one.kind === 'place' ? 'order.place' : 'order.cancel';
        return tried(() => community.send('staff', action, { requestId, orderId }));
      }
      case 'arrive': {
        const { wishId } = wishAt(one.wish);
        const input = { requestId, wishId, priceFen: fen(one.priceFen), stationId: 'desk-1' };
        return tried(() => community.send('staff', 'gift.arrive', input));
      }
      case 'arriveAll': {
        const gifts = wanted.map(({ wishId }) => ({ wishId, priceFen: fen(one.priceFen) }));
        const input = { requestId, stationId: 'desk-1', gifts };
        return tried(() => community.send('staff', 'gift.arriveMany', input));
      }
      case 'withdraw': {
        const { guardian, wishId } = wishAt(one.wish);
        const input = { requestId, wishId };
        return tried(() => guardian.send('family', 'wish.withdraw', input));
      }
      case 'buy': {
        const input = lotOf(one.pieces);
        return tried(() => admin.send('staff', 'stock.add', input));
      }
      case 'useStock': {
        const left = lots();
        const stockId = left[one.which % Math.max(1, left.length)]?._id;
        if (stockId === undefined) return;
        const { wishId } = wishAt(one.wish);
        const input = { requestId, stockId, wishId, stationId: 'desk-1' };
        return tried(() => community.send('staff', 'stock.use', input));
      }
      case 'writeOff': {
        const left = lots();
        const stockId = left[one.which % Math.max(1, left.length)]?._id;
        if (stockId === undefined) return;
        const input = { requestId, stockId, count: 1, reason: '受潮' };
        return tried(() => admin.send('staff', 'stock.writeOff', input));
      }
      case 'propose': {
        const { wishId } = wishAt(one.wish);
        const thing = { title: '另一份礼物', priceFen: fen(one.priceFen), reason: '买不到' };
        const input = { requestId, wishId, ...thing };
        return tried(() => community.send('staff', 'substitution.propose', input));
      }
      case 'answer': {
        const { guardian, wishId } = wishAt(one.wish);
        const mine = await tried(() => guardian.send('family', 'wish.mine', {}));
        const no = mine?.items[0]?.substitution?.no;
        if (no === undefined) return;
        const input = { requestId, wishId, no, agree: one.agree };
        return tried(() => guardian.send('family', 'substitution.answer', input));
      }
    }
  };

  for (const { deeds, kill } of plot) {
    if (kill) faults.arm(kill);
    await Promise.all(deeds.map(happen));
    faults.disarm();
  }
  await checkGifts(cloud, world);
};

/** Every gift there is has one place, every order its wishes, and every yuan its entry. */
const checkGifts = async (cloud: TestCloud, world: World): Promise<void> => {
  const wishes = documentsOf<Wish>(cloud.dataDir, 'wishes');
  const lots = documentsOf<Lot>(cloud.dataDir, 'stock');
  const orders = documentsOf<Order>(cloud.dataDir, 'orders');
  const books = await checkLedger(world.admin);

  let inLots = 0;
  let bulk = 0;
  for (const lot of lots) {
    const off = lot.writeOffs.reduce((sum, { count }) => sum + count, 0);
    must(lot.left >= 0, () => `lot ${lot._id} is below nothing`);
    must(
      lot.left === lot.quantity - lot.uses.length - off,
      () => `lot ${lot._id} has ${lot.left} left of ${lot.quantity}`,
    );
    must(lot.inStock === lot.left > 0, () => `lot ${lot._id} is listed wrongly`);
    inLots += lot.left + off;
    if (lot.fromWishId === null) bulk += lot.quantity;
  }
  const inHand = wishes.filter(({ state }) => state === 'ready');
  const bought = books.spentOn.size + bulk;
  must(
    bought === inHand.length + inLots,
    () => `${bought} gifts were paid for, ${inHand.length} at desks and ${inLots} in stock`,
  );
  const pieces = inHand.flatMap(({ gift, _id }) => (gift?.stockId ? [[gift.stockId, _id]] : []));
  for (const [stockId, wishId] of pieces) {
    const uses = lots.find(({ _id }) => _id === stockId)?.uses ?? [];
    const own = uses.filter((use) => use.wishId === wishId);
    must(own.length === 1, () => `wish ${wishId} has ${own.length} pieces of ${stockId}`);
  }

  for (const { _id, reservedFen, state, priceFen, gift } of wishes) {
    const open = books.openReserve.get(_id) ?? 0;
    must(open === (reservedFen ?? 0), () => `wish ${_id}: ${open} open, ${reservedFen} reserved`);
    if (state === 'ready' && gift?.stockId == null) {
      must(books.spentOn.get(_id) === priceFen, () => `wish ${_id} cost what was not spent`);
    }
  }
  const bulkFen = lots
    .filter(({ fromWishId }) => fromWishId === null)
    .reduce((sum, { quantity, priceFen }) => sum + quantity * priceFen, 0);
  const spentFen = [...books.spentOn.values()].reduce((sum, amount) => sum + amount, bulkFen);
  must(books.spentFen === spentFen, () => `${books.spentFen} spent, for ${spentFen} of gifts`);

  const standing = new Map<string, string>();
  for (const order of orders) {
    for (const { wishId, dropped, arrivedAt } of order.lines) {
      if (dropped || arrivedAt !== null) continue;
      const other = standing.get(wishId);
      must(other === undefined, () => `wish ${wishId} is due by ${order._id} and ${other ?? ''}`);
      standing.set(wishId, order._id);
    }
  }
  for (const { _id, state, orderId } of wishes) {
    const due = standing.get(_id);
    const said = state === 'funded' ? (orderId ?? undefined) : undefined;
    must(due === said, () => `wish ${_id} is due by ${due ?? 'none'}, says ${said ?? 'none'}`);
  }
};
