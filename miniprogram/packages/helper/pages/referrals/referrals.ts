import { call } from '../../../../services/client';
import { loadingData, loadingPage, nothingHere } from '../../../../utils/loading-page';
import { referralCards, type ReferralCard } from './view';

const NONE = nothingHere(
  '现在没有转介给你的孩子',
  '家长同意以后，孩子的代称和想请你看的问题会出现在这里。三天内答复就好。',
);

/** What is being written for one referral. */
type Step = 'refuse' | 'note' | 'close';

/** 联盟专家: alias, age band, the question and own notes; nothing else of the child. */
Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    cards: [] as ReferralCard[],
    step: null as { referralId: string; name: Step } | null,
    words: '',
  },

  async load() {
    const { items } = await call('helper', 'referral.mine', {});
    const cards = referralCards(items);
    this.setData({ cards, state: cards.length === 0 ? NONE : null });
  },

  begin({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { referralId, step } = currentTarget.dataset as { referralId: string; step: Step };
    this.setData({ step: { referralId, name: step }, words: '', problem: '', done: '' });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ words: detail.value, problem: '' });
  },

  cancel() {
    this.setData({ step: null, words: '', problem: '' });
  },

  async accept({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const referralId = currentTarget.dataset['referralId'] as string;
    const isDone = await this.act({ referralId }, async (input) => {
      await call('helper', 'referral.accept', input);
      return '已接受。家长和工作人员会知道，请按工作人员约的时间见面。';
    });
    if (isDone) await this.reload();
  },

  async save() {
    const { step } = this.data;
    const words = this.data.words.trim();
    if (!step) return;
    const { referralId, name } = step;
    if (name === 'note' && words === '') {
      this.setData({ problem: '请写几句' });
      return;
    }
    const isDone = await this.act({ referralId, name, words }, async ({ requestId }) => {
      const base = { requestId, referralId };
      if (name === 'note') {
        await call('helper', 'referral.note', { ...base, words });
        return '记下了，只有你能看到';
      }
      const input = words === '' ? base : { ...base, reason: words };
      await call('helper', `referral.${name}`, input);
      return name === 'refuse' ? '已告诉工作人员，会另请一位专家' : '已结束，谢谢你';
    });
    if (!isDone) return;
    this.setData({ step: null, words: '' });
    await this.reload();
  },
});
