import type { Output } from '../../typings/contract';

/** A page in one of its states, as a person would come upon it. */
export interface Subject {
  name: string;
  title: string;
  openid: string;
  path: string;
  network?: 'wifi' | 'none';
  /** Wide, as on a PC. */
  wide?: boolean;
  /** The text of what is tapped before the picture is taken, one after another. */
  taps?: string[];
}

const ask = async (url: string, openid: string, name: string, action: string): Promise<unknown> => {
  const input = action === 'wish.list' ? { campaignId: 'nanshan-2025' } : {};
  const response = await fetch(`${url}/cloud/call/${name}`, {
    method: 'POST',
    headers: { 'x-openid': openid },
    body: JSON.stringify({ action, input }),
  });
  return ((await response.json()) as { data: unknown }).data;
};

/** The first card of the demo in a state, and whose it is. */
const cardIn = async (url: string, state: string): Promise<{ openid: string; cardId: string }> => {
  for (let place = 1; place <= 67; place += 1) {
    const openid = `demo-guardian-${place}`;
    const { items } = (await ask(url, openid, 'family', 'card.mine')) as Output<
      'family',
      'card.mine'
    >;
    const card = items.find((one) => one.state === state && (one.ready || state !== 'issued'));
    if (card) return { openid, cardId: card.cardId };
  }
  throw new Error(`the demo has no card that is ${state}`);
};

/** Every page of the app in its main states, with the demo's own people and things. */
export const subjectsOf = async (url: string): Promise<Subject[]> => {
  const ready = await cardIn(url, 'issued');
  const redeemed = await cardIn(url, 'redeemed');
  const { items } = (await ask(url, 'demo-community', 'staff', 'wish.list')) as Output<
    'staff',
    'wish.list'
  >;
  const waiting = items.find(({ mine }) => mine)?.wishId ?? '';
  const family = 'pages/';
  const staff = 'packages/staff/pages/';
  const subject = (
    name: string,
    title: string,
    openid: string,
    path: string,
    more: Partial<Subject> = {},
  ): Subject => ({ name, title, openid, path, ...more });
  return [
    subject('home-first', '首页 · 第一次来', 'demo-guardian-1', `${family}home/home`),
    subject('home', '首页 · 心愿墙', 'demo-guardian-1', `${family}home/home`, {
      taps: ['去看心愿墙'],
    }),
    subject('home-visitor', '首页 · 没有登录', '', `${family}home/home`),
    subject('home-offline', '首页 · 没有网络', 'demo-guardian-1', `${family}home/home`, {
      network: 'none',
    }),
    subject('story', '活动故事', 'demo-guardian-1', `${family}story/story`),
    subject('partners', '同行的人', 'demo-guardian-1', `${family}partners/partners`),
    subject('poster', '海报', 'demo-guardian-1', `${family}poster/poster`),
    subject('wish-form', '许愿 · 同意', 'demo-new-family', `${family}wish-form/wish-form`),
    subject('my', '我的', ready.openid, `${family}my/my`),
    subject('my-empty', '我的 · 还没有心愿', 'demo-new-family', `${family}my/my`),
    subject('my-offline', '我的 · 没有网络', ready.openid, `${family}my/my`, { network: 'none' }),
    subject('card', '心愿兑换卡', ready.openid, `${family}card/card?cardId=${ready.cardId}`),
    subject(
      'card-redeemed',
      '心愿兑换卡 · 已兑换',
      redeemed.openid,
      `${family}card/card?cardId=${redeemed.cardId}`,
    ),
    subject('data', '我的数据', ready.openid, `${family}data/data`),
    subject('consent', '同意与撤回', ready.openid, `${family}consent/consent`),
    subject('privacy', '隐私与权利', ready.openid, `${family}privacy/privacy`),
    subject('complaint', '意见与投诉', ready.openid, `${family}complaint/complaint`),
    subject('work', '工作台', 'demo-admin', `${family}work/work`),
    subject('queue', '心愿办理', 'demo-community', `${staff}queue/queue`),
    subject('queue-wide', '心愿办理 · 电脑', 'demo-community', `${staff}queue/queue`, {
      wide: true,
    }),
    subject('queue-denied', '心愿办理 · 没有权限', 'demo-guardian-1', `${staff}queue/queue`),
    subject('wish', '档案 · 用途', 'demo-community', `${staff}wish/wish?wishId=${waiting}`),
    subject('wish-open', '档案 · 审核', 'demo-community', `${staff}wish/wish?wishId=${waiting}`, {
      taps: ['审核', '打开档案', '通过'],
    }),
    subject('wish-wide', '档案 · 电脑', 'demo-community', `${staff}wish/wish?wishId=${waiting}`, {
      taps: ['审核', '打开档案'],
      wide: true,
    }),
    subject('fund', '爱心款', 'demo-admin', `${staff}fund/fund`),
    subject('gifts', '礼物到货', 'demo-community', `${staff}gifts/gifts`),
    subject('cards', '兑换卡', 'demo-community', `${staff}cards/cards`),
    subject('cards-wide', '兑换卡 · 电脑', 'demo-admin', `${staff}cards/cards`, { wide: true }),
    subject('event', '活动进度', 'demo-admin', `${staff}event/event`),
    subject('event-wide', '活动进度 · 电脑', 'demo-admin', `${staff}event/event`, { wide: true }),
    subject(
      'scan-desks',
      '扫码台 · 选核销点',
      'demo-volunteer-2',
      'packages/station/pages/scan/scan',
    ),
    subject('scan', '扫码台', 'demo-volunteer-3', 'packages/station/pages/scan/scan', {
      taps: ['1 号兑换台'],
    }),
    subject(
      'scan-denied',
      '扫码台 · 没有授权',
      'demo-guardian-1',
      'packages/station/pages/scan/scan',
    ),
  ];
};
