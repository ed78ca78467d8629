import type {
  Fen,
  StaffWishFile,
  Station,
  TimelineEntry,
  WishState,
} from '../../../../../typings/contract';
import { CAMPAIGN_ID } from '../../../../config';
import { reportDefect, shelveGift } from '../../../../services/gifts';
import { getCampaign } from '../../../../services/campaign';
import {
  fundWish,
  listEvents,
  openWish,
  recordArrival,
  reviewWish,
  staffRights,
} from '../../../../services/staff';
import { errorLine, errorState } from '../../../../utils/errors';
import { yuanText } from '../../../../utils/money';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import type { Decision } from '../../components/review-panel/decision';
import type { ArrivedGift } from '../../components/arrival-panel/arrival-panel';
import { stationsOf } from '../../shared/stations';
import {
  arrivalOutcome,
  fileView,
  fundOutcome,
  idleText,
  movedOn,
  reviewOutcome,
  tasksFor,
  type FileView,
  type Outcome,
  type Task,
} from './view';

interface ShownState {
  kind: string;
  title: string;
  hint: string;
  action: string;
}

const NO_WISH: ShownState = {
  kind: 'error',
  title: '没有指明心愿',
  hint: '请从心愿列表打开。',
  action: '',
};

const CONFIRM: Record<Decision['decision'], { title: string; content: string }> = {
  approve: { title: '通过这个心愿？', content: '通过后会进入下一步，家长可以看到进展。' },
  return: { title: '退回给家长修改？', content: '家长会看到你写的理由；已预留的钱会退回余额。' },
  reject: {
    title: '不予通过？',
    content: '这一步不能恢复。家长会看到你写的理由；已预留的钱会退回余额。',
  },
};

Page({
  data: {
    typeClass: typeClass(),
    state: null as ShownState | null,
    /** Nothing is shown before a purpose is given. */
    file: null as FileView | null,
    timeline: [] as TimelineEntry[],
    tasks: [] as Task[],
    idle: '',
    publicText: '',
    publicTextAllowed: false,
    reservedFen: 0,
    capFen: 0,
    availableFen: 0,
    stations: [] as Station[],
    /** The gift lies at a desk: its place on the shelf can be written down. */
    mayShelve: false,
    /** The gift was handed over: a defect can be reported for the family. */
    mayReport: false,
    busy: false,
    problem: '',
    outcome: null as Outcome | null,
  },

  wishId: '',
  purpose: '',
  /** The step under way: repeated unchanged it keeps its requestId. */
  attempt: undefined as Attempt | undefined,

  onLoad({ wishId }: { wishId?: string }) {
    if (wishId) this.wishId = wishId;
    else this.setData({ state: NO_WISH });
  },

  async open({ detail }: { detail: { purpose: string } }) {
    this.purpose = detail.purpose;
    await this.load();
  },

  async load() {
    if (this.data.busy) return;
    this.setData({ busy: true, problem: '' });
    try {
      const [me, campaign, events] = await Promise.all([
        staffRights(),
        getCampaign(CAMPAIGN_ID),
        listEvents(CAMPAIGN_ID),
      ]);
      const file = await openWish(this.wishId, this.purpose);
      const stations = stationsOf(events);
      this.setData({
        state: null,
        stations,
        capFen: campaign.capFen,
        availableFen: campaign.fund.availableFen,
        tasks: tasksFor(file, me),
        outcome: null,
        mayShelve: file.state === 'ready' && !file.ownChild,
        mayReport: file.state === 'fulfilled' && !file.ownChild,
      });
      this.showFile(file, stations);
    } catch (error) {
      this.setData({ state: { ...errorState(error), action: '重试' } });
    }
    this.setData({ busy: false });
  },

  showFile(file: StaffWishFile, stations: Station[]) {
    this.setData({
      file: fileView(file, stations),
      timeline: file.timeline,
      idle: idleText(file),
      publicText: file.publicText,
      publicTextAllowed: file.publicTextAllowed,
      reservedFen: file.reservedFen ?? 0,
    });
  },

  async review({ detail }: { detail: Decision }) {
    const { confirm } = await wx.showModal({ ...CONFIRM[detail.decision], cancelText: '再看看' });
    if (!confirm) return;
    await this.act({ ...detail, wishId: this.wishId }, async (input) => {
      const { state } = await reviewWish(input);
      return { state, outcome: reviewOutcome(detail.decision, state) };
    });
  },

  async fund({ detail }: { detail: { amountFen: Fen } }) {
    const { confirm } = await wx.showModal({
      title: `预留 ${yuanText(detail.amountFen)}？`,
      content: '从爱心款的可用余额里预留，用于准备这份礼物。',
      confirmText: '预留',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.act({ ...detail, wishId: this.wishId }, async (input) => {
      const { state, availableFen } = await fundWish(input);
      return { state, outcome: fundOutcome(detail.amountFen, availableFen) };
    });
  },

  async arrive({ detail }: { detail: ArrivedGift }) {
    const desk = this.data.stations.find(({ stationId }) => stationId === detail.stationId);
    const { confirm } = await wx.showModal({
      title: '礼物到了？',
      content: `支出 ${yuanText(detail.priceFen)}，放在${desk?.label ?? detail.stationId}。支出记账后不能修改。`,
      confirmText: '登记',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.act({ ...detail, wishId: this.wishId }, async (input) => {
      const { state } = await recordArrival(input);
      const outcome = arrivalOutcome(detail.priceFen, this.data.reservedFen as Fen);
      return { state, outcome };
    });
  },

  async shelve() {
    const { confirm, content } = await wx.showModal({
      title: '货架位置',
      editable: true,
      placeholderText: '例如 A-03，最多 10 个字',
    });
    if (!confirm) return;
    await this.note({ wishId: this.wishId, shelf: content.trim() }, shelveGift, '货架位置已记下');
  },

  async reportDefect() {
    const { confirm, content } = await wx.showModal({
      title: '代家长报修',
      editable: true,
      placeholderText: '哪里有问题',
    });
    const reason = confirm ? content.trim() : '';
    if (reason === '') return;
    await this.note({ wishId: this.wishId, reason }, reportDefect, '已报修，请到「报修」处理');
  },

  /** Writes something down that leaves the wish where it is. */
  async note<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<unknown>,
    done: string,
  ) {
    if (this.data.busy) return;
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.setData({ busy: true, problem: '' });
    try {
      await send({ ...payload, requestId: attempt.requestId });
      this.attempt = undefined;
      void wx.showToast({ title: done, icon: 'none' });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  /** One step at a time; sent again after a failure, the server still does it once. */
  async act<Payload extends object>(
    payload: Payload,
    send: (
      input: Payload & { requestId: string },
    ) => Promise<{ state: WishState; outcome: Outcome }>,
  ) {
    if (this.data.busy) return;
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.setData({ busy: true, problem: '' });
    try {
      const { state, outcome } = await send({ ...payload, requestId: attempt.requestId });
      const { file } = this.data;
      this.setData({ outcome, tasks: [], file: file && movedOn(file, state) });
      this.changed();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  /** The list that this page was opened from reads itself anew. */
  changed() {
    this.getOpenerEventChannel().emit?.('changed', { wishId: this.wishId });
  },

  retry() {
    this.setData({ state: null });
    if (this.purpose !== '') void this.load();
  },

  reopen() {
    void this.load();
  },

  back() {
    void wx.navigateBack({
      fail: () => wx.redirectTo({ url: '/packages/staff/pages/queue/queue' }),
    });
  },
});
