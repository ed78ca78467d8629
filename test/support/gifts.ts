import type { Fen, Input, WishDetails } from '../../typings/contract';
import type { Person, TestCloud } from './cloud';
import {
  approve,
  campaignId,
  fundWish,
  issue,
  newFamily,
  newRequestId,
  redeem,
  type World,
} from './world';

export const fen = (amount: number): Fen => amount as Fen;

/** A family whose wish has money reserved and no gift yet. */
export interface Wanted {
  guardian: Person;
  childId: string;
  wishId: string;
}

let families = 0;

export const fundedWish = async (
  cloud: TestCloud,
  world: World,
  {
    title = '一双球鞋',
    details,
    amountFen = 20_000,
    communityId = 'c-1',
  }: { title?: string; details?: WishDetails; amountFen?: number; communityId?: string } = {},
): Promise<Wanted> => {
  families += 1;
  const openid = `wanting-family-${families}`;
  const { guardian, childId } = await newFamily(cloud, openid, ['review', 'gift'], communityId);
  const { wishId } = await guardian.call('family', 'wish.submit', {
    requestId: newRequestId(),
    campaignId,
    childId,
    category: 'sport',
    title,
    ...(details === undefined ? {} : { details }),
  });
  await approve(world, wishId);
  await fundWish(world, wishId, amountFen);
  return { guardian, childId, wishId };
};

type OrderInput = Input<'staff', 'order.save'>;

/** An order at one price each, as `order.save` takes it. */
export const orderOf = (
  wishIds: readonly string[],
  priceFen = 15_000,
  more: Partial<OrderInput> = {},
): OrderInput => ({
  requestId: newRequestId(),
  campaignId,
  supplier: '晨光文体',
  lines: wishIds.map((wishId) => ({ wishId, priceFen: fen(priceFen) })),
  ...more,
});

/** Pieces in bulk, as `stock.add` takes them. */
export const lotOf = (
  quantity: number,
  more: Partial<Input<'staff', 'stock.add'>> = {},
): Input<'staff', 'stock.add'> => ({
  requestId: newRequestId(),
  campaignId,
  title: '跳绳',
  category: 'sport',
  quantity,
  priceFen: fen(2_000),
  supplier: '晨光文体',
  ...more,
});

export const figuresOf = async ({ admin }: World) => {
  const {
    entries: _all,
    next: _more,
    ...figures
  } = await admin.call('staff', 'fund.ledger', {
    fundId: 'fund',
  });
  return figures;
};

/** The wish as its family sees it. */
export const seenBy = async ({ guardian, wishId }: Wanted) => {
  const { items } = await guardian.call('family', 'wish.mine', {});
  const wish = items.find((item) => item.wishId === wishId);
  if (!wish) throw new Error('the family does not see its wish');
  return wish;
};

export const arriveAt = (world: World, wishId: string, priceFen: number, more: object = {}) =>
  world.community.call('staff', 'gift.arrive', {
    requestId: newRequestId(),
    wishId,
    priceFen: fen(priceFen),
    stationId: 'desk-1',
    ...more,
  });

/** A gift that was handed over at desk-1. */
export const handedOver = async (cloud: TestCloud, world: World): Promise<Wanted> => {
  const wanted = await fundedWish(cloud, world);
  await arriveAt(world, wanted.wishId, 15_000);
  const cardId = await issue(world, wanted.wishId);
  const { code } = await wanted.guardian.call('family', 'card.show', { cardId });
  await redeem(world.volunteer, code);
  return wanted;
};
