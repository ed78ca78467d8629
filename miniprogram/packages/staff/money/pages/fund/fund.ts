import { after } from '../../../../../utils/paging';
import { loadingData, loadingPage, reshownPage } from '../../../../../utils/loading-page';
import { yuanText } from '@micro-wish/vocabulary';
import type { Fen, FundFigures, LedgerEntry } from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { call } from '../../../../../services/client';

import { takeList } from '../../../../../services/lists';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { entryRows, type EntryRow } from '../../ledger';
import {
  bookedText,
  DONOR_MAX,
  readDonation,
  STEP_WORDS,
  stepCopy,
  stepsFor,
  type EntryStep,
  type StepCopy,
} from './view';

/** Entries that are given to the view at once. */
const SHOWN_AT_ONCE = 50;

Page({
  ...loadingPage,
  // Coming back: an approval or a correction changes the figures.
  ...reshownPage,

  data: {
    ...loadingData(),
    figures: null as FundFigures | null,
    /** An auditor reads, and books nothing. */
    isAdmin: false,
    entries: [] as EntryRow[],
    hasMore: false,
    loadingMore: false,
    moreProblem: '',
    donor: '',
    typed: '',
    donorProblem: '',
    amountProblem: '',
    /** How many wait for a decision. */
    waiting: 0,
    /** The step with an entry that is being asked about. */
    asked: null as (StepCopy & { step: EntryStep; entryId: string; mostFen: Fen }) | null,
    DONOR_MAX,
  },

  fundId: '',
  next: undefined as string | undefined,
  entries: [] as LedgerEntry[],

  onReachBottom() {
    void this.more();
  },

  async load() {
    this.fundId = (await getCampaign(workingCampaign())).fundId;
    const [{ entries, next, ...figures }, { admin }] = await Promise.all([
      call('staff', 'fund.ledger', { fundId: this.fundId, order: 'newest' }),
      call('staff', 'me', {}),
    ]);
    const waiting = admin
      ? (await call('staff', 'approval.list', { fundId: this.fundId, open: true })).items.length
      : 0;
    this.next = next;
    this.entries = entries;
    this.setData({
      figures,
      isAdmin: admin,
      waiting,
      entries: [],
      state: null,
    });
    this.showMore();
  },

  /** Shows some more of the entries that were read. */
  showMore() {
    const from = this.data.entries.length;
    const rows = entryRows(this.entries.slice(from, from + SHOWN_AT_ONCE));
    const added = Object.fromEntries(rows.map((row, place) => [`entries[${from + place}]`, row]));
    const hasMore = from + rows.length < this.entries.length || this.next !== undefined;
    this.setData({ ...added, hasMore });
  },

  async more() {
    if (this.data.loadingMore) return;
    if (this.data.entries.length < this.entries.length) {
      this.showMore();
      return;
    }
    if (this.next === undefined) return;
    this.setData({ loadingMore: true, moreProblem: '' });
    try {
      const { entries, next } = await call('staff', 'fund.ledger', {
        fundId: this.fundId,
        order: 'newest',
        ...after(this.next),
      });
      this.next = next;
      this.entries = [...this.entries, ...entries];
      this.showMore();
    } catch (error) {
      this.setData({ moreProblem: errorLine(error) });
    }
    this.setData({ loadingMore: false });
  },

  exportList() {
    void takeList({ list: 'ledger', fundId: this.fundId });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: currentTarget.dataset['url'] as string });
  },

  /** A wish's entry opens its chain of cost; another asks what to do with it. */
  async openEntry({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const entryId = currentTarget.dataset['entryId'] as string;
    const entry = this.entries.find((one) => one.entryId === entryId);
    if (!entry || !this.data.isAdmin) return;
    if (entry.wishId !== undefined) {
      void wx.navigateTo({ url: `/packages/staff/money/pages/cost/cost?wishId=${entry.wishId}` });
      return;
    }
    const steps = stepsFor(entry);
    if (steps.length === 0) return;
    const chosen = await wx
      .showActionSheet({ itemList: steps.map((step) => STEP_WORDS[step]) })
      .catch(() => undefined);
    const step = chosen && steps[chosen.tapIndex];
    if (!step) return;
    const { amountFen } = entry;
    const asked = { ...stepCopy(step, entry), step, entryId, mostFen: amountFen };
    this.setData({ asked, problem: '', done: '' });
  },

  closeSheet() {
    this.setData({ asked: null, problem: '' });
  },

  async takeStep({ detail }: { detail: { amountFen?: Fen; reason: string } }) {
    const { asked } = this.data;
    if (!asked) return;
    const { entryId, step } = asked;
    const { amountFen, reason } = detail;
    const said = (booked: Parameters<typeof bookedText>[1]) =>
      bookedText(`${STEP_WORDS[step]}已记`, booked);
    const isDone =
      amountFen === undefined
        ? await this.act({ entryId, reason }, async (input) =>
            said(await call('staff', 'fund.reverse', input)),
          )
        : await this.act({ entryId, amountFen, reason }, async (input) =>
            said(await call('staff', 'fund.refund', input)),
          );
    if (!isDone) return;
    this.setData({ asked: null });
    await this.reload();
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
      content: `捐方：${donation.donor}。请核对银行到账后再记；记错了只能冲正。`,
      confirmText: '记账',
      cancelText: '再看看',
    });
    if (!confirm) return;
    const isDone = await this.act({ ...donation, fundId: this.fundId }, async (input) => {
      const booked = await call('staff', 'fund.donate', input);
      this.setData({ donor: '', typed: '' });
      return bookedText(`已记 ${yuanText(donation.amountFen)}`, booked);
    });
    if (isDone) await this.reload();
  },
});
