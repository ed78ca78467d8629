import { CAMPAIGN_WORDS, KEPT_BACK, PROMISES, STEPS, STORY } from '../../../../content/campaign';
import { countEntry, inSinglePage } from '../../../../services/visits';
import { arriveBy, friendCard, momentsEntry } from '../../../../utils/sharing';
import { typeClass } from '../../../../utils/type-size';

/** The campaign's story: all of it in the package, so that it is read with no network too. */
Page({
  data: {
    typeClass: typeClass(),
    campaignId: '',
    singlePage: false,
    words: CAMPAIGN_WORDS,
    story: STORY,
    steps: STEPS,
    promises: PROMISES,
    keptBack: KEPT_BACK,
  },

  onLoad(query: Record<string, string | undefined>) {
    const entry = arriveBy(query);
    this.setData({ campaignId: entry.campaignId, singlePage: inSinglePage() });
    void countEntry(entry, Date.now());
  },

  goHome() {
    void wx.switchTab({ url: '/pages/home/home' });
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return friendCard('story', this.data.campaignId);
  },

  onShareTimeline(): WechatMiniprogram.Page.ICustomTimelineContent {
    return momentsEntry('story', this.data.campaignId);
  },
});
