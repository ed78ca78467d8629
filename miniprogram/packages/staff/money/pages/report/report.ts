import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import { getCampaign } from '../../../../../services/campaign';
import { call, openFile } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { donorRows, paperName, type DonorRow, type Paper } from './view';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    donors: [] as DonorRow[],
    /** What is being made; '' where nothing is. */
    making: '',
    paper: null as Paper | null,
  },

  async load() {
    const { fundId } = await getCampaign(workingCampaign());
    this.setData({
      donors: donorRows((await call('staff', 'fund.donors', { fundId })).items),
      state: null,
    });
  },

  async report({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const type = currentTarget.dataset['type'] as Paper['type'];
    await this.make(paperName(type), type, () =>
      call('staff', 'fund.report', { campaignId: workingCampaign(), format: type }),
    );
  },

  async thank({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const donor = currentTarget.dataset['donor'] as string;
    await this.make(paperName('pdf', donor), 'pdf', () =>
      call('staff', 'fund.statement', { campaignId: workingCampaign(), donor }),
    );
  },

  async make(
    name: string,
    type: Paper['type'],
    send: () => Promise<Pick<Paper, 'fileId' | 'url' | 'unprintable'>>,
  ) {
    if (this.data.making !== '') return;
    this.setData({ making: name, paper: null, problem: '', done: '' });
    try {
      this.setData({ paper: { ...(await send()), name, type } });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ making: '' });
  },

  async openPaper() {
    const { paper } = this.data;
    if (!paper) return;
    void wx.showLoading({ title: '正在打开' });
    try {
      await openFile(paper.url, paper.type);
    } catch {
      this.setData({ problem: '没能打开文件，请复制链接后在电脑浏览器里打开。' });
    }
    void wx.hideLoading();
  },

  async copyLink() {
    const { paper } = this.data;
    if (!paper) return;
    await wx.setClipboardData({ data: paper.url });
    this.setData({ done: '链接已复制，请在十分钟内用电脑浏览器打开。' });
  },
});
