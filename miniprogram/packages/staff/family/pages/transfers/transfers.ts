import type { TransferRow } from '../../../../../../typings/contract';
import { timeText } from '@micro-wish/vocabulary';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import {
  loadingData,
  loadingPage,
  nothingHere,
  pagedData,
  pagedPage,
} from '../../../../../utils/loading-page';
import { after } from '../../../../../utils/paging';
import { transferLines, type TransferLine } from './view';

type Kind = 'attest' | 'transfer';

const NONE = nothingHere(
  '没有监护人变更',
  '要增加或变更监护人，请从孩子的心愿档案里打开「监护人」。',
);

/** Who looks after a child: one more, or another one; and the second person's yes. */
Page({
  ...loadingPage,
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    lines: [] as TransferLine[],
    /** The wish in whose file this was opened; '' for the list alone. */
    wishId: '',
    kind: 'attest' as Kind,
    reason: '',
    missing: '',
    /** The code that was just made, and until when it can be used. */
    code: '',
    until: '',
    madeKind: 'attest' as Kind,
    /** What shall not be approved, while its reason is asked for. */
    declining: null as TransferLine | null,
  },

  onLoad({ wishId = '' }: { wishId?: string }) {
    this.setData({ wishId });
    void wx.hideShareMenu();
    void this.reload();
  },

  readPage(cursor?: string) {
    const campaignId = workingCampaign();
    return call('staff', 'guardian.transfers', { campaignId, ...after(cursor) });
  },

  showItems() {
    const lines = transferLines(this.items as TransferRow[], Date.now());
    const isEmpty = lines.length === 0 && this.data.wishId === '';
    this.setData({ lines, state: isEmpty ? NONE : null });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ kind: currentTarget.dataset['kind'] as Kind, problem: '' });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ reason: detail.value, missing: '' });
  },

  async make() {
    const { wishId, kind } = this.data;
    const reason = this.data.reason.trim();
    this.setData({ missing: reason === '' ? '请写明怎样核实的' : '' });
    if (reason === '') return;
    await this.act({ wishId, reason, kind }, async ({ kind: wanted, ...input }) => {
      const { code, expiresAt } = await call('staff', `guardian.${wanted}`, input);
      this.setData({ code, until: timeText(expiresAt), madeKind: wanted, reason: '' });
      await this.load();
      return '';
    });
  },

  async copy() {
    try {
      await wx.setClipboardData({ data: this.data.code });
    } catch {
      void wx.showToast({ title: '没有复制，请抄写邀请码', icon: 'none' });
    }
  },

  lineOf({ currentTarget }: WechatMiniprogram.TouchEvent): TransferLine | undefined {
    const approvalId = currentTarget.dataset['approvalId'] as string;
    return this.data.lines.find((line) => line.approvalId === approvalId);
  },

  async approve(event: WechatMiniprogram.TouchEvent) {
    const line = this.lineOf(event);
    if (!line) return;
    const { confirm } = await wx.showModal({
      title: '批准变更监护人？',
      content: '等候期过后，新的监护人接替原来的，旧兑换卡换新码。请先确认核实过。',
      confirmText: '批准',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.decide({ approvalId: line.approvalId, decision: 'approve' }, '已批准');
  },

  decline(event: WechatMiniprogram.TouchEvent) {
    this.setData({ declining: this.lineOf(event) ?? null, problem: '' });
  },

  closeSheet() {
    this.setData({ declining: null, problem: '' });
  },

  async confirmDecline({ detail }: { detail: { reason: string } }) {
    const { declining } = this.data;
    if (!declining) return;
    const { approvalId } = declining;
    await this.decide({ approvalId, decision: 'decline', note: detail.reason }, '没有批准');
  },

  async decide(
    payload: { approvalId: string; decision: 'approve' | 'decline'; note?: string },
    done: string,
  ) {
    await this.act(payload, async (input) => {
      await call('staff', 'approval.decide', input);
      this.setData({ declining: null });
      await this.load();
      return done;
    });
  },

  async withdraw(event: WechatMiniprogram.TouchEvent) {
    const line = this.lineOf(event);
    if (!line) return;
    await this.act({ approvalId: line.approvalId }, async (input) => {
      await call('staff', 'approval.withdraw', input);
      await this.load();
      return '已撤回申请';
    });
  },

  openFile({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    void wx.navigateTo({ url: `/packages/staff/wish/pages/wish/wish?wishId=${wishId}` });
  },
});
