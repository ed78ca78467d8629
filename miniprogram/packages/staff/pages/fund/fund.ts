import type { FundFigures } from '../../../../../typings/contract';
import { CAMPAIGN_ID } from '../../../../config';
import { getCampaign } from '../../../../services/campaign';
import { takeList } from '../../../../services/lists';
import { readLedger, recordDonation } from '../../../../services/staff';
import { errorLine, errorState } from '../../../../utils/errors';
import { yuanText } from '../../../../utils/money';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import { DONOR_MAX, entryRows, readDonation, type EntryRow } from './view';

interface ShownState {
  kind: string;
  title: string;
  hint: string;
  action: string;
}

const LOADING: ShownState = { kind: 'loading', title: '', hint: '', action: '' };

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    figures: null as FundFigures | null,
    entries: [] as EntryRow[],
    hasMore: false,
    loadingMore: false,
    moreProblem: '',
    donor: '',
    typed: '',
    donorProblem: '',
    amountProblem: '',
    busy: false,
    problem: '',
    done: '',
    DONOR_MAX,
  },

  fundId: '',
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

  async load() {
    try {
      this.fundId = (await getCampaign(CAMPAIGN_ID)).fundId;
      const { entries, next, ...figures } = await readLedger(this.fundId);
      this.next = next;
      this.setData({
        figures,
        entries: entryRows(entries),
        hasMore: next !== undefined,
        state: null,
      });
    } catch (error) {
      this.setData({ state: { ...errorState(error), action: '重试' } });
    }
  },

  async more() {
    if (this.next === undefined || this.data.loadingMore) return;
    this.setData({ loadingMore: true, moreProblem: '' });
    try {
      const { entries, next } = await readLedger(this.fundId, this.next);
      this.next = next;
      this.setData({
        entries: [...this.data.entries, ...entryRows(entries)],
        hasMore: next !== undefined,
      });
    } catch (error) {
      this.setData({ moreProblem: errorLine(error) });
    }
    this.setData({ loadingMore: false });
  },

  exportList() {
    void takeList({ list: 'ledger', fundId: this.fundId });
  },

  openWish({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    void wx.navigateTo({ url: `/packages/staff/pages/wish/wish?wishId=${wishId}` });
  },

  writeDonor({ detail }: { detail: { value: string } }) {
    this.setData({ donor: detail.value, donorProblem: '' });
  },

  type({ detail }: { detail: { value: string } }) {
    this.setData({ typed: detail.value, amountProblem: '' });
  },

  async donate() {
    const { donor, typed, busy } = this.data;
    if (busy) return;
    const { donation, ...problems } = readDonation(donor, typed);
    this.setData({ ...problems, problem: '', done: '' });
    if (!donation) return;
    const { confirm } = await wx.showModal({
      title: `到账 ${yuanText(donation.amountFen)}？`,
      content: `捐方：${donation.donor}。请核对银行到账后再记，记账后不能修改。`,
      confirmText: '记账',
      cancelText: '再看看',
    });
    if (!confirm) return;
    const payload = { ...donation, fundId: this.fundId };
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.setData({ busy: true });
    try {
      const { availableFen } = await recordDonation({ ...payload, requestId: attempt.requestId });
      // Booked: the same donor and amount once more is another donation.
      this.attempt = undefined;
      this.setData({
        donor: '',
        typed: '',
        done: `已记 ${yuanText(donation.amountFen)}，可用余额 ${yuanText(availableFen)}。`,
      });
      await this.load();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },
});
