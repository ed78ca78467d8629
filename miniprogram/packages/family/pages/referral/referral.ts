import type { YesNo } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { loadingData, loadingPage, nothingHere } from '../../../../utils/loading-page';
import { referralCards, type ReferralCard } from './view';

const NONE = nothingHere(
  '现在没有要您看的',
  '社区觉得有专家可以帮到孩子时，会先来问您，您同意了才联系。',
);

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    cards: [] as ReferralCard[],
  },

  async load() {
    const [{ children }, { items }] = await Promise.all([
      call('family', 'me', {}),
      call('family', 'referral.mine', {}),
    ]);
    const cards = referralCards(items, children);
    this.setData({ cards, state: cards.length === 0 ? NONE : null });
  },

  async answer({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { referralId, answer } = currentTarget.dataset as { referralId: string; answer: YesNo };
    const asked = askForMessages(['answered']);
    const isDone = await this.act({ referralId, answer }, async (input) => {
      await asked;
      await call('family', 'referral.answer', input);
      return answer === 'yes'
        ? '记下了。专家三天内会答复，您随时可以撤回。'
        : '记下了，不会联系这位专家。';
    });
    if (isDone) await this.reload();
  },

  async withdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const referralId = currentTarget.dataset['referralId'] as string;
    const { confirm } = await wx.showModal({
      title: '撤回同意？',
      content: '撤回以后，这位专家马上就看不到孩子的信息了。不用说原因。',
      confirmText: '撤回',
      cancelText: '再想想',
    });
    if (!confirm) return;
    const isDone = await this.act({ referralId }, async (input) => {
      await call('family', 'referral.withdraw', input);
      return '已撤回，专家看不到了。';
    });
    if (isDone) await this.reload();
  },
});
