import { after } from '../../../../../utils/paging';
import { LOADING, type ShownState } from '../../../../../utils/loading-page';
import { call } from '../../../../../services/client';

import { takeList } from '../../../../../services/lists';

import { errorLine, errorState } from '../../../../../utils/errors';
import type { Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { takeStep } from '../../../common/send-once';
import { approvalRows, type ApprovalRow } from './view';

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    open: true,
    rows: [] as ApprovalRow[],
    hasMore: false,
    busy: false,
    problem: '',
    done: '',
    /** What shall not be approved, while its reason is asked for. */
    declining: null as { approvalId: string; title: string } | null,
  },

  isAdmin: false,
  next: undefined as string | undefined,
  attempt: undefined as Attempt | undefined,

  onLoad() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.more();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ open: currentTarget.dataset['open'] as boolean, state: LOADING, done: '' });
    void this.load();
  },

  async load() {
    const { open } = this.data;
    try {
      const [{ admin }, { items, next }] = await Promise.all([
        call('staff', 'me', {}),
        call('staff', 'approval.list', { open }),
      ]);
      this.isAdmin = admin;
      if (open !== this.data.open) return;
      this.next = next;
      this.setData({
        rows: approvalRows(items, admin),
        hasMore: next !== undefined,
        problem: '',
        state: null,
      });
    } catch (error) {
      this.setData({ state: { ...errorState(error), action: '重试' } });
    }
  },

  exportList() {
    void takeList({ list: 'approvals', open: this.data.open });
  },

  async more() {
    if (this.next === undefined || this.data.busy) return;
    this.setData({ busy: true });
    try {
      const { items, next } = await call('staff', 'approval.list', {
        open: this.data.open,
        ...after(this.next),
      });
      this.next = next;
      const rows = [...this.data.rows, ...approvalRows(items, this.isAdmin)];
      this.setData({ rows, hasMore: next !== undefined });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
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
    await this.act(`已批准${row.title}`, () =>
      takeStep(this, payload, (input) => call('staff', 'approval.decide', input)),
    );
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
    await this.act(`没有批准${declining.title}`, () =>
      takeStep(this, payload, (input) => call('staff', 'approval.decide', input)),
    );
  },

  async withdraw(event: WechatMiniprogram.TouchEvent) {
    const row = this.rowOf(event);
    if (!row) return;
    const payload = { approvalId: row.approvalId };
    await this.act(`已撤回${row.title}`, () =>
      takeStep(this, payload, (input) => call('staff', 'approval.withdraw', input)),
    );
  },

  async act(done: string, send: () => Promise<unknown>) {
    if (this.data.busy) return;
    this.setData({ busy: true, problem: '', done: '' });
    try {
      await send();
      this.setData({ declining: null, done });
      await this.load();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },
});
