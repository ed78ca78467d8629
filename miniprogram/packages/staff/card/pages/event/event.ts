import type { ConflictView, EventView, Output } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import {
  failedState,
  LOADING,
  loadingData,
  loadingPage,
  nothingHere,
  type ShownState,
} from '../../../../../utils/loading-page';
import { everyItem, after } from '../../../../../utils/paging';
import { eventInput, type EventDraft } from '../../components/event-form/draft';
import { NOT_NARROWED } from '../../../common/narrowing';
import { absent, absentData } from './absent';
import { conflictRows, endingText, type ConflictRow } from './conflicts';
import { deliveryDraft, eventToOpen } from './view';
import { watching, watchingData } from './watching';

type Tab = 'progress' | 'absent' | 'conflicts' | 'desk';

type PracticeCards = Output<'staff', 'event.rehearse'>['cards'];

const NO_EVENT = nothingHere('还没有领取活动', '先在「活动与兑换卡」里安排一场活动。');

Page({
  ...loadingPage,
  ...watching,
  ...absent,

  data: {
    ...loadingData(),
    ...watchingData(),
    ...absentData(),
    isAdmin: false,
    events: [] as { eventId: string; title: string }[],
    eventIndex: 0,
    tab: 'progress' as Tab,
    listState: LOADING as ShownState | null,
    conflicts: [] as ConflictRow[],
    /** The form is open, for this event or for a new delivery. */
    edited: null as EventView | null,
    cancelling: false,
    practice: [] as PracticeCards,
    /** The practice card whose code is shown. */
    practised: 0,
  },

  wanted: '',
  known: [] as EventView[],

  onLoad({ eventId = '' }: { eventId?: string }) {
    this.wanted = eventId;
    void this.reload();
  },

  async load() {
    const [{ admin }, { items }] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'event.list', { campaignId: workingCampaign() }),
    ]);
    this.known = items;
    this.setData({
      isAdmin: admin,
      events: items.map(({ eventId, title }) => ({ eventId, title })),
    });
    const opened = eventToOpen(items, this.wanted, Date.now());
    if (!opened) {
      this.setData({ state: NO_EVENT });
      return;
    }
    this.wanted = opened.eventId;
    await this.openEvent();
  },

  async openEvent() {
    const { wanted } = this;
    this.setData({ eventIndex: this.known.findIndex(({ eventId }) => eventId === wanted) });
    await this.read();
    if (wanted !== this.wanted) return;
    this.setData({ state: null });
    await this.loadList();
    this.pollSoon();
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
      listState: LOADING,
      practice: [],
      problem: '',
      done: '',
      destination: -1,
      narrowed: NOT_NARROWED,
    });
    void this.reload(() => this.openEvent());
  },

  exportList({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const list = currentTarget.dataset['list'] as 'absentees' | 'attempts';
    void takeList({ list, eventId: this.wanted });
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.turnTo(currentTarget.dataset['tab'] as Tab);
  },

  seeConflicts() {
    this.turnTo('conflicts');
  },

  turnTo(tab: Tab) {
    this.setData({ tab, listState: LOADING, problem: '', done: '' });
    void this.loadList();
  },

  /** What the open tab lists. On a wide screen the progress stands beside, so its tab lists who is missing. */
  async loadList() {
    const { tab } = this.data;
    const { wanted } = this;
    if (tab === 'desk') return;
    const isLate = () => wanted !== this.wanted || tab !== this.data.tab;
    try {
      if (tab === 'conflicts') await this.loadConflicts();
      else await this.loadAbsentees();
      if (!isLate()) this.setData({ listState: null });
    } catch (error) {
      if (isLate()) return;
      const isShown = this.data.listState === null;
      this.setData(isShown ? { problem: errorLine(error) } : { listState: failedState(error) });
    }
  },

  retryList() {
    this.setData({ listState: LOADING });
    void this.loadList();
  },

  async loadConflicts() {
    const eventId = this.wanted;
    const conflicts = await everyItem<ConflictView>((cursor) =>
      call('staff', 'conflict.list', { eventId, ...after(cursor) }),
    );
    if (eventId === this.wanted) this.setData({ conflicts: conflictRows(conflicts) });
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
      await this.reload();
      // Said once the list is there: what is chosen from then on stays chosen.
      if (!isNew) return '时间地点已更新';
      const destination = this.data.destinations.findIndex((one) => one.eventId === eventId);
      this.setData({ destination });
      return '已安排好，选它作为去处就能移卡';
    });
  },

  async resolve({ detail }: { detail: { conflictId: string; resolution: string; note: string } }) {
    await this.act(detail, async (request) => {
      await call('staff', 'conflict.resolve', request);
      await Promise.all([this.loadList(), this.poll()]);
      return '已处理，留在记录里';
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
      return ended === 0 ? '没有还在生效的授权' : `已结束 ${ended} 份授权`;
    });
  },

  async rehearse() {
    await this.act({ eventId: this.wanted }, async (request) => {
      const { cards } = await call('staff', 'event.rehearse', request);
      this.setData({ practice: cards, practised: 0 });
      return '演练开始了，志愿者在核销页选「演练」就能练习';
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
      this.setData({ cancelling: false });
      await this.reload();
      return '活动已取消，卡还在，可以移到另一场';
    });
  },
});
