import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { type ShownState, loadingData, loadingPage } from '../../../../../utils/loading-page';
import { fairnessView, type FairnessView } from './view';

const NO_WISHES: ShownState = {
  kind: 'empty',
  title: '还没有心愿',
  hint: '有社区提交心愿后，这里会比较各社区的通过率和等待时间。',
  action: '',
};

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    view: null as FairnessView | null,
  },

  campaignId: '',

  onLoad({ campaignId }: { campaignId?: string }) {
    this.campaignId = campaignId ?? workingCampaign();
    void this.reload();
  },

  async load() {
    const fairness = await call('staff', 'report.fairness', { campaignId: this.campaignId });
    this.setData({
      view: fairnessView(fairness),
      state: fairness.all.wishes === 0 ? NO_WISHES : null,
    });
  },
});
