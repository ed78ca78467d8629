import { companionPlaces } from './companion-places';
import { giftPlaces } from './gift-places';
import { packPlaces } from './pack-places';
import { programmePlaces } from './programme-places';
import { scanPlaces } from './scan-places';
import { auditorPlaces, staffPlaces } from './staff-places';
import { wishFormPlaces } from './wish-form-places';
import { cardPath, guardianAt, guardiansAt, invitePath } from './demo-paths';
import type { House } from './house';
import { enterHome, place, type Place } from './place';

/** A guardian who froze the card. */
const guardianWithFrozenCard = async (house: House): Promise<string> => {
  const guardian = guardiansAt('ready')[1] ?? '';
  const person = house.as(guardian);
  const { items } = await person.call('family', 'card.mine', {});
  await person.call('family', 'card.freeze', {
    requestId: 'places-freeze',
    cardId: items[0]?.cardId ?? '',
    reason: '卡找不到了',
  });
  return guardian;
};

/** What is found within the pages: steps, sheets, other faces of the same page. */
export const innerPlaces = async (house: House): Promise<Place[]> => {
  const family = 'demo-new-family';
  const holder = guardianAt('ready');
  const fulfilled = guardianAt('fulfilled');
  const returned = guardianAt('returned');
  const frozen = await guardianWithFrozenCard(house);
  // Before more is asked of them.
  const staff = await staffPlaces(house);
  return [
    ...(await companionPlaces(house)),
    ...programmePlaces,
    ...(await giftPlaces(house, { funded: guardianAt('funded'), fulfilled })),
    place('home-welcome', 'pages/home/home', fulfilled, '一个心愿，一盏灯'),
    {
      ...place('home-horizon', 'pages/home/home', holder, '我们的故事'),
      reach: async (phone) => {
        await enterHome(phone);
        await phone.text('我们的故事').scrollIntoViewIfNeeded();
      },
    },
    {
      ...place('home-light', 'pages/home/home', fulfilled, /心愿|礼物/),
      reach: async (phone) => {
        await enterHome(phone);
        await phone.screen.getByRole('listitem').getByRole('button').first().click();
      },
    },
    ...wishFormPlaces(),
    {
      ...place('data-correction', 'packages/family/pages/data/data', fulfilled, '更正孩子的信息'),
      reach: (phone) => phone.tap(/^更正/),
    },
    {
      ...place('data-deletion', 'packages/family/pages/data/data', fulfilled, /不能恢复/),
      reach: (phone) => phone.tap('删除全部数据'),
    },
    {
      ...place('invite-code', await invitePath(house, fulfilled), fulfilled, '发给对方'),
      reach: (phone) => phone.tap('生成邀请码'),
      asks: false,
    },
    {
      ...place(
        'complaint-empty',
        'packages/family/pages/complaint/complaint',
        fulfilled,
        '请写下您想说的事',
      ),
      reach: (phone) => phone.tap('提交'),
      asks: false,
    },
    place('my-none', 'pages/my/my', family, '还没有心愿'),
    place('my-returned', 'pages/my/my', returned, '去修改'),
    {
      ...place('my-timeline', 'pages/my/my', fulfilled, '收起进展'),
      reach: (phone) => phone.tap('查看进展'),
    },
    place('card-redeemed', await cardPath(house, fulfilled), fulfilled, '已兑换'),
    place('work-volunteer', 'packages/work/pages/work/work', 'demo-volunteer-1', '现场核销'),
    ...staff,
    ...packPlaces,
    ...auditorPlaces,
    ...scanPlaces(house),
    {
      ...place('card-reissue', await cardPath(house, frozen), frozen, '申请补发兑换卡'),
      reach: (phone) => phone.tap('卡找不到了，申请补发'),
      asks: false,
    },
    place('card-frozen', await cardPath(house, frozen), frozen, '已冻结'),
  ];
};
