import {
  failedState,
  LOADING,
  loadingData,
  loadingPage,
  type ShownState,
} from '../../../../../utils/loading-page';
import type { EventView, StaffCardRow } from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';
import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine } from '../../../../../utils/errors';
import { issueRows, withoutLeft, type IssueRow } from '../../components/card-issue/view';
import type { PrintWanted, SheetFile, SheetFormat } from '../../components/card-printing/choices';
import { eventInput, lastEvent, type EventDraft } from '../../components/event-form/draft';
import {
  isNarrowed,
  NOT_NARROWED,
  type ListFilter,
  type Narrowed,
} from '../../../common/narrowing';
import { nextSorting, type Sorting } from '../../../common/sorting';
import { asking, askingData } from './asking';
import { printOn, toPrint } from './printing';
import { cardsOfEvent, wishesForCards } from './reading';
import { fetchOn, issueOn, NOT_ISSUING, openSheetOn } from './steps';
import {
  cardFilters,
  cardHead,
  cardRows,
  cardSummary,
  countsOf,
  eventRows,
  narrowedCards,
  noEvent,
  sortedCards,
  type CardRow,
  type CardSortKey,
  type EventRow,
} from './view';

/** Cards drawn at a time. */
const SHOWN_SIZE = 100;

Page({
  ...loadingPage,
  ...asking,
  data: {
    ...loadingData(),
    ...askingData(),
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
    narrowed: NOT_NARROWED as Narrowed,
    isSearching: false,
    /** The chosen event, whose desks are offered to gifts that lie elsewhere. */
    here: [] as EventView[],
    /** Cards whose gifts lie at no desk of this event. */
    lostIds: [] as string[],
    candidates: [] as IssueRow[],
    issuing: NOT_ISSUING,
    /** Cards that can be printed, by what is chosen. */
    counts: { fresh: 0, listed: 0, ticked: 0 },
    /** Cards put into files and to be put there, while it goes on. */
    printing: null as { done: number; total: number; percent: number } | null,
    files: [] as SheetFile[],
    /** Lines of them with a character that can't be printed. */
    unprintable: [] as string[],
  },

  known: [] as EventView[],
  all: [] as StaffCardRow[],
  /** Of these, the ones that the list is narrowed down to, in its order. */
  cards: [] as StaffCardRow[],
  ticked: [] as string[],
  sorting: null as Sorting<CardSortKey> | null,

  async load() {
    const [{ admin }, events] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'event.list', { campaignId: workingCampaign() }).then(({ items }) => items),
    ]);
    this.known = events;
    if (!this.event()) this.turnTo(events[0]?.eventId ?? '');
    this.setData({
      isAdmin: admin,
      events: eventRows(events),
      last: lastEvent(events) ?? null,
      state: events.length === 0 ? noEvent(admin) : null,
    });
    if (events.length > 0) await this.loadCards();
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
        lostIds: cards.filter(({ elsewhere }) => elsewhere).map(({ cardId }) => cardId),
        filters: cardFilters(cards, event?.stations ?? []),
        candidates: withoutLeft(issueRows(wishes, cards, event), this.data.candidates),
      });
      await this.narrowCards();
      if (eventId === this.data.eventId) this.setData({ cardsState: null });
    } catch (error) {
      if (eventId !== this.data.eventId) return;
      // Cards that are shown stay, as on every page that reads again.
      const isShown = this.data.cardsState === null;
      this.setData(isShown ? { problem: errorLine(error) } : { cardsState: failedState(error) });
    }
  },

  async narrow({ detail }: { detail: Narrowed }) {
    this.setData({ narrowed: detail });
    try {
      await this.narrowCards();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  /** What is searched is found by the server, which knows numbers that the list does not tell. */
  async narrowCards() {
    const { eventId } = this.data;
    const { search } = this.data.narrowed;
    const found = search === '' ? this.all : await cardsOfEvent(eventId, search);
    const { narrowed } = this.data;
    if (search !== narrowed.search || eventId !== this.data.eventId) return;
    const cards = narrowedCards(found, narrowed);
    this.cards = sortedCards(cards, this.sorting, this.event()?.stations ?? []);
    this.setData({ isSearching: isNarrowed(narrowed) && this.all.length > 0 });
    this.showCards(SHOWN_SIZE);
  },

  retryCards() {
    this.setData({ cardsState: LOADING });
    void this.loadCards();
  },

  showCards(count: number) {
    const stations = this.event()?.stations ?? [];
    this.setData({
      summary: cardSummary(this.cards),
      rows: cardRows(this.cards.slice(0, count), stations, this.ticked),
      hasMore: this.cards.length > count,
    });
    this.countPrintable();
  },

  countPrintable() {
    this.setData({ counts: countsOf(toPrint(this.cards, this.all, this.ticked)) });
  },

  tick({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const index = currentTarget.dataset['index'] as number;
    const row = this.data.rows[index];
    if (!row || this.data.busy) return;
    const others = this.ticked.filter((cardId) => cardId !== row.cardId);
    this.ticked = row.chosen ? others : [...others, row.cardId];
    this.setData({ [`rows[${index}].chosen`]: !row.chosen });
    this.countPrintable();
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
    if (eventId === this.data.eventId || this.data.busy) return;
    this.turnTo(eventId);
    this.setData({ done: '', problem: '' });
    void this.loadCards();
  },

  /** To another event, where nothing is ticked, narrowed or printed yet. */
  turnTo(eventId: string) {
    this.ticked = [];
    const files = { files: [], unprintable: [] };
    const anew = { cardsState: LOADING, narrowed: NOT_NARROWED, candidates: [], ...files };
    this.setData({ eventId, ...anew });
  },

  exportList() {
    void takeList({ list: 'cards', eventId: this.data.eventId });
  },

  chooseTab({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const tab = currentTarget.dataset['tab'] as 'list' | 'issue';
    if (!this.data.busy) this.setData({ tab, done: '', problem: '' });
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
    await this.act(eventInput(detail, workingCampaign()), async (request) => {
      const { eventId } = await call('staff', 'event.save', request);
      this.setData({ editing: false });
      if (eventId !== this.data.eventId) {
        this.turnTo(eventId);
        this.setData({ state: LOADING });
      }
      await this.reload();
      return '已保存';
    });
  },

  chooseWishes({ detail }: { detail: { rows: IssueRow[] } }) {
    this.setData({ candidates: detail.rows });
  },

  async issue({ detail }: { detail: { wishIds: string[]; stationId?: string } }) {
    const issued = await issueOn(this, detail);
    if (issued === 0) return;
    this.setData({ done: `已发 ${issued} 张卡` });
    if (issued === detail.wishIds.length) this.setData({ tab: 'list' });
    await this.loadCards();
  },

  async fetchLost({ detail }: { detail: { cardIds: string[]; stationId: string } }) {
    const problem = await fetchOn(this, detail);
    this.setData({ problem });
    await this.loadCards();
  },

  openSheet({ detail: { url } }: { detail: { url: string } }) {
    void openSheetOn(this, url);
  },

  print({ detail: { scope, format, covers } }: { detail: PrintWanted }) {
    const cards = toPrint(this.cards, this.all, this.ticked)[scope];
    void this.makeFiles(cards, format, covers);
  },

  printOne({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const cardId = currentTarget.dataset['cardId'] as string;
    void this.makeFiles(
      this.cards.filter((card) => card.cardId === cardId),
      'pdf',
      false,
    );
  },

  async makeFiles(cards: StaffCardRow[], format: SheetFormat, covers: boolean) {
    if (this.data.busy) return;
    if (await printOn(this, cards, { format, covers })) this.ticked = [];
    this.showCards(this.data.rows.length);
  },

  say({ detail }: { detail: { problem: string; done: string } }) {
    this.setData(detail);
  },
});
