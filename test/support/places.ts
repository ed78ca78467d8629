import { withCheck } from '@micro-wish/vocabulary';
import { demoWishes, type Stage } from '../../cloudfunctions/demo/wishes';
import { companionPlaces } from './companion-places';
import { giftPlaces } from './gift-places';
import { programmePlaces } from './programme-places';
import type { Silence } from './answers';
import type { House } from './house';
import type { Phone } from './phone';

/** A place of the app that can be looked at: a page, who opens it, and how it is reached. */
export interface Place {
  /** What it is called in the gallery; letters, digits and hyphens. */
  name: string;
  /** Page with its query. */
  path: string;
  openid: string;
  /** What is on the screen once it is there. */
  shows: string | RegExp;
  /** What a person does on the page to get there. */
  reach?(phone: Phone): Promise<void>;
  /** Whether the page asks the cloud when it opens. */
  asks: boolean;
  /** What is in the way of an answer. */
  without?: Silence | 'network';
}

/** The guardians of the demo whose wish has come this far. */
const guardiansAt = (stage: Stage): string[] =>
  demoWishes(Date.now()).flatMap((wish, place) =>
    wish.stage === stage ? [`demo-guardian-${place + 1}`] : [],
  );

const guardianAt = (stage: Stage): string => guardiansAt(stage)[0] ?? '';

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

const cardPath = async (house: House, openid: string): Promise<string> => {
  const { items } = await house.as(openid).call('family', 'card.mine', {});
  return `pages/card/card?cardId=${items[0]?.cardId ?? ''}`;
};

const invitePath = async (house: House, openid: string): Promise<string> => {
  const { children } = await house.as(openid).call('family', 'me', {});
  const [child] = children;
  return `packages/family/pages/invite/invite?childId=${child?.childId ?? ''}&nickname=${encodeURIComponent(child?.nickname ?? '')}`;
};

const waitingWish = async (house: House): Promise<string> => {
  const input = { campaignId: 'nanshan-2025', state: 'submitted', limit: 50 } as const;
  const { items } = await house.as('demo-community').call('staff', 'wish.list', input);
  const mine = items.find((wish) => wish.mine);
  return `packages/staff/wish/pages/wish/wish?wishId=${mine?.wishId ?? ''}`;
};

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

/** Chooses a wish of the list; on a wide window they can be chosen at once. */
const chooseOne = async (phone: Phone): Promise<void> => {
  await phone.control(/^(多选|选择全部)$/).waitFor();
  const many = phone.control('多选');
  if (await many.isVisible()) await many.click();
  await phone.tap(/^选择(?!全部)/);
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

const place = (name: string, path: string, openid: string, shows: string | RegExp): Place => ({
  name,
  path,
  openid,
  shows,
  asks: true,
});

/** What is found within the pages: steps, sheets, other faces of the same page. */
export const innerPlaces = async (house: House): Promise<Place[]> => {
  const family = 'demo-new-family';
  const form = 'pages/wish-form/wish-form';
  const wish = await waitingWish(house);
  const scan = 'packages/station/pages/scan/scan';
  const holder = guardianAt('ready');
  const fulfilled = guardianAt('fulfilled');
  const returned = guardianAt('returned');
  const frozen = await guardianWithFrozenCard(house);
  const openFile = async (phone: Phone): Promise<void> => {
    await phone.tap('审核');
    await phone.tap('打开档案');
  };
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
    { ...place('wish-form-child', form, family, '出生年月'), reach: consentAndGoOn },
    {
      ...place('wish-form-wish', form, family, '想要的礼物'),
      reach: async (phone) => {
        await consentAndGoOn(phone);
        await addChild(phone);
        await phone.tap('运动');
        await phone.write('想要的礼物', '一副羽毛球拍');
      },
    },
    {
      ...place('wish-form-check', form, family, '提交心愿'),
      reach: async (phone) => {
        await consentAndGoOn(phone);
        await addChild(phone);
        await phone.tap('运动');
        await phone.write('想要的礼物', '一副羽毛球拍');
        await phone.tap('下一步');
      },
    },
    {
      ...place('wish-form-mistakes', form, family, /请/),
      reach: async (phone) => {
        await consentAndGoOn(phone);
        await phone.tap('下一步');
      },
    },
    {
      ...place('wish-form-no-consent', form, family, /请先勾选/),
      reach: (phone) => phone.tap('下一步'),
    },
    {
      ...place('wish-form-returned', 'pages/my/my', returned, '孩子的小名'),
      reach: async (phone) => {
        await phone.tap('去修改');
        await phone.tap('下一步');
      },
      asks: false,
    },
    place('wish-form-which-child', form, guardianAt('submitted'), '为哪个孩子许愿'),
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
    { ...place('staff-wish-file', wish, 'demo-community', '想要的原因'), reach: openFile },
    {
      ...place('staff-wish-review', wish, 'demo-community', '公开文字'),
      reach: async (phone) => {
        await openFile(phone);
        await phone.tap('通过');
      },
    },
    {
      ...place('staff-wish-return', wish, 'demo-community', '理由'),
      reach: async (phone) => {
        await openFile(phone);
        await phone.tap('退回修改');
      },
    },
    {
      ...place(
        'staff-queue-choosing',
        'packages/staff/wish/pages/queue/queue',
        'demo-community',
        /已选 1 个/,
      ),
      reach: chooseOne,
    },
    {
      ...place(
        'staff-queue-funding',
        'packages/staff/wish/pages/queue/queue?state=approved',
        'demo-admin',
        '预留后可用余额',
      ),
      reach: async (phone) => {
        await chooseOne(phone);
        await phone.tap('预留善款');
        await phone.write('每个心愿预留金额，单位元', '299.5');
      },
    },
    {
      ...place('staff-wish-compare', wish, 'demo-community', '另一份'),
      reach: async (phone) => {
        await openFile(phone);
        await phone.tap(/^并排比对/);
      },
    },
    {
      ...place(
        'staff-cards-issue',
        'packages/staff/card/pages/cards/cards',
        'demo-community',
        /全选/,
      ),
      reach: (phone) => phone.tap(/^发卡/),
    },
    {
      ...place(
        'office-entry-mistakes',
        'packages/staff/family/pages/entry/entry',
        'demo-admin',
        '请选择类别',
      ),
      reach: (phone) => phone.tap('提交，录下一家'),
    },
    {
      ...place('office-invited', `${STAFF}/people/pages/people/people`, 'demo-admin', '邀请好了'),
      reach: async (phone) => {
        await phone.tap('管理员');
        await phone.tap('生成邀请');
      },
    },
    {
      ...place(
        'office-campaign-form',
        `${STAFF}/campaign/pages/campaigns/campaigns`,
        'demo-admin',
        '活动名称',
      ),
      reach: (phone) => phone.tap('复制成下一期'),
    },
    {
      ...place(
        'office-consent',
        `${STAFF}/campaign/pages/campaigns/campaigns`,
        'demo-admin',
        '家长会看到',
      ),
      reach: (phone) => phone.tap('同意书'),
    },
    {
      ...place(
        'office-complaint',
        `${STAFF}/complaint/pages/complaints/complaints`,
        'demo-admin',
        '我来处理',
      ),
      reach: (phone) => phone.tap(/活动现场/),
    },
    place(
      'packs-discrepancy',
      `${STAFF}/pack/pages/batch/batch?batchId=batch-3`,
      'demo-district',
      '签收差异',
    ),
    {
      ...place(
        'packs-return',
        `${STAFF}/pack/pages/batch/batch?batchId=batch-1`,
        'demo-district',
        /全部 \d+ 份/,
      ),
      reach: (phone) => phone.tap(/^退回 7–12/),
    },
    {
      ...place(
        'packs-unit',
        `${STAFF}/pack/pages/supply/supply?planId=packs-2025`,
        'demo-admin',
        '保存',
      ),
      reach: async (phone) => {
        await phone.tap('登记单位');
        await phone.tap('木棉书店');
      },
    },
    place('helper-count', 'packages/helper/pages/batches/batches', 'demo-member-2', '签收'),
    place(
      'helper-none',
      'packages/helper/pages/batches/batches',
      'demo-guardian-2',
      '现在没有你的批次',
    ),
    {
      ...place(
        'family-pack-code',
        'packages/family/pages/packs/packs',
        'demo-guardian-1',
        '收起领取码',
      ),
      reach: async (phone) => {
        await phone.tap('出示领取码');
        await phone.tapOver('允许');
      },
    },
    place('family-pack-answer', 'packages/family/pages/packs/packs', 'demo-guardian-3', '您说'),
    place(
      'family-no-packs',
      'packages/family/pages/packs/packs',
      'demo-guardian-60',
      '还没有给孩子的暖心包',
    ),
    {
      ...place('office-verified', `${STAFF}/people/pages/audit/audit`, 'demo-auditor', '记录完整'),
      reach: (phone) => phone.tap('开始核对'),
    },
    place('staff-fund-auditor', 'packages/staff/money/pages/fund/fund', 'demo-auditor', '账目'),
    place('work-auditor', 'packages/work/pages/work/work', 'demo-auditor', '操作记录'),
    {
      ...place('scan-ready', scan, 'demo-volunteer-1', '扫一扫'),
      reach: (phone) => phone.tap('1 号兑换台'),
    },
    {
      ...place('scan-mistyped', scan, 'demo-volunteer-1', /有一位不对/),
      reach: async (phone) => {
        await phone.tap('1 号兑换台');
        await phone.write('卡上的 16 位码', '0A2M-0TCT-5S4J-JGT8');
      },
    },
    {
      ...place('scan-gift', scan, 'demo-volunteer-2', '谁来领取？点一下就发放'),
      reach: async (phone) => typeCard(phone, await waitingCard(house)),
    },
    {
      ...place('scan-go', scan, 'demo-volunteer-2', '可以发放'),
      reach: async (phone) => {
        await typeCard(phone, await waitingCard(house));
        await phone.tap(/^孩子本人/);
      },
    },
    {
      ...place('scan-wait', scan, 'demo-volunteer-2', /核销点|兑换台/),
      reach: async (phone) => {
        const { code, desk } = await waitingCard(house);
        const other = desk === '1 号兑换台' ? '2 号兑换台' : '1 号兑换台';
        await typeCard(phone, { code, desk: other });
        await phone.sees('下一张');
      },
    },
    {
      ...place('scan-stop', scan, 'demo-volunteer-2', '下一张'),
      reach: (phone) => typeCard(phone, { code: withCheck('0'.repeat(15)), desk: '1 号兑换台' }),
    },
    {
      ...place('card-reissue', await cardPath(house, frozen), frozen, '申请补发兑换卡'),
      reach: (phone) => phone.tap('卡找不到了，申请补发'),
      asks: false,
    },
    place('card-frozen', await cardPath(house, frozen), frozen, '已冻结'),
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

/** Past the welcome of the first visit. */
const enterHome = (phone: Phone): Promise<void> => phone.tap('去看心愿墙');

const consentAndGoOn = async (phone: Phone): Promise<void> => {
  await phone.tap(/^我同意用这些信息/);
  await phone.tap('下一步');
  await phone.sees('孩子的小名');
};

const addChild = async (phone: Phone): Promise<void> => {
  await phone.write('孩子的小名', '小满');
  await phone.pick(/^出生年月/, '2017年', '6月');
  await phone.pick(/^所在社区/, '海燕社区');
  await phone.tap('下一步');
};

/** A card's code, and the desk to type it at. */
interface Typed {
  code: string;
  desk: string;
}

/** A demo card that waits to be redeemed. */
const waitingCard = async (house: House): Promise<Typed> => {
  for (const guardian of guardiansAt('ready').reverse()) {
    const person = house.as(guardian);
    const { items } = await person.call('family', 'card.mine', {});
    const card = items.find(({ state, ready }) => ready && state === 'issued');
    if (!card) continue;
    const { code } = await person.call('family', 'card.show', { cardId: card.cardId });
    return { code, desk: card.stationLabel ?? '1 号兑换台' };
  }
  throw new Error('every card of the demo is redeemed');
};

const typeCard = async (phone: Phone, { code, desk }: Typed): Promise<void> => {
  await phone.tap(desk);
  await phone.write('卡上的 16 位码', code);
  await phone.tap('查看');
};
