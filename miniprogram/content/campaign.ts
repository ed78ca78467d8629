import type { WishState } from '../../typings/contract';

/** What the package itself knows of the campaign: read before any answer, and with no network. */
export const CAMPAIGN_WORDS = {
  title: '点亮微心愿',
  motto: '每一盏灯，是一个孩子的微心愿',
  where: '2025 年 6 月　深圳市南山区',
  host: '南山区妇女联合会',
} as const;

/** The campaign's story, a paragraph each. */
export const STORY: readonly string[] = [
  '一本画册、一双球鞋、一台能听英语的学习机。孩子的心愿往往很小，小到一个电话就能说完。',
  '2025 年 6 月，南山区妇联请六十位孩子各写下一个心愿。爱心企业为妇儿爱心基金捐来第一笔款，每一份礼物都按孩子写下的样子去买。',
  '领礼物的那天，孩子拿着心愿兑换卡来到青少年活动中心，爱心妈妈和志愿者在桌前等着。卡交出去，灯就亮了。',
];

/** One step on a wish's way, and the state it leads to. */
export interface Step {
  sign: string;
  state: WishState;
  title: string;
  text: string;
}

/** How a wish comes true, in the order in which it happens. */
export const STEPS: readonly Step[] = [
  {
    sign: 'pen',
    state: 'submitted',
    title: '许下心愿',
    text: '监护人同意后，为孩子写下一个心愿。',
  },
  {
    sign: 'shield',
    state: 'approved',
    title: '认真核对',
    text: '社区和区妇联依次审核，进展随时能看到。',
  },
  { sign: 'gift', state: 'funded', title: '备好礼物', text: '用爱心款购买，送到活动的领取点。' },
  { sign: 'card', state: 'fulfilled', title: '凭卡领取', text: '出示心愿兑换卡，当场领走礼物。' },
];

/** What never appears on a page that others can see. */
export const KEPT_BACK = '墙上只有心愿的类别、年龄段和进展，没有孩子的名字、学校和照片。';

/** What the campaign keeps to, a sentence each. */
export const PROMISES: readonly string[] = [
  KEPT_BACK,
  '心愿由监护人写下，随时可以撤回；撤回后，它从墙上消失。',
  '每一笔爱心款都记账，花在哪一类礼物上，任何人都能看到。',
  '一张卡只兑换一份礼物，一份礼物只交给一个孩子。',
];
