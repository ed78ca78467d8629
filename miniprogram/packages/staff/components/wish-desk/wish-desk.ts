import type {
  Fen,
  PublicTextSuggestion,
  StaffWishFile,
  Station,
  TimelineEntry,
  WishState,
} from '../../../../../typings/contract';
import { CAMPAIGN_ID } from '../../../../config';
import { getCampaign } from '../../../../services/campaign';
import { withdrawOnPaper } from '../../../../services/entry';
import { topUpWish } from '../../../../services/fund';
import { reportDefect, shelveGift } from '../../../../services/gifts';
import {
  compareWishes,
  fundWish,
  listEvents,
  openWish,
  recordArrival,
  reviewWish,
  staffRights,
  undoReviews,
} from '../../../../services/staff';
import { CallError } from '../../../../utils/call-error';
import { errorLine, errorState } from '../../../../utils/errors';
import { yuanText } from '../../../../utils/money';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import type { ArrivedGift } from '../arrival-panel/arrival-panel';
import type { Decision } from '../review-panel/decision';
import { stationsOf } from '../../shared/stations';
import {
  arrivalOutcome,
  comparedLines,
  fileView,
  fundOutcome,
  idleText,
  movedOn,
  reviewOutcome,
  takenBackOutcome,
  tasksFor,
  topUpOutcome,
  undoneOutcome,
  type ComparedLine,
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
    content: '家长会看到你写的理由；已预留的钱会退回余额。',
  },
};

/** The purpose given last: whoever reviews one file after another confirms it with one tap. */
let lastPurpose = '';

const EMPTY = {
  state: null as ShownState | null,
  /** Nothing is shown before a purpose is given. */
  file: null as FileView | null,
  lastPurpose,
  timeline: [] as TimelineEntry[],
  tasks: [] as Task[],
  idle: '',
  publicText: '',
  publicTextAllowed: false,
  suggestion: { text: '', parts: [] } as PublicTextSuggestion,
  reservedFen: 0,
  capFen: 0,
  availableFen: 0,
  stations: [] as Station[],
  /** A likely duplicate beside this wish, line by line. */
  compared: [] as ComparedLine[],
  busy: false,
  problem: '',
  askingTopUp: false,
  /** The gift lies at a desk: its place on the shelf can be written down. */
  mayShelve: false,
  /** The gift was handed over: a defect can be reported for the family. */
  mayReport: false,
  outcome: null as Outcome | null,
  purpose: '',
  /** The step under way: repeated unchanged it keeps its requestId. */
  attempt: null as Attempt | null,
};

/**
 * A child's file and what may be done with it: the purpose is asked for first.
 * Events: `changed` after each step, `back` when the reader is done with it.
 */
Component({
  properties: {
    wishId: { type: String, value: '' },
    /** There is little room: one column. */
    narrow: { type: Boolean, value: false },
  },
  data: EMPTY,
  lifetimes: {
    attached() {
      if (this.data.wishId === '') this.setData({ state: NO_WISH });
    },
  },
  observers: {
    wishId(wishId: string) {
      this.setData({ ...EMPTY, lastPurpose, state: wishId === '' ? NO_WISH : null });
    },
  },
  methods: {
    async open({ detail }: { detail: { purpose: string } }) {
      lastPurpose = detail.purpose;
      this.setData({ purpose: lastPurpose });
      await this.load();
    },

    async load() {
      if (this.data.busy) return;
      const { wishId } = this.data;
      this.setData({ busy: true, problem: '' });
      try {
        const [me, campaign, events] = await Promise.all([
          staffRights(),
          getCampaign(CAMPAIGN_ID),
          listEvents(CAMPAIGN_ID),
        ]);
        const file = await openWish(wishId, this.data.purpose);
        if (wishId !== this.data.wishId) return;
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
          compared: [],
        });
        this.showFile(file, stations);
      } catch (error) {
        if (wishId !== this.data.wishId) return;
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
        suggestion: file.suggestion,
        reservedFen: file.reservedFen ?? 0,
      });
    },

    async review({ detail }: { detail: Decision }) {
      const { confirm } = await wx.showModal({ ...CONFIRM[detail.decision], cancelText: '再看看' });
      if (!confirm) return;
      await this.act({ ...detail, wishId: this.data.wishId }, async (input) => {
        const { state } = await reviewWish(input);
        // What moved money or a card cannot be taken back.
        const moves = this.data.reservedFen > 0 || this.data.tasks.includes('take-back');
        return { state, outcome: reviewOutcome(detail.decision, state, !moves) };
      });
    },

    /** Takes the review of a moment ago back. */
    async undo() {
      await this.act(
        { undo: true, wishIds: [this.data.wishId] },
        async ({ requestId, wishIds }) => {
          const [outcome] = await undoReviews({ requestId, wishIds });
          if (!outcome || 'refused' in outcome) {
            throw new CallError('FAILED_PRECONDITION', outcome?.refused ?? '');
          }
          return { state: outcome.state, outcome: undoneOutcome };
        },
      );
    },

    /** A returned wish of a family without WeChat is corrected by staff. */
    correct() {
      void wx.navigateTo({
        url: `/packages/office/pages/entry/entry?wishId=${this.data.wishId}`,
      });
    },

    /** What the family took back on paper is taken back here. */
    async withdrawConsent() {
      const { confirm } = await wx.showModal({
        title: '家长撤回了同意？',
        content: '请先收到家长签字的撤回书。孩子的资料会删除，心愿撤回，不能恢复。',
        confirmText: '登记撤回',
        cancelText: '再看看',
      });
      if (!confirm) return;
      await this.act({ wishId: this.data.wishId }, async (input) => {
        await withdrawOnPaper(input);
        return { state: 'withdrawn', outcome: takenBackOutcome };
      });
    },

    async compare({ currentTarget }: WechatMiniprogram.TouchEvent) {
      if (this.data.busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        const otherId = currentTarget.dataset['wishId'] as string;
        const sides = await compareWishes(this.data.wishId, otherId);
        this.setData({ compared: comparedLines(sides) });
      } catch (error) {
        this.setData({ problem: errorLine(error) });
      }
      this.setData({ busy: false });
    },

    async fund({ detail }: { detail: { amountFen: Fen } }) {
      const { confirm } = await wx.showModal({
        title: `预留 ${yuanText(detail.amountFen)}？`,
        content: '从爱心款的可用余额里预留，用于准备这份礼物。',
        confirmText: '预留',
        cancelText: '再看看',
      });
      if (!confirm) return;
      await this.act({ ...detail, wishId: this.data.wishId }, async (input) => {
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
      await this.act({ ...detail, wishId: this.data.wishId }, async (input) => {
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
      const place = { wishId: this.data.wishId, shelf: content.trim() };
      await this.note(place, shelveGift, '货架位置已记下');
    },

    async reportDefect() {
      const { confirm, content } = await wx.showModal({
        title: '代家长报修',
        editable: true,
        placeholderText: '哪里有问题',
      });
      const reason = confirm ? content.trim() : '';
      if (reason === '') return;
      const { wishId } = this.data;
      await this.note({ wishId, reason }, reportDefect, '已报修，请到「报修」处理');
    },

    /** Writes something down that leaves the wish where it is. */
    async note<Payload extends object>(
      payload: Payload,
      send: (input: Payload & { requestId: string }) => Promise<unknown>,
      done: string,
    ) {
      if (this.data.busy) return;
      const attempt = attemptFor(payload, this.data.attempt ?? undefined);
      this.setData({ attempt, busy: true, problem: '' });
      try {
        await send({ ...payload, requestId: attempt.requestId });
        this.setData({ attempt: null });
        void wx.showToast({ title: done, icon: 'none' });
      } catch (error) {
        this.setData({ problem: errorLine(error) });
      }
      this.setData({ busy: false });
    },

    askTopUp() {
      this.setData({ askingTopUp: true, problem: '' });
    },

    closeTopUp() {
      this.setData({ askingTopUp: false, problem: '' });
    },

    async topUp({ detail }: { detail: { amountFen: Fen; reason: string } }) {
      await this.act({ ...detail, wishId: this.data.wishId }, async (input) => {
        const { approvalId } = await topUpWish(input);
        this.setData({ askingTopUp: false });
        const outcome = topUpOutcome(detail.amountFen, approvalId !== undefined);
        return { state: 'funded', outcome };
      });
    },

    /** One step at a time; sent again after a failure, the server still does it once. */
    async act<Payload extends object>(
      payload: Payload,
      send: (
        input: Payload & { requestId: string },
      ) => Promise<{ state: WishState; outcome: Outcome }>,
    ) {
      if (this.data.busy) return;
      const attempt = attemptFor(payload, this.data.attempt ?? undefined);
      this.setData({ attempt, busy: true, problem: '' });
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

    changed() {
      this.triggerEvent('changed', { wishId: this.data.wishId });
    },

    retry() {
      this.setData({ state: null });
      if (this.data.purpose !== '') void this.load();
    },

    reopen() {
      void this.load();
    },

    back() {
      this.triggerEvent('back');
    },
  },
});
