import type { House } from './house';
import type { Place } from './place';

const HELPER = 'packages/helper/pages';
const STAFF = 'packages/staff/mother/pages';
const FAMILY = 'packages/family/pages/pair/pair';
const OFFICE = 'packages/staff/referral/pages';
const REFERRAL = 'packages/family/pages/referral/referral';

/** A family without WeChat that a specialist was proposed to. */
const askOnPaper = async (house: House): Promise<void> => {
  const staff = house.as('demo-community');
  const { childId } = await staff.call('staff', 'entry.save', {
    requestId: 'places-paper',
    campaignId: 'nanshan-2025',
    child: { nickname: '小禾', birthMonth: '2016-05', communityId: 'c-01' },
    wish: { category: 'study', title: '一盏台灯', details: {}, reason: '' },
    consent: {
      formNo: 'P-901',
      signedOn: '2025-05-20',
      keptAt: '二号柜',
      scopes: ['review', 'gift'],
    },
  });
  const { items } = await staff.call('staff', 'specialist.list', {});
  await staff.call('staff', 'referral.propose', {
    requestId: 'places-paper-referral',
    childId,
    specialistId: items[0]?.specialistId ?? '',
    purpose: '和同学相处',
    question: '转学以后不爱说话，想请老师听听。',
  });
};

/** The pages of 爱心妈妈, of staff who look after pairs, and of the family. */
export const companionPlaces = async (house: House): Promise<Place[]> => {
  const { items } = await house.as('demo-mother-1').call('helper', 'pair.mine', {});
  const pair = items[0];
  const query = `pairId=${pair?.pairId ?? ''}&alias=${encodeURIComponent(pair?.alias ?? '')}`;
  const mother = { openid: 'demo-mother-1', asks: true };
  await askOnPaper(house);
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
    {
      ...mother,
      name: 'specialist-referrals',
      openid: 'demo-specialist-1',
      path: `${HELPER}/referrals/referrals`,
      shows: '想请你看的',
    },
    {
      ...mother,
      name: 'specialist-refusing',
      openid: 'demo-specialist-1',
      path: `${HELPER}/referrals/referrals`,
      shows: '为什么不能接受',
      reach: (phone) => phone.tap('不能接受'),
    },
    {
      ...mother,
      name: 'specialist-none',
      path: `${HELPER}/referrals/referrals`,
      shows: '现在没有转介给你的孩子',
    },
    {
      name: 'referral',
      path: REFERRAL,
      openid: 'demo-guardian-1',
      shows: '会告诉专家的',
      asks: true,
    },
    {
      name: 'referral-asked',
      path: REFERRAL,
      openid: 'demo-guardian-2',
      shows: '请您看看',
      asks: true,
    },
    {
      name: 'staff-referrals',
      path: `${OFFICE}/referrals/referrals`,
      openid: 'demo-community',
      shows: '苏老师',
      asks: true,
    },
    {
      name: 'staff-specialist',
      path: `${OFFICE}/referrals/referrals`,
      openid: 'demo-admin',
      shows: '登记码',
      asks: true,
      reach: async (phone) => {
        await phone.tap('专家');
        await phone.tap('登记专家');
      },
    },
    {
      name: 'staff-answer',
      path: `${OFFICE}/referrals/referrals`,
      openid: 'demo-community',
      shows: '谁在什么时候说的',
      asks: true,
      reach: (phone) => phone.tap('登记家长的答复'),
    },
    {
      name: 'staff-propose',
      path: `${OFFICE}/propose/propose`,
      openid: 'demo-community',
      shows: '请哪位专家',
      asks: true,
      reach: (phone) => phone.tap(/岁 · /),
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
