import { yuanText } from '@micro-wish/vocabulary';
import type { EventView, Input, StockRow, WantedRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { everyItem, after } from '../../../../../utils/paging';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { turnTo } from '../../../common/scroll-to';
import { NO_DESK, type ChosenDesk } from '../../../common/desks';
import { NOT_NARROWED, type Narrowed } from '../../../common/narrowing';
import { nextSorting, type Sorting } from '../../../common/sorting';
import {
  lotHead,
  lotRows,
  sortedLots,
  wishChoices,
  type LotRow,
  type LotSortKey,
  type WishChoice,
} from './view';

const NO_STOCK = nothingHere('库存是空的', '成批买的礼物，和心愿结束后留下的礼物，会在这里。');

type Bought = Omit<Input<'staff', 'stock.add'>, 'requestId' | 'campaignId'>;

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    isAdmin: false,
    lots: [] as LotRow[],
    head: lotHead(null),
    events: [] as EventView[],
    desk: NO_DESK,
    shelf: '',
    narrowed: NOT_NARROWED as Narrowed,
    /** The lot of which a piece is given. */
    given: null as LotRow | null,
    search: '',
    wishes: [] as WishChoice[],
    wishId: '',
    cardEventId: '',
    /** The lot of which a piece is written off. */
    broken: null as LotRow | null,
    /** Raised by each purchase, to empty the form. */
    bought: 0,
  },

  wanted: [] as WantedRow[],
  stock: [] as StockRow[],
  sorting: null as Sorting<LotSortKey> | null,

  async load() {
    const [{ admin }, events] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'event.list', { campaignId: workingCampaign() }).then(({ items }) => items),
    ]);
    this.setData({ isAdmin: admin, events });
    await this.read();
  },

  async read() {
    const { search } = this.data.narrowed;
    const lots = await everyItem<StockRow>((cursor) =>
      call('staff', 'stock.list', {
        campaignId: workingCampaign(),
        ...(search === '' ? {} : { search }),
        ...after(cursor),
      }),
    );
    if (search !== this.data.narrowed.search) return;
    const isEmpty = lots.length === 0 && search === '';
    this.stock = lots;
    this.show();
    this.setData({ state: isEmpty ? NO_STOCK : null });
  },

  show() {
    this.setData({ lots: lotRows(sortedLots(this.stock, this.sorting)) });
  },

  sort({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.sorting = nextSorting(this.sorting, currentTarget.dataset['key'] as LotSortKey);
    this.setData({ head: lotHead(this.sorting) });
    this.show();
  },

  async narrow({ detail }: { detail: Narrowed }) {
    this.setData({ narrowed: detail, problem: '' });
    await this.reload(() => this.read());
  },

  exportList() {
    void takeList({ list: 'stock', campaignId: workingCampaign() });
  },

  async add({ detail }: { detail: Bought }) {
    await this.act({ ...detail, campaignId: workingCampaign() }, async (input) => {
      const { availableFen, approvalId } = await call('staff', 'stock.add', input);
      this.setData({ bought: this.data.bought + 1 });
      await this.reload(() => this.read());
      if (approvalId !== undefined) return '超过双人复核额度，已提交，等另一位管理员批准';
      return `已入库 ${detail.quantity} 件，可用余额 ${yuanText(availableFen)}`;
    });
  },

  lotOf({ currentTarget }: WechatMiniprogram.TouchEvent): LotRow | null {
    const stockId = currentTarget.dataset['stockId'] as string;
    return this.data.lots.find((lot) => lot.stockId === stockId) ?? null;
  },

  async give(event: WechatMiniprogram.TouchEvent) {
    this.setData({ given: this.lotOf(event), wishId: '', problem: '', done: '' });
    turnTo('.side');
    try {
      this.wanted = await everyItem((cursor) =>
        call('staff', 'gift.wanted', {
          campaignId: workingCampaign(),
          ...after(cursor),
        }),
      );
      this.setData({ wishes: wishChoices(this.wanted, this.data.search) });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  closeGive() {
    this.setData({ given: null, problem: '' });
  },

  writeSearch({ detail }: { detail: { value: string } }) {
    this.setData({ search: detail.value, wishes: wishChoices(this.wanted, detail.value) });
  },

  writeShelf({ detail }: { detail: { value: string } }) {
    this.setData({ shelf: detail.value });
  },

  chooseWish({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    const row = this.wanted.find((one) => one.wishId === wishId);
    this.setData({ wishId, cardEventId: row?.eventId ?? '', problem: '' });
  },

  chooseDesk({ detail }: { detail: ChosenDesk }) {
    this.setData({ desk: detail, problem: '' });
  },

  async use() {
    const { given, wishId, desk, shelf, wishes } = this.data;
    if (!given) return;
    if (wishId === '' || desk.stationId === '') {
      this.setData({ problem: wishId === '' ? '请选择给哪个心愿' : '请选择礼物放在哪个领取点' });
      return;
    }
    const place = shelf.trim() === '' ? {} : { shelf: shelf.trim() };
    const to = wishes.find((wish) => wish.wishId === wishId)?.title ?? '';
    await this.act({ stockId: given.stockId, wishId, ...desk, ...place }, async (input) => {
      await call('staff', 'stock.use', input);
      this.setData({ given: null });
      await this.reload(() => this.read());
      return `「${given.title}」已给心愿「${to}」，预留的钱已退回`;
    });
  },

  askWriteOff(event: WechatMiniprogram.TouchEvent) {
    this.setData({ broken: this.lotOf(event), problem: '', done: '' });
  },

  closeWriteOff() {
    this.setData({ broken: null, problem: '' });
  },

  async writeOff({ detail }: { detail: { reason: string } }) {
    const { broken } = this.data;
    if (!broken) return;
    const payload = { stockId: broken.stockId, count: 1, reason: detail.reason };
    await this.act(payload, async (input) => {
      await call('staff', 'stock.writeOff', input);
      this.setData({ broken: null });
      await this.reload(() => this.read());
      return `「${broken.title}」报损 1 件`;
    });
  },
});
