import { call, downloadFile } from '../../../../services/client';
import { errorLine } from '../../../../utils/errors';
import { loadingData, loadingPage } from '../../../../utils/loading-page';
import { factsView, numberIn, ownRows, type FactsView, type OwnRow } from './view';

type Input = WechatMiniprogram.Input;

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    typed: '',
    facts: null as FactsView | null,
    own: [] as OwnRow[],
  },

  onLoad(query: Record<string, string | undefined>) {
    const given = numberIn(decodeURIComponent(query['number'] ?? query['scene'] ?? ''));
    this.setData({ typed: given });
    void this.reload();
    if (given !== '') void this.verify();
  },

  async load() {
    // Whoever only verifies needs no login, and has nothing of their own here.
    const { items } = await call('helper', 'certificate.mine', {}).catch(() => ({ items: [] }));
    this.setData({ own: ownRows(items), state: null });
  },

  onShareAppMessage() {
    return { title: '证书查验', path: '/packages/family/pages/certificate/certificate' };
  },

  type({ detail }: Input) {
    this.setData({ typed: detail.value, facts: null });
  },

  async scan() {
    try {
      const { result } = await wx.scanCode({ scanType: ['qrCode'] });
      this.setData({ typed: numberIn(result) });
    } catch {
      return;
    }
    await this.verify();
  },

  async verify() {
    const number = this.data.typed.trim();
    if (number === '' || this.data.busy) return;
    this.setData({ busy: true, problem: '', facts: null });
    try {
      const facts = await call('campaign', 'certificate', { number: number.slice(0, 64) });
      this.setData({ facts: factsView(facts) });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  async print({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const number = currentTarget.dataset['number'] as string;
    if (this.data.busy) return;
    this.setData({ busy: true, problem: '' });
    try {
      const { url } = await call('helper', 'certificate.pdf', { number });
      const filePath = await downloadFile(url);
      await wx.openDocument({ filePath, fileType: 'pdf', showMenu: true });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },
});
