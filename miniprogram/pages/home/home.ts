import type { CampaignView, WallItem } from '../../../typings/contract';
import type { Light } from '../../components/light-sky/lights';
import { lightsOf } from '../../components/light-sky/lights';
import { CAMPAIGN_ID } from '../../config';
import { getCampaign, wallPage } from '../../services/campaign';
import { errorLine, errorState } from '../../utils/errors';
import { keep, recall } from '../../utils/kept';
import { timeText } from '../../utils/time';
import { typeClass } from '../../utils/type-size';
import { homeView, lightCard, type HomeView, type LightCard } from './view';

/** Lights fetched at a time. */
const LIGHTS_PER_PAGE = 60;

/** A campaign page opened from Moments: no login, no navigation, no form. */
const SINGLE_PAGE_SCENE = 1154;

/** What is shown with no network, until the next answer. */
interface LastSeen {
  campaign: CampaignView;
  items: WallItem[];
}

const keyOf = (campaignId: string): string => `home:${campaignId}`;

Page({
  data: {
    typeClass: typeClass(),
    campaignId: CAMPAIGN_ID,
    singlePage: false,
    /** Instead of content: loading, or why there is none. */
    state: { kind: 'loading', title: '', hint: '' } as {
      kind: string;
      title: string;
      hint: string;
    },
    /** Places on the wall while the lights are fetched. */
    waiting: Array.from({ length: 36 }, (_, index) => index),
    view: null as HomeView | null,
    lights: [] as Light[],
    next: '',
    loadingMore: false,
    /** Says that what is shown is not of now. */
    stale: '',
    chosen: null as LightCard | null,
    sheetOpen: false,
  },

  items: [] as WallItem[],

  onLoad(query: Record<string, string | undefined>) {
    this.setData({
      campaignId: query['campaignId'] ?? CAMPAIGN_ID,
      singlePage: wx.getLaunchOptionsSync().scene === SINGLE_PAGE_SCENE,
    });
  },

  onShow() {
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

  async load() {
    const { campaignId } = this.data;
    try {
      const [campaign, page] = await Promise.all([
        getCampaign(campaignId),
        wallPage(campaignId, { limit: LIGHTS_PER_PAGE }),
      ]);
      this.show({ campaign, items: page.items }, page.next ?? '', '');
      await keep(keyOf(campaignId), { campaign, items: page.items } satisfies LastSeen);
    } catch (error) {
      const seen = await recall<LastSeen>(keyOf(campaignId));
      if (seen) {
        this.show(seen.value, '', `没有连上服务，这是 ${timeText(seen.keptAt)} 的内容`);
      } else {
        this.setData({ state: errorState(error) });
      }
    }
  },

  show({ campaign, items }: LastSeen, next: string, stale: string) {
    const view = homeView(campaign);
    this.items = items;
    this.setData({
      view,
      lights: lightsOf(items),
      next: items.length < view.total ? next : '',
      stale,
    });
  },

  async more() {
    const { campaignId, next, loadingMore } = this.data;
    if (next === '' || loadingMore) return;
    this.setData({ loadingMore: true });
    try {
      const page = await wallPage(campaignId, { cursor: next, limit: LIGHTS_PER_PAGE });
      this.items = [...this.items, ...page.items];
      this.setData({ lights: lightsOf(this.items), next: page.next ?? '' });
    } catch (error) {
      void wx.showToast({ title: errorLine(error), icon: 'none' });
    }
    this.setData({ loadingMore: false });
  },

  choose({ detail }: WechatMiniprogram.CustomEvent<{ wishNo: string }>) {
    const item = this.items.find(({ wishNo }) => wishNo === detail.wishNo);
    if (item) this.setData({ chosen: lightCard(item), sheetOpen: true });
  },

  closeSheet() {
    this.setData({ sheetOpen: false });
  },

  makeWish() {
    void wx.navigateTo({ url: `/pages/wish-form/wish-form?campaignId=${this.data.campaignId}` });
  },

  openPrivacy() {
    void wx.navigateTo({ url: '/pages/privacy/privacy' });
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return {
      title: '每一盏灯，是一个孩子的微心愿',
      path: `/pages/home/home?campaignId=${this.data.campaignId}`,
      imageUrl: '/images/share-wide.jpg',
    };
  },

  onShareTimeline(): WechatMiniprogram.Page.ICustomTimelineContent {
    return {
      title: '点亮微心愿：每一盏灯，是一个孩子的微心愿',
      query: `campaignId=${this.data.campaignId}`,
      imageUrl: '/images/share-square.jpg',
    };
  },
});
