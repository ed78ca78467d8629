import { loadingData, loadingPage } from '../../../../utils/loading-page';
import type { FundFigures } from '../../../../../typings/contract';
import { CAMPAIGN_WORDS } from '../../../../content/campaign';
import { call } from '../../../../services/client';
import { getCampaign } from '../../../../services/campaign';
import { countEntry, inSinglePage } from '../../../../services/visits';
import { arriveBy, friendCard, momentsEntry } from '../../../../utils/sharing';
import { partnersView, type PartnersView } from './view';

/** What the donor's money did, and who helped: figures that anybody may see. */
Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    campaignId: '',
    words: CAMPAIGN_WORDS,
    singlePage: false,
    view: null as PartnersView | null,
    fund: null as FundFigures | null,
  },

  onLoad(query: Record<string, string | undefined>) {
    const entry = arriveBy(query);
    this.setData({ campaignId: entry.campaignId, singlePage: inSinglePage() });
    void countEntry(entry, Date.now());
    void this.reload();
  },

  /** In Moments the report alone: one read-only call. */
  async load() {
    const { campaignId, singlePage } = this.data;
    const [report, campaign] = await Promise.all([
      call('campaign', 'report', { campaignId }),
      singlePage ? null : getCampaign(campaignId),
    ]);
    this.setData({ view: partnersView(report, campaign), fund: campaign?.fund ?? null });
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return friendCard('partners', this.data.campaignId);
  },

  onShareTimeline(): WechatMiniprogram.Page.ICustomTimelineContent {
    return momentsEntry('partners', this.data.campaignId);
  },
});
