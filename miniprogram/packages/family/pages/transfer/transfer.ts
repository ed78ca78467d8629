import { call } from '../../../../services/client';
import { loadingData, loadingPage, nothingHere } from '../../../../utils/loading-page';
import { transferCards, type TransferCard } from './view';

const NONE = nothingHere('没有正在办理的变更', '孩子的监护人没有变化，您什么都不用做。');

/** Somebody asks to take over a child: what that means, and the way to say no. */
Page({
  ...loadingPage,

  data: { ...loadingData(), cards: [] as TransferCard[] },

  async load() {
    const { children } = await call('family', 'me', {});
    const cards = transferCards(children);
    this.setData({ cards, state: cards.length === 0 ? NONE : null });
  },

  async object({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { transferId } = currentTarget.dataset as { transferId: string };
    const { confirm } = await wx.showModal({
      title: '不同意变更？',
      content: '这次变更马上停止，经办的工作人员会收到通知。孩子的资料和兑换卡仍由您管理。',
      confirmText: '不同意',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.act({ transferId }, async (input) => {
      await call('family', 'guardian.object', input);
      await this.reload();
      return '已停止这次变更，谢谢您告诉我们';
    });
  },

  openLog() {
    void wx.navigateTo({ url: '/packages/family/pages/data/data' });
  },
});
