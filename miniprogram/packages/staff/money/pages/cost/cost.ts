import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import type { Fen } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { costView, readInvoice, type CostStep, type CostView } from './view';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    cost: null as CostView | null,
    asked: null as CostStep | null,
    supplier: '',
    invoiceNo: '',
    supplierProblem: '',
    invoiceProblem: '',
  },

  wishId: '',

  onLoad({ wishId = '' }: { wishId?: string }) {
    this.wishId = wishId;
    void this.reload();
  },

  async load() {
    this.setData({
      cost: costView(await call('staff', 'wish.cost', { wishId: this.wishId })),
      state: null,
    });
  },

  openWish() {
    void wx.navigateTo({ url: `/packages/staff/wish/pages/wish/wish?wishId=${this.wishId}` });
  },

  ask({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const asked = this.data.cost?.steps[currentTarget.dataset['index'] as number] ?? null;
    this.setData({ asked, problem: '', done: '', supplier: '', invoiceNo: '' });
  },

  closeSheet() {
    this.setData({ asked: null, problem: '' });
  },

  writeSupplier({ detail }: { detail: { value: string } }) {
    this.setData({ supplier: detail.value, supplierProblem: '' });
  },

  writeInvoiceNo({ detail }: { detail: { value: string } }) {
    this.setData({ invoiceNo: detail.value, invoiceProblem: '' });
  },

  async saveInvoice() {
    const { asked, supplier, invoiceNo } = this.data;
    const { bill, ...problems } = readInvoice(supplier, invoiceNo);
    this.setData(problems);
    if (!asked || !bill) return;
    const { entryId, replaces } = asked;
    const payload = { ...bill, entryId, ...(replaces === undefined ? {} : { replaces }) };
    await this.take(payload, async (input) => {
      await call('staff', 'gift.invoice', input);
      return '发票已登记。';
    });
  },

  async takeStep({ detail }: { detail: { amountFen: Fen; reason: string } }) {
    const { asked } = this.data;
    if (!asked) return;
    const { amountFen, reason } = detail;
    const ofWish = { wishId: this.wishId, amountFen, reason };
    if (asked.kind === 'topUp') {
      await this.take(ofWish, async (input) => {
        const { approvalId } = await call('staff', 'wish.topUp', input);
        return approvalId === undefined ? '已追加。' : '已提交，等另一位管理员批准后追加。';
      });
    } else if (asked.kind === 'release') {
      await this.take(ofWish, async (input) => {
        await call('staff', 'wish.release', input);
        return '已退回可用余额。';
      });
    } else {
      await this.take({ entryId: asked.entryId, amountFen, reason }, async (input) => {
        await call('staff', 'fund.refund', input);
        return '退款已记账。';
      });
    }
  },

  /** Does what the sheet asks; done, it closes and the chain is read again. */
  async take<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<string>,
  ) {
    if (!(await this.act(payload, send))) return;
    this.setData({ asked: null });
    await this.reload();
  },
});
