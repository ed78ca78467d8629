import { after } from '../../../../../utils/paging';
import { loadingData, loadingPage, reshownPage } from '../../../../../utils/loading-page';
import type { Fen } from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { call } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import {
  bareRows,
  checkResult,
  invoiceRows,
  limitText,
  readInvoiceTotal,
  type BareRow,
  type CheckResult,
  type InvoiceRow,
} from './view';

Page({
  ...loadingPage,
  // Coming back: another page may have booked.
  ...reshownPage,

  data: {
    ...loadingData(),
    /** An auditor reads, and enters nothing. */
    isAdmin: false,
    checking: false,
    checked: 0,
    result: null as CheckResult | null,
    invoices: [] as InvoiceRow[],
    bare: [] as BareRow[],
    hasMore: false,
    supplier: '',
    invoiceNo: '',
    total: '',
    supplierProblem: '',
    invoiceProblem: '',
    totalProblem: '',
    limit: null as Fen | null,
    limitWords: '',
    /** Which change of the limit is asked about. */
    asked: '' as '' | 'set' | 'lift',
  },

  fundId: '',
  next: undefined as string | undefined,

  async load() {
    this.fundId = (await getCampaign(workingCampaign())).fundId;
    const [{ admin }, { dualControlAboveFen }, { withoutInvoice, invoices, next }] =
      await Promise.all([
        call('staff', 'me', {}),
        call('staff', 'fund.ledger', { fundId: this.fundId, order: 'newest' }),
        call('staff', 'fund.reconcile', { fundId: this.fundId }),
      ]);
    this.next = next;
    this.setData({
      isAdmin: admin,
      limit: dualControlAboveFen,
      limitWords: limitText(dualControlAboveFen),
      invoices: invoiceRows(invoices),
      bare: bareRows(withoutInvoice),
      hasMore: next !== undefined,
      state: null,
    });
  },

  async more() {
    if (this.next === undefined || this.data.busy) return;
    this.setData({ busy: true });
    try {
      const { withoutInvoice, next } = await call('staff', 'fund.reconcile', {
        fundId: this.fundId,
        ...after(this.next),
      });
      this.next = next;
      const bare = [...this.data.bare, ...bareRows(withoutInvoice)];
      this.setData({ bare, hasMore: next !== undefined });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  /** Recomputes the whole book, page by page. */
  async check() {
    if (this.data.checking) return;
    this.setData({ checking: true, checked: 0, result: null, problem: '' });
    try {
      let cursor: string | undefined;
      do {
        const { checked, firstBroken, next } = await call('staff', 'fund.check', {
          fundId: this.fundId,
          ...after(cursor),
        });
        this.setData({ checked });
        if (next === undefined) this.setData({ result: checkResult(checked, firstBroken) });
        cursor = next;
      } while (cursor !== undefined);
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ checking: false });
  },

  openCost({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (!this.data.isAdmin) return;
    const wishId = currentTarget.dataset['wishId'] as string;
    void wx.navigateTo({ url: `/packages/staff/money/pages/cost/cost?wishId=${wishId}` });
  },

  /** Takes a listed invoice into the form, to enter or correct its total. */
  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const row = this.data.invoices[currentTarget.dataset['index'] as number];
    if (row) this.setData({ supplier: row.supplier, invoiceNo: row.invoiceNo, total: '' });
  },

  writeSupplier({ detail }: { detail: { value: string } }) {
    this.setData({ supplier: detail.value, supplierProblem: '' });
  },

  writeInvoiceNo({ detail }: { detail: { value: string } }) {
    this.setData({ invoiceNo: detail.value, invoiceProblem: '' });
  },

  writeTotal({ detail }: { detail: { value: string } }) {
    this.setData({ total: detail.value, totalProblem: '' });
  },

  async saveInvoice() {
    const { supplier, invoiceNo, total, busy } = this.data;
    if (busy) return;
    const { invoice, ...problems } = readInvoiceTotal(supplier, invoiceNo, total);
    this.setData({ ...problems, problem: '', done: '' });
    if (!invoice) return;
    const isDone = await this.act({ ...invoice, fundId: this.fundId }, async (input) => {
      await call('staff', 'fund.invoice', input);
      this.setData({ supplier: '', invoiceNo: '', total: '' });
      return '发票金额已登记。';
    });
    if (isDone) await this.reload();
  },

  askLimit() {
    this.setData({ asked: 'set', problem: '', done: '' });
  },

  askLift() {
    this.setData({ asked: 'lift', problem: '', done: '' });
  },

  closeSheet() {
    this.setData({ asked: '', problem: '' });
  },

  async saveLimit({ detail }: { detail: { amountFen?: Fen; reason: string } }) {
    const payload = {
      fundId: this.fundId,
      dualControlAboveFen: detail.amountFen ?? null,
      reason: detail.reason,
    };
    const isDone = await this.act(payload, async (input) => {
      const { approvalId } = await call('staff', 'fund.rules', input);
      return approvalId === undefined ? '额度已保存，马上生效。' : '已提交，等另一位管理员批准。';
    });
    if (!isDone) return;
    this.setData({ asked: '' });
    await this.reload();
  },
});
