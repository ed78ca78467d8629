import type { ApprovalView } from '../../../../../../typings/contract';
import { after } from '../../../../../utils/paging';
import {
  LOADING,
  loadingData,
  loadingPage,
  pagedData,
  pagedPage,
} from '../../../../../utils/loading-page';
import { call } from '../../../../../services/client';

import { takeList } from '../../../../../services/lists';

import { approvalRows, type ApprovalRow } from './view';

Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    open: true,
    rows: [] as ApprovalRow[],
    /** What shall not be approved, while its reason is asked for. */
    declining: null as { approvalId: string; title: string } | null,
  },

  items: [] as ApprovalView[],
  isAdmin: undefined as boolean | undefined,

  onReachBottom() {
    void this.more();
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({
      open: currentTarget.dataset['open'] as boolean,
      state: LOADING,
      problem: '',
      done: '',
    });
    void this.reload();
  },

  async load() {
    this.isAdmin ??= (await call('staff', 'me', {})).admin;
    await pagedPage.load.call(this);
  },

  readPage(cursor?: string) {
    return call('staff', 'approval.list', { open: this.data.open, ...after(cursor) });
  },

  showItems() {
    this.setData({ rows: approvalRows(this.items, this.isAdmin === true), state: null });
  },

  exportList() {
    void takeList({ list: 'approvals', open: this.data.open });
  },

  rowOf({ currentTarget }: WechatMiniprogram.TouchEvent): ApprovalRow | undefined {
    const approvalId = currentTarget.dataset['approvalId'] as string;
    return this.data.rows.find((row) => row.approvalId === approvalId);
  },

  openWish({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    const page = this.isAdmin ? 'money/pages/cost/cost' : 'wish/pages/wish/wish';
    void wx.navigateTo({ url: `/packages/staff/${page}?wishId=${wishId}` });
  },

  async approve(event: WechatMiniprogram.TouchEvent) {
    const row = this.rowOf(event);
    if (!row) return;
    const { confirm } = await wx.showModal({
      title: `批准${row.title}？`,
      content: row.meaning,
      confirmText: '批准',
      cancelText: '再看看',
    });
    if (!confirm) return;
    const payload = { approvalId: row.approvalId, decision: 'approve' as const };
    await this.act(payload, async (input) => {
      await call('staff', 'approval.decide', input);
      return this.settled(`已批准${row.title}`);
    });
  },

  decline(event: WechatMiniprogram.TouchEvent) {
    const row = this.rowOf(event);
    if (row) this.setData({ declining: { approvalId: row.approvalId, title: row.title } });
  },

  closeSheet() {
    this.setData({ declining: null, problem: '' });
  },

  async confirmDecline({ detail }: { detail: { reason: string } }) {
    const { declining } = this.data;
    if (!declining) return;
    const payload = {
      approvalId: declining.approvalId,
      decision: 'decline' as const,
      note: detail.reason,
    };
    await this.act(payload, async (input) => {
      await call('staff', 'approval.decide', input);
      return this.settled(`没有批准${declining.title}`);
    });
  },

  async withdraw(event: WechatMiniprogram.TouchEvent) {
    const row = this.rowOf(event);
    if (!row) return;
    const payload = { approvalId: row.approvalId };
    await this.act(payload, async (input) => {
      await call('staff', 'approval.withdraw', input);
      return this.settled(`已撤回${row.title}`);
    });
  },

  async settled(done: string) {
    this.setData({ declining: null });
    await this.reload();
    return done;
  },
});
