import type { Fen } from '../../typings/contract';
import { arrivalSheet, chooseSheet, PRICE, savedSheet } from './arrivals';
import type { House } from './house';
import type { Place } from './place';

const fen = (amount: number): Fen => amount as Fen;
const campaignId = 'nanshan-2025';
const STAFF = 'packages/staff/gift/pages';

/** The pages of a gift once there is something on them: an order, stock, 替换 and a defect. */
export const giftPlaces = async (
  house: House,
  { funded, fulfilled }: { funded: string; fulfilled: string },
): Promise<Place[]> => {
  const staff = house.as('demo-community');
  const { items } = await staff.call('staff', 'gift.wanted', { campaignId });
  const asked = (await house.as(funded).call('family', 'wish.mine', {})).items[0];
  const given = (await house.as(fulfilled).call('family', 'wish.mine', {})).items[0];
  const lines = items
    .filter(({ wishId }) => wishId !== asked?.wishId)
    .slice(0, 4)
    .map(({ wishId, reservedFen }) => ({ wishId, priceFen: reservedFen }));
  const { orderId } = await staff.call('staff', 'order.save', {
    requestId: 'places-order',
    campaignId,
    supplier: '晨光文体用品商店',
    lines,
    note: '先送到区里',
  });
  await staff.call('staff', 'order.place', { requestId: 'places-place', orderId });
  await house.as('demo-admin').call('staff', 'stock.add', {
    requestId: 'places-stock',
    campaignId,
    title: '跳绳',
    category: 'sport',
    quantity: 30,
    priceFen: fen(2_000),
    supplier: '晨光文体用品商店',
    shelf: 'B-02',
  });
  await staff.call('staff', 'substitution.propose', {
    requestId: 'places-substitution',
    wishId: asked?.wishId ?? '',
    title: '一副羽毛球拍',
    priceFen: fen(5_000),
    reason: '店里没有原来那一款了',
  });
  await house.as(fulfilled).call('family', 'gift.defect', {
    requestId: 'places-defect',
    wishId: given?.wishId ?? '',
    reason: '用了两天，左边的拉链就拉不上了。',
  });
  const { titles, rows } = await arrivalSheet(staff, campaignId);
  const prices = [2_000, '一百二', 60, 55.5, 48];
  const filled = rows.slice(0, 6).map((row, at) => {
    const price = prices[at] ?? null;
    return price === null ? row : { ...row, [PRICE]: price, 领取点: '1 号兑换台' };
  });
  const sheet = await savedSheet(titles, [
    ...filled,
    { 心愿编号: 'W00000000', [PRICE]: 30, 领取点: '门口那张桌子', 货架: 'A-03' },
  ]);
  const openGroup = async (title: string, phone: Parameters<NonNullable<Place['reach']>>[0]) => {
    await phone.screen.getByRole('button', { name: title }).first().click();
  };
  return [
    {
      name: 'staff-purchase-order',
      path: `${STAFF}/purchase/purchase`,
      openid: 'demo-community',
      shows: '存为订单',
      reach: async (phone) => {
        await phone.screen.getByRole('checkbox').first().click();
      },
      asks: true,
    },
    {
      name: 'staff-purchase-replace',
      path: `${STAFF}/purchase/purchase`,
      openid: 'demo-community',
      shows: '请家长答复',
      reach: async (phone) => {
        await openGroup(
          items.find(({ wishId }) => wishId === lines[0]?.wishId)?.title ?? '',
          phone,
        );
        await phone.tap(/^换礼物/);
      },
      asks: true,
    },
    {
      name: 'staff-order-open',
      path: `${STAFF}/orders/orders?orderId=${orderId}`,
      openid: 'demo-community',
      shows: '整单到货',
      asks: true,
    },
    {
      name: 'staff-stock-give',
      path: `${STAFF}/stock/stock`,
      openid: 'demo-admin',
      shows: '给这个心愿',
      reach: (phone) => phone.tap('把跳绳给心愿'),
      asks: true,
    },
    {
      name: 'staff-defect-open',
      path: `${STAFF}/defects/defects`,
      openid: 'demo-community',
      shows: '处理好了',
      asks: true,
    },
    {
      name: 'office-arrivals-tried',
      path: 'packages/staff/gift/pages/arrivals/arrivals',
      openid: 'demo-community',
      shows: /行要改/,
      reach: (phone) => chooseSheet(phone, '六一到货表（仓库）.xlsx', sheet),
      asks: false,
    },
    { name: 'my-offer', path: 'pages/my/my', openid: funded, shows: /可以吗/, asks: true },
    { name: 'my-defect', path: 'pages/my/my', openid: fulfilled, shows: /已收到/, asks: true },
  ];
};
