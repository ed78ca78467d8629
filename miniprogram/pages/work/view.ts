import type { StaffMe } from '../../../typings/contract';
import { STAFF_LEVEL_WORDS } from '../../utils/words';

/** A door of the workroom. */
export interface Door {
  url: string;
  sign: string;
  title: string;
  text: string;
}

const QUEUE: Door = {
  url: '/packages/staff/pages/queue/queue',
  sign: 'queue',
  title: '心愿办理',
  text: '审核、退回，查看每个心愿的进展',
};

const GIFTS: Door = {
  url: '/packages/staff/pages/gifts/gifts',
  sign: 'gift',
  title: '礼物到货',
  text: '登记价格和领取点',
};

const CARDS: Door = {
  url: '/packages/staff/pages/cards/cards',
  sign: 'card',
  title: '活动与兑换卡',
  text: '安排领取活动，发卡、冻结、补发',
};

const EVENT: Door = {
  url: '/packages/staff/pages/event/event',
  sign: 'lamp',
  title: '活动现场',
  text: '看进度、未领的礼物、冲突和设备',
};

const FUND: Door = {
  url: '/packages/staff/pages/fund/fund',
  sign: 'fund',
  title: '爱心款',
  text: '到账、预留、支出，逐笔可查',
};

const ENTRY: Door = {
  url: '/packages/office/pages/entry/entry',
  sign: 'pen',
  title: '代填心愿',
  text: '没有手机的家庭，照纸表录入',
};

const ROSTER: Door = {
  url: '/packages/office/pages/roster/roster',
  sign: 'queue',
  title: '名单导入',
  text: '用 Excel 一次录入整个社区',
};

const CALLS: Door = {
  url: '/packages/office/pages/calls/calls',
  sign: 'lamp',
  title: '电话名单',
  text: '消息到不了的家庭，打电话告知',
};

const SCAN: Door = {
  url: '/packages/station/pages/scan/scan',
  sign: 'scan',
  title: '现场核销',
  text: '扫兑换卡，发放礼物',
};

/** The doors that are open to these roles, the most used first. */
export const doorsFor = (staff: StaffMe | undefined, isVolunteer: boolean): Door[] => [
  ...(staff ? [QUEUE, GIFTS, CARDS, EVENT, ENTRY, ROSTER, CALLS] : []),
  ...(staff?.admin ? [FUND] : []),
  ...(staff || isVolunteer ? [SCAN] : []),
];

/** Who the caller is here: 管理员 · 社区 桃源社区 · 志愿者 */
export const rolesText = (staff: StaffMe | undefined, isVolunteer: boolean): string =>
  [
    ...(staff?.admin ? ['管理员'] : []),
    ...(staff?.grants ?? []).map(
      ({ level, areaName }) => `${STAFF_LEVEL_WORDS[level]}审核 ${areaName}`,
    ),
    ...(isVolunteer ? ['志愿者'] : []),
  ].join(' · ');
