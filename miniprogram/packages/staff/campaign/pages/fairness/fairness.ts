import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { errorState } from '../../../../../utils/errors';
import { typeClass } from '../../../../../utils/type-size';
import { LOADING, type ShownState } from '../../../../../utils/loading-page';
import { fairnessView, type FairnessView } from './view';

const NO_WISHES: ShownState = {
  kind: 'empty',
  title: '还没有心愿',
  hint: '有社区提交心愿后，这里会比较各社区的通过率和等待时间。',
  action: '',
};

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    view: null as FairnessView | null,
  },

  campaignId: '',

  onLoad({ campaignId }: { campaignId?: string }) {
    this.campaignId = campaignId ?? workingCampaign();
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  async load() {
    try {
      const fairness = await call('staff', 'report.fairness', { campaignId: this.campaignId });
      this.setData({
        view: fairnessView(fairness),
        state: fairness.all.wishes === 0 ? NO_WISHES : null,
      });
    } catch (error) {
      this.setData({ state: { ...errorState(error), action: '重试' } });
    }
  },
});
