import { CAMPAIGN_ID } from '../../../../config';
import type { StaffMe } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { workIn, workingCampaign } from '../../../../utils/campaign';
import { waitingScans } from '../../../../utils/desk-storage';
import {
  loadingData,
  loadingPage,
  reshownPage,
  type ShownState,
} from '../../../../utils/loading-page';
import {
  choiceOf,
  doorsFor,
  ownRows,
  rolesText,
  withTodo,
  type CampaignChoice,
  type Door,
  type OwnRow,
} from './view';

const NO_ROLE: ShownState = {
  kind: 'denied',
  title: '这里是工作人员和志愿者的入口',
  hint: '如果你参加了活动，请联系管理员开通。',
  action: '我有邀请码',
};

/** What this person may do here; the doors are open without it. */
const ownGrants = async (): Promise<OwnRow[]> => {
  try {
    return ownRows((await call('staff', 'grant.mine', {})).items);
  } catch {
    return [];
  }
};

Page({
  ...loadingPage,
  ...reshownPage,

  data: {
    ...loadingData(),
    doors: [] as Door[],
    roles: '',
    /** Where there are several campaigns to work in. */
    choice: null as CampaignChoice | null,
    /** What this person may do here, each to be given back. */
    own: [] as OwnRow[],
  },

  retry() {
    if (this.data.state === NO_ROLE) {
      void wx.navigateTo({ url: '/packages/staff/people/pages/accept/accept' });
      return;
    }
    loadingPage.retry.call(this);
  },

  async load() {
    const waiting = await waitingScans();
    try {
      const [{ isStaff, isAuditor, isVolunteer, isUnitMember }, own] = await Promise.all([
        call('family', 'me', {}),
        ownGrants(),
      ]);
      const [staff, campaigns] =
        isStaff || isAuditor
          ? await Promise.all([
              call('staff', 'me', {}),
              call('staff', 'campaign.list', {}).then(({ items }) => items),
            ])
          : [];
      const doors = doorsFor(staff, isVolunteer, waiting, isUnitMember);
      const choice = choiceOf(campaigns ?? [], workingCampaign(), CAMPAIGN_ID);
      if (choice) workIn(choice.campaignId);
      this.setData({
        state: doors.length === 0 ? NO_ROLE : null,
        doors,
        roles: rolesText(staff, isVolunteer),
        choice,
        own,
      });
      if (staff && doors.length > 0) await this.count(doors, staff);
    } catch (error) {
      // What waits at the desk has to be reached whatever else is not known.
      if (waiting === 0) {
        this.setData({ doors: [] });
        throw error;
      }
      this.setData({ state: null, doors: doorsFor(undefined, false, waiting) });
    }
  },

  async resign({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { grantId, role } = currentTarget.dataset as { grantId: string; role: string };
    const { confirm } = await wx.showModal({
      title: `退出「${role}」？`,
      content: '退出后马上失效。以后还要做，请管理员再邀请一次。',
      confirmText: '退出',
      cancelText: '先不',
    });
    if (!confirm) return;
    const isDone = await this.act({ grantId }, async (input) => {
      await call('staff', 'grant.resign', input);
      return `已退出「${role}」`;
    });
    if (isDone) await this.reload();
  },

  /** The doors are open before it is known how much waits behind them. */
  async count(doors: Door[], staff: StaffMe) {
    const campaignId = workingCampaign();
    try {
      const counts = await call('staff', 'wish.counts', { campaignId });
      if (campaignId === workingCampaign()) this.setData({ doors: withTodo(doors, counts, staff) });
    } catch {
      // Without the numbers the doors lead there as well.
    }
  },

  choose({ detail }: { detail: { value: number | string } }) {
    const one = this.data.choice?.campaigns[Number(detail.value)];
    if (!one) return;
    workIn(one.campaignId);
    void this.reload();
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: currentTarget.dataset['url'] as string });
  },
});
