import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import type { Fen } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { errorLine } from '../../../../../utils/errors';
import { takeStep } from '../../../common/send-once';
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
    await this.act('发票已登记。', () =>
      takeStep(this, payload, (input) => call('staff', 'gift.invoice', input)),
    );
  },

  async takeStep({ detail }: { detail: { amountFen: Fen; reason: string } }) {
    const { asked } = this.data;
    if (!asked) return;
    const { amountFen, reason } = detail;
    const ofWish = { wishId: this.wishId, amountFen, reason };
    if (asked.kind === 'topUp') {
      await this.act('已追加。', async () => {
        const { approvalId } = await takeStep(this, ofWish, (input) =>
          call('staff', 'wish.topUp', input),
        );
        return approvalId === undefined ? undefined : '已提交，等另一位管理员批准后追加。';
      });
    } else if (asked.kind === 'release') {
      await this.act('已退回可用余额。', () =>
        takeStep(this, ofWish, (input) => call('staff', 'wish.release', input)),
      );
    } else {
      const payload = { entryId: asked.entryId, amountFen, reason };
      await this.act('退款已记账。', () =>
        takeStep(this, payload, (input) => call('staff', 'fund.refund', input)),
      );
    }
  },

  /** Does one step; a text that it answers is said instead. */
  async act(done: string, send: () => Promise<unknown>) {
    if (this.data.busy) return;
    this.setData({ busy: true, problem: '' });
    try {
      const said = await send();
      this.setData({ asked: null, done: typeof said === 'string' ? said : done });
      await this.reload();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },
});
