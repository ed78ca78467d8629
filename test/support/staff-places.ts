import { waitingWish } from './demo-paths';
import type { House } from './house';
import type { Phone } from './phone';
import { place, type Place } from './place';

const STAFF = 'packages/staff';

/** Chooses a wish of the list; on a wide window they can be chosen at once. */
const chooseOne = async (phone: Phone): Promise<void> => {
  await phone.control(/^(多选|选择全部)$/).waitFor();
  const many = phone.control('多选');
  if (await many.isVisible()) await many.click();
  await phone.tap(/^选择(?!全部)/);
};

/** What staff do on their pages of wishes, cards, people and campaigns. */
export const staffPlaces = async (house: House): Promise<Place[]> => {
  const wish = await waitingWish(house);
  const openFile = async (phone: Phone): Promise<void> => {
    await phone.tap('审核');
    await phone.tap('打开档案');
  };
  return [
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
  ];
};

/** What an auditor sees. */
export const auditorPlaces: readonly Place[] = [
  {
    ...place('office-verified', `${STAFF}/people/pages/audit/audit`, 'demo-auditor', '记录完整'),
    reach: (phone) => phone.tap('开始核对'),
  },
  place('staff-fund-auditor', 'packages/staff/money/pages/fund/fund', 'demo-auditor', '账目'),
  place('work-auditor', 'packages/work/pages/work/work', 'demo-auditor', '操作记录'),
];
