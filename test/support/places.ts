import { cardPath, guardianAt, guardiansAt, invitePath, waitingWish } from './demo-paths';
import type { House } from './house';
import { enterHome, place, type Place } from './place';

const costPath = async (house: House): Promise<string> => {
  const input = { campaignId: 'nanshan-2025', state: 'ready', limit: 50 } as const;
  const { items } = await house.as('demo-admin').call('staff', 'wish.list', input);
  return `packages/staff/money/pages/cost/cost?wishId=${items[0]?.wishId ?? ''}`;
};

/** Somebody asks to take over the child of this guardian; answers the path of staff. */
const takeoverPath = async (house: House, openid: string): Promise<string> => {
  const { items } = await house.as(openid).call('family', 'wish.mine', {});
  const wishId = items[0]?.wishId ?? '';
  await house.as('demo-admin').call('staff', 'guardian.transfer', {
    requestId: 'places-takeover',
    wishId,
    reason: '奶奶的微信换了号，当面核对过户口本',
  });
  return `packages/staff/family/pages/transfers/transfers?wishId=${wishId}`;
};

/** Every page once, as it is opened, with the demo's data. */
export const openPlaces = async (house: House): Promise<Place[]> => {
  const holder = guardianAt('ready');
  const takenOver = guardiansAt('ready')[2] ?? '';
  const transfers = await takeoverPath(house, takenOver);
  return [
    { ...place('home', 'pages/home/home', holder, /\/ \d+ 个心愿/), reach: enterHome },
    place('my', 'pages/my/my', holder, '打开心愿兑换卡'),
    place('wish-form', 'pages/wish-form/wish-form', 'demo-new-family', '先请您了解'),
    place('card', await cardPath(house, holder), holder, '卡号'),
    place('work', 'packages/work/pages/work/work', 'demo-admin', /爱心款/),
    {
      ...place(
        'privacy',
        'packages/family/pages/privacy/privacy',
        holder,
        '我们怎样保护孩子的信息',
      ),
      asks: false,
    },
    place(
      'concern',
      'packages/safe/pages/concern/concern?from=family',
      holder,
      '正在发生危险？先打电话',
    ),
    place('concerns', 'packages/safe/pages/concerns/concerns', 'demo-safe-1', '没有报告'),
    place('consent', 'packages/family/pages/consent/consent', holder, '您的选择'),
    place('data', 'packages/family/pages/data/data', holder, '我们保存了什么'),
    { ...place('invite', await invitePath(house, holder), holder, /一起照看/), asks: false },
    place('join', 'packages/family/pages/join/join?code=LIGHT', 'demo-new-family', '邀请码'),
    {
      ...place('complaint', 'packages/family/pages/complaint/complaint', holder, '请告诉我们'),
      asks: false,
    },
    {
      ...place('story', 'packages/family/pages/story/story', holder, '一盏灯的四种亮度'),
      asks: false,
    },
    place('partners', 'packages/family/pages/partners/partners', holder, '点亮了哪些心愿'),
    {
      ...place('poster', 'packages/family/pages/poster/poster', holder, '保存或发给朋友'),
      // The button is dim until the picture is drawn.
      reach: (phone) =>
        phone.screen.locator('.van-button--disabled').waitFor({ state: 'detached' }),
    },
    place('staff-queue', 'packages/staff/wish/pages/queue/queue', 'demo-community', /轮到你审核/),
    { ...place('staff-wish', await waitingWish(house), 'demo-community', '打开档案'), asks: false },
    place('staff-fund', 'packages/staff/money/pages/fund/fund', 'demo-admin', '账目'),
    place(
      'staff-approvals',
      'packages/staff/money/pages/approvals/approvals',
      'demo-admin',
      '等待批准',
    ),
    place('staff-cost', await costPath(house), 'demo-admin', '怎么用的'),
    place('staff-report', 'packages/staff/money/pages/report/report', 'demo-admin', '做感谢函'),
    place('staff-check', 'packages/staff/money/pages/check/check', 'demo-admin', '没有发票的支出'),
    place('staff-gifts', 'packages/staff/gift/pages/gifts/gifts', 'demo-community', /份在路上/),
    place(
      'staff-purchase',
      'packages/staff/gift/pages/purchase/purchase',
      'demo-community',
      /待下单/,
    ),
    place('staff-orders', 'packages/staff/gift/pages/orders/orders', 'demo-community', /订单/),
    place('staff-stock', 'packages/staff/gift/pages/stock/stock', 'demo-admin', '成批入库'),
    place('staff-defects', 'packages/staff/gift/pages/defects/defects', 'demo-community', '待处理'),
    place('staff-cards', 'packages/staff/card/pages/cards/cards', 'demo-community', /可使用/),
    place('staff-event', 'packages/staff/card/pages/event/event', 'demo-admin', /六一心愿兑换日/),
    place(
      'office-entry',
      'packages/staff/family/pages/entry/entry',
      'demo-community',
      '纸质同意书',
    ),
    place(
      'office-roster',
      'packages/staff/family/pages/roster/roster',
      'demo-community',
      '选择文件',
    ),
    {
      ...place(
        'office-arrivals',
        'packages/staff/gift/pages/arrivals/arrivals',
        'demo-community',
        '下载到货表',
      ),
      asks: false,
    },
    place('office-transfers', transfers, 'demo-district', '等待区级批准'),
    place('takeover', 'packages/family/pages/transfer/transfer', takenOver, /有人申请成为/),
    place('my-takeover', 'pages/my/my', takenOver, '有人申请变更监护人'),
    place('office-calls', 'packages/staff/family/pages/calls/calls', 'demo-community', '要打的'),
    place('scan', 'packages/station/pages/scan/scan', 'demo-volunteer-1', '你在哪个核销点？'),
    ...(await officePlaces(house)),
  ];
};

const STAFF = 'packages/staff';

/** What staff have to do beside the wishes: people, campaigns, letters, and those who look on. */
const officePlaces = async (house: House): Promise<Place[]> => {
  await house.as(guardianAt('rejected')).call('family', 'complaint.send', {
    requestId: 'places-complaint',
    topic: 'event',
    words: '排队的时间有点长，希望能分时段来。',
  });
  const { code } = await house.as('demo-admin').call('staff', 'invite.make', {
    requestId: 'places-invite',
    offer: { role: 'community', areaId: 'c-01' },
    label: '荔枝社区 李',
  });
  const accept = `${STAFF}/people/pages/accept/accept?code=${code}`;
  return [
    place('office-people', `${STAFF}/people/pages/people/people`, 'demo-admin', /荔枝社区 李/),
    place(
      'office-campaigns',
      `${STAFF}/campaign/pages/campaigns/campaigns`,
      'demo-admin',
      '复制成下一期',
    ),
    place(
      'office-complaints',
      `${STAFF}/complaint/pages/complaints/complaints`,
      'demo-district',
      /活动现场/,
    ),
    place('office-fairness', `${STAFF}/campaign/pages/fairness/fairness`, 'demo-auditor', '各社区'),
    place('office-audit', `${STAFF}/people/pages/audit/audit`, 'demo-auditor', /审核心愿|核销/),
    { ...place('office-accept', accept, 'demo-new-colleague', '接受邀请'), asks: false },
    place('packs-plan', `${STAFF}/pack/pages/packs/packs`, 'demo-admin', '单位与批次'),
    place(
      'packs-batch',
      `${STAFF}/pack/pages/batch/batch?batchId=batch-1`,
      'demo-admin',
      '打印交接单',
    ),
    place(
      'packs-assign',
      `${STAFF}/pack/pages/assign/assign?batchId=batch-1`,
      'demo-community',
      '全选 / 全不选',
    ),
    place(
      'packs-roster',
      `${STAFF}/family/pages/roster/roster?batchId=batch-1`,
      'demo-community',
      '没有微信的孩子',
    ),
    place(
      'packs-supply',
      `${STAFF}/pack/pages/supply/supply?planId=packs-2025`,
      'demo-admin',
      '发给哪个单位',
    ),
    place('helper-batches', 'packages/helper/pages/batches/batches', 'demo-member-1', '扫码送到'),
    place('family-packs', 'packages/family/pages/packs/packs', 'demo-guardian-1', '出示领取码'),
    place(
      'programmes',
      'packages/family/pages/programmes/programmes',
      'demo-guardian-1',
      '全部项目',
    ),
    place(
      'certificate',
      'packages/family/pages/certificate/certificate',
      'demo-mother-1',
      '我的证书',
    ),
  ];
};

/** Pages that stand for the others where no answer comes. */
const STANDING_FOR = ['home', 'my', 'card', 'partners', 'staff-queue', 'scan'];

/** What is seen where the cloud is slow, refuses or cannot be reached, and where one may not be. */
export const statePlaces = async (house: House): Promise<Place[]> => {
  const places = await openPlaces(house);
  const chosen = places.filter(({ name }) => STANDING_FOR.includes(name));
  const queue = places.find(({ name }) => name === 'staff-queue') as Place;
  const family = 'demo-new-family';
  return [
    ...chosen.flatMap((each): Place[] => [
      { ...each, name: `${each.name}-loading`, without: 'silent', shows: /./ },
      { ...each, name: `${each.name}-error`, without: 'refusing', shows: '重试' },
      { ...each, name: `${each.name}-offline`, without: 'network', shows: /网络|离线/ },
    ]),
    { ...queue, name: 'staff-queue-denied', openid: family, shows: '这里不对您开放' },
  ];
};
