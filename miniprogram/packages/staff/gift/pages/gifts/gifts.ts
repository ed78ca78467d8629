import { type ShownState, loadingData, loadingPage } from '../../../../../utils/loading-page';
import { yuanText } from '@micro-wish/vocabulary';
import type { EventView } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import type { ArrivedGift } from '../../../common/arrived-gift';
import { everyItem, after } from '../../../../../utils/paging';
import { afterArrival, giftRows, nextRow, rowOfCode, type GiftRow } from './view';

const ALL_HERE: ShownState = {
  kind: 'empty',
  title: '没有在路上的礼物',
  hint: '落实资金后的心愿会出现在这里，等礼物到了再登记。',
  action: '刷新',
};

const PAGE_SIZE = 100;

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    rows: [] as GiftRow[],
    current: null as GiftRow | null,
    events: [] as EventView[],
    /** A number as typed or scanned. */
    code: '',
    codeProblem: '',
    doneCount: 0,
  },

  /** Arrivals are booked from a sheet on another page: after it the list is another. */
  isBehindSheet: false,

  onShow() {
    if (!this.isBehindSheet) return;
    this.isBehindSheet = false;
    void this.reload();
  },

  async load() {
    const [events, wishes] = await Promise.all([
      call('staff', 'event.list', { campaignId: workingCampaign() }).then(({ items }) => items),
      everyItem((cursor) =>
        call('staff', 'wish.list', {
          campaignId: workingCampaign(),
          state: 'funded',
          limit: PAGE_SIZE,
          ...after(cursor),
        }),
      ),
    ]);
    const rows = giftRows(wishes);
    const known = rows.find(({ wishId }) => wishId === this.data.current?.wishId);
    const state = rows.length === 0 ? ALL_HERE : null;
    this.setData({ events, rows, current: known ?? rows[0] ?? null, state });
  },

  exportList() {
    void takeList({ list: 'wishes', campaignId: workingCampaign(), state: 'funded' });
  },

  openSheet() {
    this.isBehindSheet = true;
    void wx.navigateTo({ url: '/packages/staff/gift/pages/arrivals/arrivals' });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    const current = this.data.rows.find((row) => row.wishId === wishId);
    if (current && !this.data.busy) this.setData({ current, problem: '' });
  },

  typeCode({ detail }: { detail: { value: string } }) {
    this.setData({ code: detail.value, codeProblem: '' });
  },

  /** A hand-held scanner types the number and ends with the Enter key. */
  find() {
    this.turnTo(this.data.code);
  },

  async scan() {
    try {
      const { result } = await wx.scanCode({ onlyFromCamera: false });
      this.turnTo(result);
    } catch {
      // The camera was closed again.
    }
  },

  turnTo(code: string) {
    const { row, problem } = rowOfCode(this.data.rows, code);
    if (!row) this.setData({ codeProblem: problem });
    else if (!this.data.busy) {
      this.setData({ current: row, code: '', codeProblem: '', problem: '' });
    }
  },

  skip() {
    const { rows, current, busy } = this.data;
    if (current && !busy) this.setData({ current: nextRow(rows, current.wishId), problem: '' });
  },

  async arrive({ detail }: { detail: ArrivedGift }) {
    const { current } = this.data;
    if (!current) return;
    await this.act({ ...detail, wishId: current.wishId }, async (input) => {
      await call('staff', 'gift.arrive', input);
      const after = afterArrival(this.data.rows, current.wishId);
      this.setData({
        ...after,
        doneCount: this.data.doneCount + 1,
        state: after.rows.length === 0 ? ALL_HERE : null,
      });
      return `${current.title}，支出 ${yuanText(detail.priceFen)}`;
    });
  },
});
