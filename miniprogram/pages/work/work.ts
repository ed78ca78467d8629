import { whoAmI } from '../../services/family';
import { staffRights } from '../../services/staff';
import { errorState } from '../../utils/errors';
import { typeClass } from '../../utils/type-size';
import { doorsFor, rolesText, type Door } from './view';

const LOADING = { kind: 'loading', title: '', hint: '' };

const NO_ROLE = {
  kind: 'denied',
  title: '这里是工作人员和志愿者的入口',
  hint: '如果你参加了活动，请联系管理员开通。',
};

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as { kind: string; title: string; hint: string } | null,
    doors: [] as Door[],
    roles: '',
  },

  onShow() {
    void this.load();
  },

  retry() {
    if (this.data.state === NO_ROLE) {
      void wx.navigateTo({ url: '/packages/office/pages/accept/accept' });
      return;
    }
    this.setData({ state: LOADING });
    void this.load();
  },

  async load() {
    try {
      const { isStaff, isAuditor, isVolunteer } = await whoAmI();
      const staff = isStaff || isAuditor ? await staffRights() : undefined;
      const doors = doorsFor(staff, isVolunteer);
      this.setData({
        state: doors.length === 0 ? NO_ROLE : null,
        doors,
        roles: rolesText(staff, isVolunteer),
      });
    } catch (error) {
      this.setData({ state: errorState(error) });
    }
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: currentTarget.dataset['url'] as string });
  },
});
