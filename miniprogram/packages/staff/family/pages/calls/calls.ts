import { after } from '../../../../../utils/paging';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';
import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine, errorState } from '../../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { callLines, type CallLine } from './view';

type Tab = 'open' | 'done';

const LOADING = { kind: 'loading', title: '', hint: '', action: '' };

const EMPTY: Record<Tab, typeof LOADING> = {
  open: {
    kind: 'empty',
    title: '现在没有要打的电话',
    hint: '没有微信的家庭有了新消息，会出现在这里。',
    action: '刷新',
  },
  done: { kind: 'empty', title: '还没有打过电话', hint: '打过以后会记在这里。', action: '刷新' },
};

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as typeof LOADING | null,
    tab: 'open' as Tab,
    lines: [] as CallLine[],
    hasMore: false,
    /** The call that is being marked. */
    marked: '',
    note: '',
    busy: false,
    problem: '',
  },

  next: undefined as string | undefined,
  round: 0,
  attempt: undefined as Attempt | undefined,

  onLoad() {
    void this.load();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ tab: currentTarget.dataset['tab'] as Tab, state: LOADING, marked: '' });
    void this.load();
  },

  page(cursor?: string) {
    const from = after(cursor);
    return call('staff', 'call.list', {
      campaignId: workingCampaign(),
      state: this.data.tab,
      ...from,
    });
  },

  async load() {
    const round = (this.round += 1);
    try {
      let { items, next } = await this.page();
      // What is no news any more is left out of a page: the next one may have some.
      while (items.length === 0 && next !== undefined) ({ items, next } = await this.page(next));
      if (round !== this.round) return;
      this.next = next;
      this.setData({
        lines: callLines(items),
        hasMore: next !== undefined,
        state: items.length === 0 ? EMPTY[this.data.tab] : null,
      });
    } catch (error) {
      if (round === this.round) this.setData({ state: { ...errorState(error), action: '重试' } });
    }
  },

  async more() {
    if (this.next === undefined || this.data.busy) return;
    this.setData({ busy: true, problem: '' });
    try {
      const { items, next } = await this.page(this.next);
      this.next = next;
      this.setData({
        lines: [...this.data.lines, ...callLines(items)],
        hasMore: next !== undefined,
      });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
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
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.setData({ busy: true, problem: '' });
    try {
      await call('staff', 'call.mark', { ...payload, requestId: attempt.requestId });
      const lines = this.data.lines.filter((line) => line.callId !== callId);
      this.setData({ lines, marked: '', state: lines.length === 0 ? LOADING : null });
      if (lines.length === 0) void this.load();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  openFile({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    void wx.navigateTo({ url: `/packages/staff/wish/pages/wish/wish?wishId=${wishId}` });
  },

  exportList() {
    void takeList({ list: 'calls', campaignId: workingCampaign(), state: this.data.tab });
  },
});
