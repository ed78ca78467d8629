import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { programmeLines, type ProgrammeLine } from './view';

const PAGES = '/packages/staff/enrolment/pages';

const NOTHING = nothingHere(
  '还没有项目',
  '管理员新建后，家长和爱心妈妈就能在「项目与培训」里报名。',
);

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    isAdmin: false,
    lines: [] as ProgrammeLine[],
  },

  onShow() {
    if (this.data.state === null) void this.reload();
  },

  async load() {
    const [{ admin }, { items }] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'programme.list', { campaignId: workingCampaign() }),
    ]);
    this.setData({
      isAdmin: admin,
      lines: programmeLines(items, Date.now()),
      state: items.length === 0 ? NOTHING : null,
    });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const programmeId = currentTarget.dataset['programmeId'] as string;
    void wx.navigateTo({ url: `${PAGES}/enrolments/enrolments?programmeId=${programmeId}` });
  },

  plan() {
    void wx.navigateTo({ url: `${PAGES}/programme/programme` });
  },
});
