import type { FundFigures } from '../../../../../typings/contract';
import { CAMPAIGN_WORDS } from '../../../../content/campaign';
import { call } from '../../../../services/client';
import { getCampaign } from '../../../../services/campaign';
import { countEntry, inSinglePage } from '../../../../services/visits';
import { errorState } from '../../../../utils/errors';
import { arriveBy, friendCard, momentsEntry } from '../../../../utils/sharing';
import { typeClass } from '../../../../utils/type-size';
import { partnersView, type PartnersView } from './view';

/** What the donor's money did, and who helped: figures that anybody may see. */
Page({
  data: {
    typeClass: typeClass(),
    campaignId: '',
    words: CAMPAIGN_WORDS,
    singlePage: false,
    state: { kind: 'loading', title: '', hint: '' } as {
      kind: string;
      title: string;
      hint: string;
    },
    view: null as PartnersView | null,
    fund: null as FundFigures | null,
  },

  onLoad(query: Record<string, string | undefined>) {
    const entry = arriveBy(query);
    this.setData({ campaignId: entry.campaignId, singlePage: inSinglePage() });
    void countEntry(entry, Date.now());
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  retry() {
    this.setData({ state: { kind: 'loading', title: '', hint: '' } });
    void this.load();
  },

  /** In Moments the report alone: one read-only call. */
  async load() {
    const { campaignId, singlePage } = this.data;
    try {
      const [report, campaign] = await Promise.all([
        call('campaign', 'report', { campaignId }),
        singlePage ? null : getCampaign(campaignId),
      ]);
      this.setData({ view: partnersView(report, campaign), fund: campaign?.fund ?? null });
    } catch (error) {
      if (!this.data.view) this.setData({ state: errorState(error) });
    }
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return friendCard('partners', this.data.campaignId);
  },

  onShareTimeline(): WechatMiniprogram.Page.ICustomTimelineContent {
    return momentsEntry('partners', this.data.campaignId);
  },
});
