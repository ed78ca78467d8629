import { formatCode } from '@micro-wish/vocabulary';
import type { PackAnswer } from '../../../../../typings/contract';
import { askForMessages } from '../../../../services/messages';
import { call } from '../../../../services/client';
import { errorLine } from '../../../../utils/errors';
import { loadingData, loadingPage, nothingHere } from '../../../../utils/loading-page';
import { ANSWERS, packRows, type PackRow } from './view';

const NO_PACKS = nothingHere(
  '还没有给孩子的暖心包',
  '社区分配以后，这里能看到里面有什么、哪天送来。',
);

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    ANSWERS,
    packs: [] as PackRow[],
    /** The pack whose code is shown. */
    shown: '',
    code: '',
    codeText: '',
  },

  async load() {
    const { items } = await call('family', 'pack.mine', {});
    const packs = packRows(items);
    this.setData({ packs, state: packs.length === 0 ? NO_PACKS : null });
  },

  async showCode({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const cardId = currentTarget.dataset['cardId'] as string;
    if (this.data.shown === cardId) {
      this.setData({ shown: '', code: '', codeText: '' });
      return;
    }
    await askForMessages(['ready', 'redeemed']);
    this.setData({ problem: '', done: '' });
    try {
      const { code } = await call('family', 'card.show', { cardId });
      this.setData({ shown: cardId, code, codeText: formatCode(code) });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  async answer({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { cardId, answer } = currentTarget.dataset as { cardId: string; answer: PackAnswer };
    if (answer !== 'received') await askForMessages(['answered']);
    let note = '';
    if (answer !== 'received') {
      const { confirm, content } = await wx.showModal({
        title: answer === 'wrong' ? '哪里有问题？' : '没有收到？',
        editable: true,
        placeholderText: '可以不写，送包的人看不到',
        confirmText: '告诉社区',
      });
      if (!confirm) return;
      note = content.trim();
    }
    const payload = { cardId, answer, ...(note === '' ? {} : { note }) };
    await this.act(payload, async (input) => {
      await call('family', 'pack.answer', input);
      await this.reload();
      return answer === 'received' ? '谢谢您告诉我们' : '社区七天内回复您，回复在这里看';
    });
  },
});
