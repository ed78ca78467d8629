import { loadingData, loadingPage } from '../../../../utils/loading-page';
import type { PosterSource } from '../../../../../typings/contract';
import { DESIGNS, type PosterContent } from '../../components/poster-canvas/designs';
import { call } from '../../../../services/client';
import { getCampaign } from '../../../../services/campaign';
import { arriveBy, POSTERS } from '../../../../utils/sharing';
import { posterContent } from './view';

/** Where a poster that is sent leads to, for those who see it in a chat. */
const ENTRANCE = 'pages/home/home';

/** A poster of the campaign with the app's code, in a design of one's choice, to keep or to send. */
Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    campaignId: '',
    designs: POSTERS.map((source) => ({ source, name: DESIGNS[source].name })),
    design: 'poster-sky' as PosterSource,
    content: null as PosterContent | null,
    code: '',
    /** The drawn picture; '' until it is there. */
    path: '',
  },

  codes: {} as Partial<Record<PosterSource, string>>,

  onLoad(query: Record<string, string | undefined>) {
    this.codes = {};
    this.setData({ campaignId: arriveBy(query).campaignId });
    void this.reload();
  },

  async load() {
    const { campaignId, design } = this.data;
    const [campaign, code] = await Promise.all([
      this.data.content ? null : getCampaign(campaignId),
      this.codeOf(design),
    ]);
    if (campaign) this.setData({ content: posterContent(campaign) });
    if (design === this.data.design) this.setData({ code });
  },

  /** Each design has a code of its own, so that posters are counted apart. */
  async codeOf(design: PosterSource): Promise<string> {
    const known = this.codes[design];
    if (known !== undefined) return known;
    const { image, type } = await call('campaign', 'code', {
      campaignId: this.data.campaignId,
      source: design,
    });
    const code = `data:${type};base64,${image}`;
    this.codes[design] = code;
    return code;
  },

  chooseDesign({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const design = currentTarget.dataset['design'] as PosterSource;
    if (design === this.data.design) return;
    this.setData({ design, code: '', path: '' });
    void this.reload();
  },

  drawn({ detail }: WechatMiniprogram.CustomEvent<{ path: string; design: PosterSource }>) {
    if (detail.design === this.data.design) this.setData({ path: detail.path });
  },

  failed() {
    this.setData({
      code: '',
      state: {
        kind: 'error',
        title: '海报没有画成',
        hint: '请重试；一直不行请更新微信。',
        action: '重试',
      },
    });
  },

  async share() {
    const { path, campaignId } = this.data;
    if (path === '') return;
    try {
      await wx.showShareImageMenu({
        path,
        needShowEntrance: true,
        entrancePath: `${ENTRANCE}?campaignId=${campaignId}&from=friend`,
      });
    } catch (error) {
      const { errMsg = '' } = (error ?? {}) as { errMsg?: string };
      // Where there is no such menu, on a PC, the picture is shown to be kept from there.
      if (!errMsg.includes('cancel')) await wx.previewImage({ urls: [path] });
    }
  },
});
