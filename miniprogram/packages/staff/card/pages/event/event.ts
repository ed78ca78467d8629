import { LOADING, type ShownState } from '../../../../../utils/loading-page';
import { clockText } from '@micro-wish/vocabulary';
import type {
  EventProgress,
  Absentee,
  ConflictView,
  EventView,
  Output,
} from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine, errorState } from '../../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { eventInput, type EventDraft } from '../../components/event-form/draft';
import { everyItem, after } from '../../../../../utils/paging';
import { chunksOf } from '../../../common/chunks';
import { NOT_NARROWED, type ListFilter, type Narrowed } from '../../../common/narrowing';
import { absenteesOf } from './reading';
import { conflictRows, endingText, type ConflictRow } from './conflicts';
import {
  absenteeFilters,
  absenteeRows,
  deliveryDraft,
  destinationsOf,
  eventToOpen,
  narrowedAbsentees,
  progressView,
  type AbsenteeRow,
  type Destination,
  type ProgressView,
} from './view';

type Tab = 'progress' | 'absent' | 'conflicts' | 'desk';

type PracticeCards = Output<'staff', 'event.rehearse'>['cards'];

const POLL_MS = 5000;

/** Cards that one call moves: short enough to answer in time. */
const MOVE_SIZE = 25;

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    isAdmin: false,
    events: [] as { eventId: string; title: string }[],
    eventIndex: 0,
    progress: null as ProgressView | null,
    updated: '',
    /** The last reading failed: what is shown is older than it should be. */
    stale: false,
    tab: 'progress' as Tab,
    listState: LOADING as ShownState | null,
    absentees: [] as AbsenteeRow[],
    chosenCount: 0,
    filters: [] as ListFilter[],
    narrowed: NOT_NARROWED as Narrowed,
    /** Nothing is missing at all, whatever is searched. */
    isEmpty: true,
    /** How far a move of many has come. */
    moving: '',
    destinations: [] as Destination[],
    destination: -1,
    conflicts: [] as ConflictRow[],
    /** The form is open, for this event or for a new delivery. */
    edited: null as EventView | null,
    cancelling: false,
    practice: [] as PracticeCards,
    /** The practice card whose code is shown. */
    practised: 0,
    busy: false,
    problem: '',
    done: '',
  },

  wanted: '',
  known: [] as EventView[],
  missing: [] as Absentee[],
  timer: undefined as ReturnType<typeof setTimeout> | undefined,
  shown: false,
  attempt: undefined as Attempt | undefined,
  /** As they were last heard of. */
  devices: [] as EventProgress['devices'],

  onLoad({ eventId = '' }: { eventId?: string }) {
    this.wanted = eventId;
    void this.load();
  },

  onShow() {
    this.shown = true;
    if (this.data.progress) void this.poll();
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  /** Nothing is asked while nobody looks. */
  rest() {
    this.shown = false;
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  async load() {
    try {
      const [{ admin }, events] = await Promise.all([
        call('staff', 'me', {}),
        call('staff', 'event.list', { campaignId: workingCampaign() }).then(({ items }) => items),
      ]);
      this.known = events;
      const opened = eventToOpen(events, this.wanted, Date.now());
      this.setData({
        isAdmin: admin,
        events: events.map(({ eventId, title }) => ({ eventId, title })),
      });
      if (!opened) {
        this.setData({
          state: {
            kind: 'empty',
            title: '还没有领取活动',
            hint: '先在「活动与兑换卡」里安排一场活动。',
            action: '刷新',
          },
        });
        return;
      }
      this.wanted = opened.eventId;
      this.setData({ eventIndex: events.indexOf(opened) });
      await this.read();
      this.setData({ state: null });
      await this.loadList();
      this.pollSoon();
    } catch (error) {
      this.setData({ state: { ...errorState(error), action: '重试' } });
    }
  },

  async read() {
    const eventId = this.wanted;
    const progress = await call('staff', 'event.progress', { eventId });
    if (eventId !== this.wanted) return;
    const now = Date.now();
    this.devices = progress.devices;
    this.setData({
      progress: progressView(progress, now),
      updated: `更新于 ${clockText(now)}`,
      stale: false,
    });
  },

  async poll() {
    try {
      await this.read();
    } catch (error) {
      const { title } = errorState(error);
      this.setData({
        stale: true,
        updated: `${title}，还是 ${this.data.updated.slice(-5)} 的数字`,
      });
    }
    this.pollSoon();
  },

  pollSoon() {
    if (this.timer !== undefined) clearTimeout(this.timer);
    if (this.shown) this.timer = setTimeout(() => void this.poll(), POLL_MS);
  },

  event(): EventView | undefined {
    return this.known.find(({ eventId }) => eventId === this.wanted);
  },

  chooseEvent({ detail }: WechatMiniprogram.PickerChange) {
    const event = this.known[Number(detail.value)];
    if (!event || event.eventId === this.wanted) return;
    this.wanted = event.eventId;
    this.setData({
      state: LOADING,
      practice: [],
      problem: '',
      done: '',
      destination: -1,
      narrowed: NOT_NARROWED,
    });
    void this.load();
  },

  exportList({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const list = currentTarget.dataset['list'] as 'absentees' | 'attempts';
    void takeList({ list, eventId: this.wanted });
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ tab: currentTarget.dataset['tab'] as Tab, problem: '', done: '' });
    void this.loadList();
  },

  seeConflicts() {
    this.setData({ tab: 'conflicts', problem: '', done: '' });
    void this.loadList();
  },

  /** What the open tab lists. On a wide screen the progress stands beside, so its tab lists who is missing. */
  async loadList() {
    const { tab } = this.data;
    if (tab === 'desk') return;
    const eventId = this.wanted;
    try {
      if (tab === 'conflicts') {
        const conflicts = await everyItem<ConflictView>((cursor) =>
          call('staff', 'conflict.list', { eventId, ...after(cursor) }),
        );
        this.setData({ conflicts: conflictRows(conflicts), listState: null });
      } else {
        await this.loadAbsentees();
      }
    } catch (error) {
      this.setData({ listState: { ...errorState(error), action: '重试' } });
    }
  },

  retryList() {
    this.setData({ listState: LOADING });
    void this.loadList();
  },

  async loadAbsentees() {
    const eventId = this.wanted;
    const missing = await absenteesOf(eventId);
    if (eventId !== this.wanted) return;
    this.missing = missing;
    this.setData({
      destinations: destinationsOf(this.known, eventId, Date.now()),
      filters: absenteeFilters(missing, this.event()?.stations ?? []),
      listState: null,
    });
    await this.narrowList();
  },

  narrow({ detail }: { detail: Narrowed }) {
    this.setData({ narrowed: detail });
    void this.narrowList();
  },

  /** What is searched is found by the server, which knows numbers that the list does not tell. */
  async narrowList() {
    const { wanted } = this;
    const { search } = this.data.narrowed;
    try {
      const found = search === '' ? this.missing : await absenteesOf(wanted, search);
      if (search !== this.data.narrowed.search || wanted !== this.wanted) return;
      const rows = narrowedAbsentees(found, this.data.narrowed);
      this.choose(absenteeRows(rows, this.event()?.stations ?? []));
      this.setData({ isEmpty: this.missing.length === 0 });
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const cardId = currentTarget.dataset['cardId'] as string;
    this.choose(
      this.data.absentees.map((row) =>
        row.cardId === cardId ? { ...row, chosen: !row.chosen } : row,
      ),
    );
  },

  toggleAll() {
    const chosen = this.data.chosenCount < this.data.absentees.length;
    this.choose(this.data.absentees.map((row) => ({ ...row, chosen })));
  },

  choose(absentees: AbsenteeRow[]) {
    const chosenCount = absentees.filter(({ chosen }) => chosen).length;
    this.setData({ absentees, chosenCount, problem: '' });
  },

  chooseDestination({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ destination: Number(detail.value), problem: '' });
  },

  /** Part by part; after a failure the rest stays chosen and the failed part keeps its requestId. */
  async move() {
    const { destinations, destination } = this.data;
    const to = destinations[destination];
    const cardIds = this.data.absentees.filter(({ chosen }) => chosen).map(({ cardId }) => cardId);
    if (!to || cardIds.length === 0) {
      this.setData({ problem: cardIds.length === 0 ? '请先选择要移走的卡' : '请选择移到哪里' });
      return;
    }
    const { eventId, stationId } = to;
    let moved = 0;
    for (const part of chunksOf(cardIds, MOVE_SIZE)) {
      this.setData({ moving: `正在移 ${moved} / ${cardIds.length}` });
      const succeeded = await this.act({ cardIds: part, eventId, stationId }, async (request) => {
        await call('staff', 'card.move', request);
        this.choose(this.data.absentees.filter(({ cardId }) => !part.includes(cardId)));
      });
      if (!succeeded) break;
      moved += part.length;
    }
    this.setData({ moving: '' });
    if (moved > 0) this.setData({ done: `已把 ${moved} 张卡移到「${to.label}」` });
    if (moved === cardIds.length) await this.loadList();
  },

  planDelivery() {
    const event = this.event();
    if (event) this.setData({ edited: deliveryDraft(event, Date.now()), problem: '' });
  },

  postpone() {
    this.setData({ edited: this.event() ?? null, problem: '' });
  },

  closeForm() {
    this.setData({ edited: null, problem: '' });
  },

  async saveEvent({ detail }: { detail: EventDraft }) {
    const isNew = detail.eventId === '';
    await this.act(eventInput(detail, workingCampaign()), async (request) => {
      const { eventId } = await call('staff', 'event.save', request);
      this.setData({ edited: null });
      await this.load();
      const destination = this.data.destinations.findIndex((one) => one.eventId === eventId);
      // Said once the list is there: what is chosen from then on stays chosen.
      this.setData({
        ...(isNew ? { destination } : {}),
        done: isNew ? '已安排好，选它作为去处就能移卡' : '时间地点已更新',
      });
    });
  },

  async resolve({ detail }: { detail: { conflictId: string; resolution: string; note: string } }) {
    await this.act(detail, async (request) => {
      await call('staff', 'conflict.resolve', request);
      this.setData({ done: '已处理，留在记录里' });
      await Promise.all([this.loadList(), this.read()]);
    });
  },

  async endDevice({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { deviceId, label } = currentTarget.dataset as { deviceId: string; label: string };
    await this.endAfterAsking(`结束「${label}」的授权？`, deviceId);
  },

  async endAll() {
    await this.endAfterAsking('结束这场活动所有志愿者的授权？');
  },

  async endAfterAsking(title: string, deviceId?: string) {
    const meant = this.devices.filter((one) => deviceId === undefined || one.deviceId === deviceId);
    const content = endingText(meant);
    const { confirm } = await wx.showModal({ title, content, confirmText: '结束授权' });
    if (!confirm) return;
    const scope = { eventId: this.wanted, ...(deviceId === undefined ? {} : { deviceId }) };
    await this.act(scope, async (request) => {
      const { ended } = await call('staff', 'grant.endAll', request);
      this.attempt = undefined;
      this.setData({ done: ended === 0 ? '没有还在生效的授权' : `已结束 ${ended} 份授权` });
    });
  },

  async rehearse() {
    await this.act({ eventId: this.wanted }, async (request) => {
      const { cards } = await call('staff', 'event.rehearse', request);
      this.attempt = undefined;
      this.setData({
        practice: cards,
        practised: 0,
        done: '演练开始了，志愿者在核销页选「演练」就能练习',
      });
    });
  },

  nextPractice() {
    this.setData({ practised: (this.data.practised + 1) % this.data.practice.length });
  },

  endPractice() {
    this.setData({ practice: [] });
  },

  askCancel() {
    this.setData({ cancelling: true, problem: '' });
  },

  closeCancel() {
    this.setData({ cancelling: false, problem: '' });
  },

  async cancel({ detail }: { detail: { reason: string } }) {
    await this.act({ eventId: this.wanted, reason: detail.reason }, async (request) => {
      await call('staff', 'event.cancel', request);
      this.setData({ cancelling: false, done: '活动已取消，卡还在，可以移到另一场' });
      await this.load();
    });
  },

  /** One step at a time; sent again after a failure, the server still does it once. */
  async act<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<void>,
  ): Promise<boolean> {
    if (this.data.busy) return false;
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    this.setData({ busy: true, problem: '', done: '' });
    try {
      await send({ ...payload, requestId: attempt.requestId });
      return true;
    } catch (error) {
      this.setData({ problem: errorLine(error) });
      return false;
    } finally {
      this.setData({ busy: false });
    }
  },
});
