import type { EventView, OrderView } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { percentOf } from '../../../../../utils/percent';
import { chunksOf } from '../../../common/chunks';
import { loadingData, loadingPage, nothingHere } from '../../../../../utils/loading-page';
import { takeStep } from '../../../common/send-once';
import { turnTo } from '../../../common/scroll-to';
import type { ChosenDesk } from '../../../common/desks';
import {
  actionsFor,
  chosenLines,
  listedOrders,
  orderLines,
  readArrivals,
  savedText,
  withoutChosen,
  withProblems,
  type ListedOrder,
  type OrderLine,
} from './view';
import { communitiesOf, parcelsOf, withDeskProblems, type Parcel } from './parcels';

const NO_ORDERS = nothingHere('还没有订单', '在「采购」里勾选礼物，就能下单。');

/** Gifts that one call records: short enough to answer in time. */
const ARRIVE_SIZE = 10;

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    orders: [] as ListedOrder[],
    hasMore: false,
    orderId: '',
    current: null as ListedOrder | null,
    note: '',
    lines: [] as OrderLine[],
    chosenCount: 0,
    dueCount: 0,
    mayPlace: false,
    mayCancel: false,
    events: [] as EventView[],
    /** What is chosen goes to desks by community. */
    parted: false,
    mayPart: false,
    parcels: [] as Parcel[],
    invoiceNo: '',
    progress: null as { done: number; total: number; percent: number } | null,
  },

  order: undefined as OrderView | undefined,
  wanted: '',
  next: undefined as string | undefined,

  onLoad({ orderId = '', saved = '1' }: { orderId?: string; saved?: string }) {
    this.setData({ orderId, done: savedText(Number(saved)) });
    void this.reload();
  },

  async load() {
    const [events, { items, next }] = await Promise.all([
      call('staff', 'event.list', { campaignId: workingCampaign() }).then(({ items }) => items),
      call('staff', 'order.list', { campaignId: workingCampaign() }),
    ]);
    this.next = next;
    this.setData({
      events,
      orders: listedOrders(items),
      hasMore: next !== undefined,
    });
    const orderId = this.data.orderId || (items[0]?.orderId ?? '');
    if (orderId !== '') await this.open(orderId);
    this.setData({ state: orderId === '' ? NO_ORDERS : null });
  },

  exportList() {
    void takeList({ list: 'orders', campaignId: workingCampaign() });
  },

  async more() {
    if (this.next === undefined) return;
    try {
      const { items, next } = await call('staff', 'order.list', {
        campaignId: workingCampaign(),
        cursor: this.next,
      });
      this.next = next;
      this.setData({
        orders: [...this.data.orders, ...listedOrders(items)],
        hasMore: next !== undefined,
      });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  /** What comes of an order when another was chosen meanwhile is dropped. */
  async open(orderId: string) {
    this.wanted = orderId;
    const order = await call('staff', 'order.open', { orderId });
    if (orderId !== this.wanted) return;
    this.order = order;
    const [current = null] = listedOrders([order]);
    this.setData({ orderId, current, note: order.note, ...actionsFor(order.state) });
    this.showLines(orderLines(order));
  },

  showLines(lines: OrderLine[]) {
    this.setData({
      lines,
      chosenCount: chosenLines(lines).length,
      dueCount: lines.filter(({ state }) => state === 'due').length,
      mayPart: communitiesOf(lines) > 1,
    });
    this.part(this.data.parted);
  },

  async choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (this.data.busy) return;
    const orderId = currentTarget.dataset['orderId'] as string;
    this.setData({ problem: '', done: '' });
    await this.reload(async () => {
      await this.open(orderId);
      turnTo('.main');
    });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    this.showLines(
      this.data.lines.map((line) =>
        line.wishId === wishId ? { ...line, chosen: !line.chosen } : line,
      ),
    );
  },

  toggleAll() {
    const chosen = this.data.chosenCount < this.data.dueCount;
    this.showLines(this.data.lines.map((line) => ({ ...line, chosen })));
  },

  typePrice({ detail, currentTarget }: WechatMiniprogram.Input) {
    const index = currentTarget.dataset['index'] as number;
    this.setData({ [`lines[${index}].typed`]: detail.value, [`lines[${index}].problem`]: '' });
  },

  part(parted: boolean) {
    const { lines, events, parcels } = this.data;
    this.setData({ parted, parcels: parcelsOf(lines, events, parted, parcels) });
  },

  togglePart() {
    this.part(!this.data.parted);
  },

  chooseDesk({ detail, currentTarget }: WechatMiniprogram.CustomEvent<ChosenDesk>) {
    const key = currentTarget.dataset['key'] as string;
    const known = this.data.parcels.find((parcel) => parcel.key === key)?.desk;
    // Hung anew, a choice tells what it told: nothing changes, so nothing is drawn again.
    if (known?.eventId === detail.eventId && known.stationId === detail.stationId) return;
    const parcels = this.data.parcels.map((parcel) =>
      parcel.key === key ? { ...parcel, desk: detail, problem: '' } : parcel,
    );
    this.setData({ parcels });
  },

  writeInvoice({ detail }: { detail: { value: string } }) {
    this.setData({ invoiceNo: detail.value });
  },

  /** Records the chosen gifts, some at a time; those that could not be taken say why. */
  async arrive() {
    if (this.data.busy) return;
    const { gifts, lines, isGood } = readArrivals(this.data.lines);
    const parcels = withDeskProblems(this.data.parcels);
    this.setData({ parcels, lines, problem: '', done: '' });
    const isKnown = parcels.every(({ problem }) => problem === '');
    if (!isGood || !isKnown || gifts.length === 0) return;
    const invoiceNo = this.data.invoiceNo.trim();
    const bill = invoiceNo === '' ? {} : { invoiceNo };
    const parts = parcels.flatMap(({ wishIds, desk }) =>
      chunksOf(
        gifts.filter(({ wishId }) => wishIds.includes(wishId)),
        ARRIVE_SIZE,
      ).map((some) => ({ ...bill, ...desk, gifts: some })),
    );
    const total = gifts.length;
    const results: { wishId: string; problem?: string }[] = [];
    this.setData({ busy: true, progress: { done: 0, total, percent: 0 } });
    try {
      for (const payload of parts) {
        const answer = await takeStep(this, payload, (input) =>
          call('staff', 'gift.arriveMany', input),
        );
        results.push(...answer.results);
        const done = results.length;
        this.setData({ progress: { done, total, percent: percentOf(done, total) } });
      }
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    const taken = results.filter(({ problem }) => problem === undefined).length;
    await this.reopen(results);
    const done = taken === 0 ? '' : `已登记 ${taken} 份到货`;
    this.setData({ busy: false, progress: null, done });
  },

  reopen(results: { wishId: string; problem?: string }[] = []) {
    return this.reload(async () => {
      await this.open(this.data.orderId);
      if (results.length > 0) this.showLines(withProblems(this.data.lines, results));
      const { current, orders } = this.data;
      this.setData({
        orders: orders.map((order) => (order.orderId === current?.orderId ? current : order)),
      });
    });
  },

  async place() {
    const { orderId } = this.data;
    await this.act({ orderId }, async (input) => {
      await call('staff', 'order.place', input);
      return this.settled('已记为下单');
    });
  },

  async cancel() {
    const { orderId } = this.data;
    const { confirm } = await wx.showModal({
      title: '取消这个订单？',
      content: '没到的礼物不再等它，可以在「采购」里另外下单；已到的不变。',
      confirmText: '取消订单',
      cancelText: '先不',
    });
    if (!confirm) return;
    await this.act({ orderId }, async (input) => {
      await call('staff', 'order.cancel', input);
      return this.settled('订单已取消');
    });
  },

  async takeOut() {
    const { order } = this;
    if (!order) return;
    const lines = withoutChosen(order, this.data.lines);
    if (lines.length === 0) {
      await this.cancel();
      return;
    }
    const { orderId, supplier, note, expectedAt } = order;
    const about = { ...(note === '' ? {} : { note }), ...(expectedAt ? { expectedAt } : {}) };
    const input = { campaignId: workingCampaign(), orderId, supplier, lines, ...about };
    await this.act(input, async (input) => {
      await call('staff', 'order.save', input);
      return this.settled('已移出，可以另外下单');
    });
  },

  /** What is typed once it is said stays: the lines are read anew before. */
  async settled(done: string) {
    await this.reopen();
    return done;
  },
});
