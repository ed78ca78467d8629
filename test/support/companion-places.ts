import type { House } from './house';
import type { Place } from './places';

const HELPER = 'packages/helper/pages';
const STAFF = 'packages/staff/mother/pages';
const FAMILY = 'packages/family/pages/pair/pair';

/** The pages of 爱心妈妈, of staff who look after pairs, and of the family. */
export const companionPlaces = async (house: House): Promise<Place[]> => {
  const { items } = await house.as('demo-mother-1').call('helper', 'pair.mine', {});
  const pair = items[0];
  const query = `pairId=${pair?.pairId ?? ''}&alias=${encodeURIComponent(pair?.alias ?? '')}`;
  const mother = { openid: 'demo-mother-1', asks: true };
  return [
    { ...mother, name: 'mother', path: `${HELPER}/home/home`, shows: '记一次陪伴' },
    {
      ...mother,
      name: 'mother-applied',
      openid: 'demo-mother-4',
      path: `${HELPER}/home/home`,
      shows: '申请已收到',
    },
    {
      ...mother,
      name: 'mother-apply',
      openid: 'demo-new-mother',
      path: `${HELPER}/apply/apply`,
      shows: '提交申请',
    },
    {
      ...mother,
      name: 'mother-record',
      path: `${HELPER}/record/record?${query}`,
      shows: '怎么陪伴的',
      asks: false,
    },
    {
      ...mother,
      name: 'mother-records',
      path: `${HELPER}/records/records?${query}`,
      shows: '等督导确认',
    },
    {
      ...mother,
      name: 'mother-outing',
      path: `${HELPER}/outing/outing?${query}`,
      shows: '请家长同意',
      asks: false,
    },
    { name: 'pair', path: FAMILY, openid: 'demo-guardian-1', shows: /陪伴/, asks: true },
    {
      name: 'pair-asked',
      path: FAMILY,
      openid: 'demo-guardian-2',
      shows: '愿意让她来陪伴孩子吗？',
      asks: true,
    },
    {
      name: 'staff-mothers',
      path: `${STAFF}/mothers/mothers`,
      openid: 'demo-district',
      shows: '林知夏',
      asks: true,
    },
    {
      name: 'staff-matching',
      path: `${STAFF}/matching/matching`,
      openid: 'demo-community',
      shows: /岁/,
      asks: true,
    },
    {
      name: 'staff-pairs',
      path: `${STAFF}/pairs/pairs?tab=all`,
      openid: 'demo-community',
      shows: /林知夏/,
      asks: true,
    },
    {
      name: 'staff-pair',
      path: `${STAFF}/pair/pair?pairId=${pair?.pairId ?? ''}`,
      openid: 'demo-community',
      shows: '为什么打开这份档案',
      asks: false,
    },
  ];
};
