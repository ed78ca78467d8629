import type { CallRow } from '../../../../../../typings/contract';
import {
  LOADING,
  loadingData,
  loadingPage,
  pagedData,
  pagedPage,
  type ShownState,
} from '../../../../../utils/loading-page';
import { after } from '../../../../../utils/paging';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';
import { workingCampaign } from '../../../../../utils/campaign';
import { callLines, type CallLine } from './view';

type Tab = 'open' | 'done';

const EMPTY: Record<Tab, ShownState> = {
  open: {
    kind: 'empty',
    title: '现在没有要打的电话',
    hint: '没有微信的家庭有了新消息，会出现在这里。',
    action: '刷新',
  },
  done: { kind: 'empty', title: '还没有打过电话', hint: '打过以后会记在这里。', action: '刷新' },
};

Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    tab: 'open' as Tab,
    lines: [] as CallLine[],
    /** The call that is being marked. */
    marked: '',
    note: '',
  },

  items: [] as CallRow[],

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ tab: currentTarget.dataset['tab'] as Tab, state: LOADING, marked: '' });
    void this.reload();
  },

  readPage(cursor?: string) {
    return call('staff', 'call.list', {
      campaignId: workingCampaign(),
      state: this.data.tab,
      ...after(cursor),
    });
  },

  showItems() {
    const { items } = this;
    this.setData({
      lines: callLines(items),
      state: items.length === 0 ? EMPTY[this.data.tab] : null,
    });
  },

  begin({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ marked: currentTarget.dataset['callId'] as string, note: '', problem: '' });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ note: detail.value });
  },

  async mark() {
    const { marked: callId, busy, note } = this.data;
    if (busy || callId === '') return;
    const payload = { callId, note: note.trim() === '' ? '已告知' : note.trim() };
    await this.act(payload, async (input) => {
      await call('staff', 'call.mark', input);
      this.items = this.items.filter((one) => one.callId !== callId);
      this.setData({ marked: '' });
      if (this.items.length > 0) this.showItems();
      else this.retry();
      return '';
    });
  },

  openFile({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    void wx.navigateTo({ url: `/packages/staff/wish/pages/wish/wish?wishId=${wishId}` });
  },

  exportList() {
    void takeList({ list: 'calls', campaignId: workingCampaign(), state: this.data.tab });
  },
});
