import { LOADING, type ShownState } from '../../../../../utils/loading-page';
import type { EventView, StaffCardRow } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call, openFile } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine, errorState } from '../../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { eventInput, lastEvent, type EventDraft } from '../../components/event-form/draft';
import { chunksOf } from '../../../common/chunks';
import { NO_DESK, type ChosenDesk } from '../../../common/desks';
import { NOT_NARROWED, type ListFilter, type Narrowed } from '../../../common/narrowing';
import { nextSorting, type Sorting } from '../../../common/sorting';
import { ACTION_COPY, NO_ACTION, type CardAction } from './actions';
import { makeSheets, printable, type SheetFile, type SheetFormat } from './printing';
import { cardsOfEvent, wishesForCards } from './reading';
import {
  cardFilters,
  cardHead,
  cardRows,
  cardSummary,
  chosenOf,
  eventRows,
  issueRows,
  narrowedCards,
  sortedCards,
  toggled,
  withAllChosen,
  type CardRow,
  type CardSortKey,
  type EventRow,
  type IssueRow,
} from './view';

/** Cards that one call issues: short enough to answer in time. */
const ISSUE_SIZE = 20;

/** Cards drawn at a time. */
const SHOWN_SIZE = 100;

const CHANGE = {
  freeze: 'card.freeze',
  unfreeze: 'card.unfreeze',
  reissue: 'card.reissue',
  renew: 'card.reissue',
  void: 'card.void',
} as const satisfies Record<CardAction, string>;

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    isAdmin: false,
    events: [] as EventRow[],
    eventId: '',
    /** The form is open; for a new event `edited` is null. */
    editing: false,
    edited: null as EventView | null,
    last: null as EventView | null,
    tab: 'list' as 'list' | 'issue',
    cardsState: LOADING as ShownState | null,
    summary: '',
    head: cardHead(null),
    rows: [] as CardRow[],
    hasMore: false,
    filters: [] as ListFilter[],
    isSearching: false,
    /** The chosen event, whose desks are offered to gifts that lie elsewhere. */
    here: [] as EventView[],
    lostCount: 0,
    candidates: [] as IssueRow[],
    chosenCount: 0,
    /** Gifts of chosen wishes that lie at no desk of this event. */
    strayCount: 0,
    desk: NO_DESK,
    /** Cards issued and to be issued, while it goes on. */
    progress: null as { done: number; total: number; percent: number } | null,
    printableCount: 0,
    /** Cards put into files and to be put there, while it goes on. */
    printing: null as { done: number; total: number; percent: number } | null,
    files: [] as SheetFile[],
    /** Lines of them with a character that can't be printed. */
    unprintable: [] as string[],
    /** The step that is being asked about, and its card. */
    asked: null as { action: CardAction; cardId: string; cardNo: string } | null,
    copy: NO_ACTION,
    busy: false,
    problem: '',
    done: '',
  },

  known: [] as EventView[],
  all: [] as StaffCardRow[],
  cards: [] as StaffCardRow[],
  narrowed: NOT_NARROWED as Narrowed,
  sorting: null as Sorting<CardSortKey> | null,
  attempt: undefined as Attempt | undefined,

  onLoad() {
    void this.load();
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
      const { eventId } = this.data;
      const kept = events.some((event) => event.eventId === eventId);
      this.setData({
        isAdmin: admin,
        events: eventRows(events),
        last: lastEvent(events) ?? null,
        eventId: kept ? eventId : (events[0]?.eventId ?? ''),
        state: events.length === 0 ? this.noEvent(admin) : null,
      });
      if (events.length > 0) await this.loadCards();
    } catch (error) {
      this.setData({ state: { ...errorState(error), action: '重试' } });
    }
  },

  noEvent(admin: boolean): ShownState {
    return {
      kind: 'empty',
      title: '还没有领取活动',
      hint: admin ? '先安排时间、地点和核销点，再发卡。' : '管理员安排好活动后就可以发卡。',
      action: admin ? '' : '刷新',
    };
  },

  async loadCards() {
    const { eventId } = this.data;
    try {
      const [cards, wishes] = await Promise.all([cardsOfEvent(eventId), wishesForCards()]);
      if (eventId !== this.data.eventId) return;
      const event = this.event();
      this.all = cards;
      this.setData({
        here: event ? [event] : [],
        lostCount: cards.filter(({ elsewhere }) => elsewhere).length,
        filters: cardFilters(cards, event?.stations ?? []),
        cardsState: null,
      });
      this.choose(issueRows(wishes, cards, event));
      await this.narrowCards();
    } catch (error) {
      this.setData({ cardsState: { ...errorState(error), action: '重试' } });
    }
  },

  narrow({ detail }: { detail: Narrowed }) {
    this.narrowed = detail;
    void this.narrowCards();
  },

  /** What is searched is found by the server, which knows numbers that the list does not tell. */
  async narrowCards() {
    const { narrowed } = this;
    const { eventId } = this.data;
    try {
      const found =
        narrowed.search === '' ? this.all : await cardsOfEvent(eventId, narrowed.search);
      if (narrowed !== this.narrowed || eventId !== this.data.eventId) return;
      const cards = narrowedCards(found, narrowed);
      this.cards = sortedCards(cards, this.sorting, this.event()?.stations ?? []);
      this.setData({ isSearching: narrowed !== NOT_NARROWED && this.all.length > 0 });
      this.showCards(SHOWN_SIZE);
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  chooseDesk({ detail }: { detail: ChosenDesk }) {
    this.setData({ desk: detail, problem: '' });
  },

  /** Brings gifts that lie at no desk of this event to one of its own. */
  async fetchLost() {
    const { eventId, desk } = this.data;
    if (desk.stationId === '') {
      this.setData({ problem: '请选择礼物移到哪个核销点' });
      return;
    }
    const lost = this.all.filter(({ elsewhere }) => elsewhere).map(({ cardId }) => cardId);
    for (const cardIds of chunksOf(lost, ISSUE_SIZE)) {
      const payload = { eventId, cardIds, stationId: desk.stationId };
      const isMoved = await this.act(payload, async (request) => {
        await call('staff', 'card.move', request);
      });
      if (!isMoved) break;
    }
    await this.loadCards();
  },

  retryCards() {
    this.setData({ cardsState: LOADING });
    void this.loadCards();
  },

  showCards(count: number) {
    const stations = this.event()?.stations ?? [];
    this.setData({
      summary: cardSummary(this.cards),
      printableCount: printable(this.cards).length,
      rows: cardRows(this.cards.slice(0, count), stations),
      hasMore: this.cards.length > count,
    });
  },

  sort({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.sorting = nextSorting(this.sorting, currentTarget.dataset['key'] as CardSortKey);
    this.cards = sortedCards(this.cards, this.sorting, this.event()?.stations ?? []);
    this.setData({ head: cardHead(this.sorting) });
    this.showCards(this.data.rows.length);
  },

  more() {
    this.showCards(this.data.rows.length + SHOWN_SIZE);
  },

  event(): EventView | undefined {
    return this.known.find(({ eventId }) => eventId === this.data.eventId);
  },

  chooseEvent({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const eventId = currentTarget.dataset['eventId'] as string;
    if (eventId === this.data.eventId) return;
    this.setData({
      eventId,
      cardsState: LOADING,
      desk: NO_DESK,
      files: [],
      unprintable: [],
      done: '',
      problem: '',
    });
    void this.loadCards();
  },

  exportList() {
    void takeList({ list: 'cards', eventId: this.data.eventId });
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({
      tab: currentTarget.dataset['tab'] as 'list' | 'issue',
      done: '',
      problem: '',
    });
  },

  planEvent() {
    this.setData({ editing: true, edited: null, problem: '' });
  },

  editEvent() {
    this.setData({ editing: true, edited: this.event() ?? null, problem: '' });
  },

  closeForm() {
    this.setData({ editing: false, problem: '' });
  },

  async saveEvent({ detail }: { detail: EventDraft }) {
    const input = eventInput(detail, workingCampaign());
    await this.act(input, async (request) => {
      const { eventId } = await call('staff', 'event.save', request);
      this.setData({ editing: false, eventId, cardsState: LOADING, done: '已保存' });
      await this.load();
    });
  },

  toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (this.data.busy) return;
    this.choose(toggled(this.data.candidates, currentTarget.dataset['wishId'] as string));
  },

  toggleAll() {
    const { candidates, chosenCount, busy } = this.data;
    if (!busy) this.choose(withAllChosen(candidates, chosenCount < candidates.length));
  },

  choose(candidates: IssueRow[]) {
    const strayCount = candidates.filter(({ chosen, elsewhere }) => chosen && elsewhere).length;
    this.setData({ candidates, chosenCount: chosenOf(candidates).length, strayCount });
  },

  /** Part by part; after a failure the rest stays chosen and the failed part keeps its requestId. */
  async issue() {
    const wishIds = chosenOf(this.data.candidates);
    const { eventId, busy, strayCount, desk } = this.data;
    if (busy) return;
    if (strayCount > 0 && desk.stationId === '') {
      this.setData({ problem: '请选择不在这场的礼物移到哪个核销点' });
      return;
    }
    const place = strayCount > 0 ? { stationId: desk.stationId } : {};
    if (wishIds.length === 0) {
      this.setData({ problem: '请先选择要发卡的心愿' });
      return;
    }
    let issued = 0;
    for (const part of chunksOf(wishIds, ISSUE_SIZE)) {
      this.showProgress(issued, wishIds.length);
      const succeeded = await this.act({ eventId, wishIds: part, ...place }, async (request) => {
        await call('staff', 'card.issue', request);
        this.choose(this.data.candidates.filter(({ wishId }) => !part.includes(wishId)));
      });
      if (!succeeded) break;
      issued += part.length;
    }
    this.setData({ progress: null, done: issued > 0 ? `已发 ${issued} 张卡` : '' });
    if (issued === wishIds.length) this.setData({ tab: 'list' });
    if (issued > 0) await this.loadCards();
  },

  showProgress(done: number, total: number) {
    this.setData({ progress: { done, total, percent: Math.round((done / total) * 100) } });
  },

  async print({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (this.data.busy) return;
    const format = currentTarget.dataset['format'] as SheetFormat;
    const { eventId } = this.data;
    const cardIds = printable(this.cards);
    const total = cardIds.length;
    this.setData({ busy: true, problem: '', done: '', files: [], unprintable: [] });
    this.setData({ printing: { done: 0, total, percent: 0 } });
    try {
      await makeSheets(
        cardIds,
        format,
        (part) => call('staff', 'card.sheet', { eventId, cardIds: part, format }),
        (done, file) =>
          this.setData({
            files: [...this.data.files, file],
            unprintable: [...new Set([...this.data.unprintable, ...file.unprintable])],
            printing: { done, total, percent: Math.round((done / total) * 100) },
          }),
      );
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
    this.setData({ busy: false, printing: null });
  },

  async openSheet({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const file = this.data.files[currentTarget.dataset['index'] as number];
    if (!file) return;
    void wx.showLoading({ title: '正在打开' });
    try {
      await openFile(file.url, 'pdf');
    } catch {
      this.setData({ problem: '没能打开文件，请复制链接后在电脑浏览器里打开。' });
    }
    void wx.hideLoading();
  },

  async copyLink({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const file = this.data.files[currentTarget.dataset['index'] as number];
    if (!file) return;
    await wx.setClipboardData({ data: file.url });
    this.setData({ done: '链接已复制，请在十分钟内用电脑浏览器打开。' });
  },

  ask({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { action, cardId, cardNo } = currentTarget.dataset as {
      action: CardAction;
      cardId: string;
      cardNo: string;
    };
    this.setData({
      asked: { action, cardId, cardNo },
      copy: ACTION_COPY[action],
      problem: '',
      done: '',
    });
  },

  closeAsk() {
    this.setData({ asked: null, problem: '' });
  },

  async change({ detail }: { detail: { reason: string } }) {
    const { asked } = this.data;
    if (!asked) return;
    const { action, cardId, cardNo } = asked;
    const more = action === 'renew' ? { unfreeze: true as const } : {};
    await this.act({ cardId, reason: detail.reason, ...more }, async (request) => {
      await call('staff', CHANGE[action], request);
      // Done: the same card may be frozen once more for the same reason.
      this.attempt = undefined;
      this.setData({ asked: null, done: `${cardNo} ${ACTION_COPY[action].done}` });
      await this.loadCards();
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
    this.setData({ busy: true, problem: '' });
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
