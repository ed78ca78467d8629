import type { HelperPair } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { askForMessages } from '../../../../services/messages';
import { codeOf, isPassing } from '../../../../utils/call-error';
import { errorLine } from '../../../../utils/errors';
import { loadingData, loadingPage, type ShownState } from '../../../../utils/loading-page';
import { newRequestId } from '../../../../utils/request-id';
import { keep, recall } from '../../../../utils/storage';
import { dropRecord, sendWaiting, waitingRecords } from '../../outbox';
import {
  hoursText,
  noticeLines,
  pairCards,
  standingCard,
  waitingLines,
  type PairCard,
  type StandingCard,
} from './view';

/** Her children, as they were read last: the page works without a network. */
const KEPT = 'companion-pairs';

const NOT_YET: ShownState = {
  kind: 'empty',
  title: '加入爱心妈妈队伍',
  hint: '陪一个孩子慢慢长大：见面、通话、一起读书。先填一张申请，工作人员会联系你。',
  action: '申请加入',
};

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    standing: null as StandingCard | null,
    pairs: [] as PairCard[],
    hours: null as { service: string; more: string } | null,
    notices: [] as { key: string; word: string; at: string }[],
    waiting: [] as ReturnType<typeof waitingLines>,
    isApproved: false,
    stale: false,
  },

  onLoad() {
    // `onShow` reads: what was written on another page stands here at once.
  },

  onShow() {
    void this.reload();
  },

  async load() {
    await sendWaiting().catch(() => 0);
    this.setData({ waiting: waitingLines(await waitingRecords()) });
    try {
      const me = await call('helper', 'mother.me', {});
      const [{ items }, hours, told] = await Promise.all([
        call('helper', 'pair.mine', {}),
        call('helper', 'hours.mine', {}),
        call('helper', 'message.mine', {}),
      ]);
      await keep(KEPT, items, true);
      this.setData({
        state: null,
        stale: false,
        standing: standingCard(me),
        isApproved: me.state === 'approved',
        pairs: pairCards(items, Date.now()),
        hours: hoursText(hours),
        notices: noticeLines(told.items),
      });
    } catch (error) {
      if (codeOf(error) === 'NOT_FOUND') {
        this.setData({ state: NOT_YET, standing: null, pairs: [] });
        return;
      }
      const kept = isPassing(error) ? await recall<HelperPair[]>(KEPT, true) : undefined;
      if (!kept) throw error;
      this.setData({ state: null, stale: true, pairs: pairCards(kept.value, Date.now()) });
    }
  },

  retry() {
    if (this.data.state?.kind === 'empty') {
      void wx.navigateTo({ url: '/packages/helper/pages/apply/apply' });
      return;
    }
    loadingPage.retry.call(this);
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { page, pairId } = currentTarget.dataset as { page: string; pairId: string };
    const alias = this.data.pairs.find((pair) => pair.pairId === pairId)?.alias ?? '';
    const query = `pairId=${pairId}&alias=${encodeURIComponent(alias)}`;
    void wx.navigateTo({ url: `/packages/helper/pages/${page}/${page}?${query}` });
  },

  go({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: currentTarget.dataset['url'] as string });
  },

  async back({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const outingId = currentTarget.dataset['outingId'] as string;
    const asked = askForMessages(['answered']);
    const isDone = await this.act({ outingId }, async (input) => {
      await asked;
      await call('helper', 'outing.back', input);
      return '记下了：已平安返回';
    });
    if (isDone) await this.reload();
  },

  /** 登记码: what somebody tells an admin who is to enter them as a specialist or a holder. */
  async showCode() {
    try {
      const { code } = await call('helper', 'code.mine', { requestId: newRequestId() });
      const { confirm } = await wx.showModal({
        title: '我的登记码',
        content: `${code}\n发给妇联工作人员，为你登记专家或保护专员。一天内用一次，不要发给别人。`,
        confirmText: '复制',
        cancelText: '关闭',
      });
      if (confirm) await wx.setClipboardData({ data: code });
    } catch (error) {
      void wx.showToast({ title: errorLine(error), icon: 'none', duration: 3000 });
    }
  },

  async drop({ currentTarget }: WechatMiniprogram.TouchEvent) {
    await dropRecord(currentTarget.dataset['id'] as string);
    this.setData({ waiting: waitingLines(await waitingRecords()) });
  },
});
