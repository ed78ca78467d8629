import type { ChildSays, YesNo } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { loadingData, loadingPage, nothingHere } from '../../../../utils/loading-page';
import { CHILD_SAYS, pairCards, type PairCard } from './view';

const NONE = nothingHere(
  '还没有爱心妈妈的提议',
  '您愿意的话，可以在「我的」里同意「爱心妈妈结对」；有合适的人，工作人员会先来问您和孩子。',
);

const GOOD_BYE = '不用说原因，也不影响孩子的心愿和礼物。';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    cards: [] as PairCard[],
    choices: CHILD_SAYS,
    /** What the child says, by pair. */
    says: {} as Record<string, ChildSays>,
    /** Whether the family agreed to be paired at all. */
    agreed: true,
  },

  async load() {
    const [{ consent, children }, { items }] = await Promise.all([
      call('family', 'me', {}),
      call('family', 'pair.mine', {}),
    ]);
    const cards = pairCards(items, children, Date.now());
    this.setData({
      cards,
      agreed: consent?.scopes.includes('pairing') ?? false,
      state: cards.length === 0 ? NONE : null,
    });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { pairId, value } = currentTarget.dataset as { pairId: string; value: ChildSays };
    this.setData({ [`says.${pairId}`]: value, problem: '' });
  },

  async answer({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { pairId, answer } = currentTarget.dataset as { pairId: string; answer: YesNo };
    const childSays = this.data.says[pairId];
    if (answer === 'yes' && childSays === undefined) {
      this.setData({ problem: '请先问问孩子，选孩子怎么说。' });
      return;
    }
    const asked = askForMessages(['answered']);
    const { agreed } = this.data;
    const payload = { pairId, answer, childSays: childSays ?? ('cannot_say' as const) };
    const isDone = await this.act(payload, async (input) => {
      await asked;
      if (answer === 'yes' && childSays !== 'no' && !agreed) {
        const { consent } = await call('family', 'me', {});
        await call('family', 'consent.grant', {
          version: consent?.version ?? '',
          scopes: ['pairing'],
        });
      }
      const { state } = await call('family', 'pair.answer', input);
      return state === 'declined' || state === 'ended'
        ? '记下了，不再继续。谢谢您和孩子告诉我们。'
        : '谢谢！工作人员会来约第一次见面。';
    });
    if (isDone) await this.reload();
  },

  async end({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const pairId = currentTarget.dataset['pairId'] as string;
    const { confirm } = await wx.showModal({
      title: '不再继续陪伴？',
      content: GOOD_BYE,
      confirmText: '不再继续',
      cancelText: '再想想',
    });
    if (!confirm) return;
    const payload = { pairId, answer: 'no' as const, childSays: 'cannot_say' as const };
    const isDone = await this.act(payload, async (input) => {
      await call('family', 'pair.answer', input);
      return '记下了，不再继续。';
    });
    if (isDone) await this.reload();
  },

  async answerOuting({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { outingId, answer } = currentTarget.dataset as { outingId: string; answer: YesNo };
    const isDone = await this.act({ outingId, answer }, async (input) => {
      await call('family', 'outing.answer', input);
      return answer === 'yes' ? '已同意这次外出' : '已告诉她这次不去';
    });
    if (isDone) await this.reload();
  },
});
