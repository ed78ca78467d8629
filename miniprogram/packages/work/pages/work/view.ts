import { ROLE_WORDS, periodText } from '@micro-wish/vocabulary';
import type {
  CampaignRow,
  OwnGrant,
  StaffMe,
  StaffWishCounts,
} from '../../../../../typings/contract';

/** A door of the workroom. */
export interface Door {
  url: string;
  sign: string;
  title: string;
  text: string;
  /** What waits behind it for the caller; nothing where nothing does. */
  todo?: string;
}

const QUEUE: Door = {
  url: '/packages/staff/wish/pages/queue/queue',
  sign: 'queue',
  title: '心愿办理',
  text: '审核、退回，查看每个心愿的进展',
};

const GIFTS: Door = {
  url: '/packages/staff/gift/pages/gifts/gifts',
  sign: 'gift',
  title: '礼物',
  text: '采购、下单、到货、库存、报修',
};

const CARDS: Door = {
  url: '/packages/staff/card/pages/cards/cards',
  sign: 'card',
  title: '活动与兑换卡',
  text: '安排领取活动，发卡、冻结、补发',
};

const EVENT: Door = {
  url: '/packages/staff/card/pages/event/event',
  sign: 'lamp',
  title: '活动现场',
  text: '看进度、未领的礼物、冲突和设备',
};

const PAIRS: Door = {
  url: '/packages/staff/mother/pages/pairs/pairs',
  sign: 'lamp',
  title: '爱心妈妈与陪伴',
  text: '找人、结对、回访，看谁该联系了',
};

const REFERRALS: Door = {
  url: '/packages/staff/referral/pages/referrals/referrals',
  sign: 'other',
  title: '转介与专家',
  text: '请专家帮助孩子，家长同意后才联系',
};

const FUND: Door = {
  url: '/packages/staff/money/pages/fund/fund',
  sign: 'fund',
  title: '爱心款',
  text: '到账、预留、支出，逐笔可查',
};

const ENTRY: Door = {
  url: '/packages/staff/family/pages/entry/entry',
  sign: 'pen',
  title: '代填心愿',
  text: '没有手机的家庭，照纸表录入',
};

const ROSTER: Door = {
  url: '/packages/staff/family/pages/roster/roster',
  sign: 'queue',
  title: '名单导入',
  text: '用 Excel 一次录入整个社区',
};

const CALLS: Door = {
  url: '/packages/staff/family/pages/calls/calls',
  sign: 'lamp',
  title: '电话名单',
  text: '消息到不了的家庭，打电话告知',
};

const TRANSFERS: Door = {
  url: '/packages/staff/family/pages/transfers/transfers',
  sign: 'shield',
  title: '监护人变更',
  text: '看进度，由区级批准',
};

const PEOPLE: Door = {
  url: '/packages/staff/people/pages/people/people',
  sign: 'shield',
  title: '人员',
  text: '邀请、查看和结束授权',
};

const CAMPAIGNS: Door = {
  url: '/packages/staff/campaign/pages/campaigns/campaigns',
  sign: 'pen',
  title: '活动设置',
  text: '新建、修改、停止征集，写同意书',
};

const COMPLAINTS: Door = {
  url: '/packages/staff/complaint/pages/complaints/complaints',
  sign: 'other',
  title: '意见与申诉',
  text: '补发申请、意见和申诉，七天内答复',
};

const FAIRNESS: Door = {
  url: '/packages/staff/campaign/pages/fairness/fairness',
  sign: 'queue',
  title: '公平情况',
  text: '各社区的通过率和等待时间',
};

const AUDIT: Door = {
  url: '/packages/staff/people/pages/audit/audit',
  sign: 'check',
  title: '操作记录',
  text: '谁在何时做了什么，核对有没有改动',
};

const APPROVALS: Door = {
  url: '/packages/staff/money/pages/approvals/approvals',
  sign: 'check',
  title: '待批事项',
  text: '要两个人办的事，由另一位管理员批准',
};

const SCAN: Door = {
  url: '/packages/station/pages/scan/scan',
  sign: 'scan',
  title: '现场核销',
  text: '扫兑换卡，发放礼物',
};

/** The way to the desk says what waits there; it stays open for as long as something does. */
const scanDoor = (waiting: number): Door =>
  waiting === 0 ? SCAN : { ...SCAN, text: `${waiting} 条扫码还没有上传，请打开等它上传完` };

const PACKS: Door = {
  url: '/packages/staff/pack/pages/packs/packs',
  sign: 'gift',
  title: '暖心包',
  text: '入库、分配、送到，每份在哪里',
};

const PROGRAMMES: Door = {
  url: '/packages/staff/enrolment/pages/programmes/programmes',
  sign: 'queue',
  title: '项目与培训',
  text: '报名、排队、到场、考核、证书',
};

const CARRY: Door = {
  url: '/packages/helper/pages/batches/batches',
  sign: 'gift',
  title: '送暖心包',
  text: '签收、看名单、送到孩子手里',
};

/** Staff of an area, or an admin; an auditor sees money and audit alone. */
const worksWithWishes = (staff: StaffMe | undefined): boolean =>
  staff !== undefined && (staff.admin || staff.grants.length > 0);

/** The doors that are open to these roles, the most used first. */
export const doorsFor = (
  staff: StaffMe | undefined,
  isVolunteer: boolean,
  waitingScans = 0,
  isUnitMember = false,
): Door[] => [
  ...(isUnitMember ? [CARRY] : []),
  ...(worksWithWishes(staff)
    ? [
        QUEUE,
        GIFTS,
        CARDS,
        EVENT,
        PACKS,
        ENTRY,
        ROSTER,
        CALLS,
        TRANSFERS,
        PAIRS,
        REFERRALS,
        PROGRAMMES,
      ]
    : []),
  ...(staff?.admin || staff?.auditor ? [FUND] : []),
  ...(worksWithWishes(staff) ? [APPROVALS] : []),
  ...(worksWithWishes(staff) ? [COMPLAINTS] : []),
  ...(staff?.admin || staff?.auditor ? [FAIRNESS, AUDIT] : []),
  ...(staff?.admin ? [PEOPLE, CAMPAIGNS] : []),
  ...(worksWithWishes(staff) || isVolunteer || waitingScans > 0 ? [scanDoor(waitingScans)] : []),
];

/** The doors with what waits behind them for the caller's own hands. */
export const withTodo = (
  doors: readonly Door[],
  { mine, states }: StaffWishCounts,
  staff: StaffMe,
): Door[] => {
  const wishes = [
    ...(mine > 0 ? [`轮到你审核 ${mine} 个`] : []),
    ...(staff.admin && states.approved > 0 ? [`待落实善款 ${states.approved} 个`] : []),
  ].join(' · ');
  const gifts = states.funded > 0 ? `${states.funded} 份礼物在备` : '';
  return doors.map((door) => {
    const todo = door === QUEUE ? wishes : door === GIFTS ? gifts : '';
    return todo === '' ? door : { ...door, todo };
  });
};

/** A grant of one's own, as the foot of the page says it. */
export interface OwnRow {
  grantId: string;
  role: string;
  about: string;
}

export const ownRows = (grants: readonly OwnGrant[]): OwnRow[] =>
  grants.map(({ grantId, role, areaName, event, campaign }) => ({
    grantId,
    role: ROLE_WORDS[role],
    about: [areaName, event?.title, campaign, event && periodText(event.from, event.until)]
      .filter(Boolean)
      .join(' · '),
  }));

/** Who the caller is here: 管理员 · 社区 桃源社区 · 志愿者 */
export const rolesText = (staff: StaffMe | undefined, isVolunteer: boolean): string =>
  [
    ...(staff?.admin ? [ROLE_WORDS.admin] : []),
    ...(staff?.auditor ? [ROLE_WORDS.auditor] : []),
    ...(staff?.grants ?? []).map(({ level, areaName }) => `${ROLE_WORDS[level]} ${areaName}`),
    ...(isVolunteer ? ['志愿者'] : []),
  ].join(' · ');

/** The campaigns that one can work in, and which it is now. */
export interface CampaignChoice {
  campaigns: { campaignId: string; name: string }[];
  index: number;
  /** What was worked in is not there any more. */
  lost: boolean;
  campaignId: string;
  name: string;
}

const nameOf = ({ title, closedAt }: CampaignRow): string =>
  closedAt === undefined ? title : `${title}（已停止征集）`;

/**
 * One that is not there gives way to the app's own, or to the newest, and is said to be lost; null
 * where there is none at all.
 */
export const choiceOf = (
  rows: readonly CampaignRow[],
  working: string,
  own: string,
): CampaignChoice | null => {
  const campaigns = rows.map((row) => ({ campaignId: row.campaignId, name: nameOf(row) }));
  const placeOf = (id: string): number =>
    campaigns.findIndex(({ campaignId }) => campaignId === id);
  const index = Math.max(0, placeOf(placeOf(working) < 0 ? own : working));
  const now = campaigns[index];
  const lost = working !== own && working !== now?.campaignId;
  return now ? { campaigns, index, lost, ...now } : null;
};
