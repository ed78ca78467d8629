import type { StaffMe, StaffWishCounts, StaffWishRow } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';
import { takeList } from '../../../../../services/lists';

import { workingCampaign } from '../../../../../utils/campaign';
import {
  LOADING,
  loadingData,
  loadingPage,
  nothingHere,
  pagedData,
  pagedPage,
} from '../../../../../utils/loading-page';
import { after } from '../../../../../utils/paging';
import type { DeskAct } from '../../components/wish-desk/desk';
import { deskChange, EMPTY_DESK } from '../../empty-desk';
import { FileDesk } from '../../file-desk';
import { ownCommunities } from '../../../common/communities';
import { nextSorting, type Sorting } from '../../../common/sorting';
import { bringIntoView, followKeys, followWidth } from '../../../common/window';
import { choosing, choosingData } from './choosing';
import { deciding, decidingData } from './deciding';
import { narrowingData, narrowingDown } from './narrowing';
import { actOfKey, chosenAt, moved, NOTHING_CHOSEN } from './selection';
import {
  communityOptions,
  deskOptions,
  emptyText,
  filterChips,
  liesAtDesks,
  listInput,
  manyStepOf,
  queueRows,
  sortedWishes,
  tableHead,
  type Filter,
  type QueueRow,
  type SortKey,
} from './view';

const PAGE_SIZE = 50;

/** Rows drawn at a time: all can be chosen though not all are drawn. */
const DRAWN_SIZE = 100;

Page({
  ...loadingPage,
  ...pagedPage,
  ...narrowingDown,
  ...choosing,
  ...deciding,

  data: {
    ...loadingData(),
    ...pagedData(),
    ...narrowingData(),
    ...choosingData(),
    ...decidingData(),
    chips: filterChips(false, undefined),
    filter: 'submitted' as Filter,
    head: tableHead(null),
    rows: [] as QueueRow[],
    /** The reader may review at all. */
    reviews: false,
    admin: false,
    openId: '',
    hasNext: false,
    desk: EMPTY_DESK,
  },

  items: [] as StaffWishRow[],
  drawn: DRAWN_SIZE,
  /** Who reads; nothing before it is known. */
  reader: undefined as StaffMe | undefined,
  /** The tab that the page was opened for. */
  asked: undefined as Filter | undefined,
  sorting: null as Sorting<SortKey> | null,
  desk: undefined as FileDesk | undefined,
  /** The file behind the open one, as the list stood when that was opened. */
  nextId: '',
  stop: [] as (() => void)[],

  onLoad({ state }: { state?: Filter }) {
    this.asked = state;
    this.desk = new FileDesk(
      (change) => this.setData(deskChange(change)),
      // The list is read anew, the open file stays.
      () => void this.reload(),
      true,
    );
    void this.reload();
  },

  async load() {
    if (!this.reader) await this.learnReader();
    this.drawn = DRAWN_SIZE;
    await pagedPage.load.call(this);
  },

  /** The list, and the numbers on its tabs. */
  async reload() {
    await loadingPage.reload.call(this);
    if (this.reader) await this.count();
  },

  async learnReader() {
    const [me, communities, events] = await Promise.all([
      call('staff', 'me', {}),
      ownCommunities(),
      call('staff', 'event.list', { campaignId: workingCampaign() }).then(({ items }) => items),
    ]);
    const reviews = me.grants.length > 0;
    this.setData({
      reviews,
      admin: me.admin,
      chips: filterChips(reviews, undefined),
      communities: communityOptions(communities),
      desks: deskOptions(events),
    });
    this.turnTo(this.asked ?? (reviews ? 'mine' : 'submitted'));
    this.reader = me;
  },

  turnTo(filter: Filter) {
    const step = manyStepOf(filter, this.data);
    const mayChooseDesk = liesAtDesks(filter);
    this.setData({ filter, step, mayChooseDesk, choosing: step !== '' && this.data.wide });
    if (!mayChooseDesk) this.forgetDesk();
  },

  onShow() {
    this.stop = [
      followWidth((wide) => {
        const choosing = wide && this.data.step !== '';
        this.setData({ wide, choosing, ...(wide ? {} : { openId: '' }) });
      }),
      followKeys((press) => this.onKey(press)),
    ];
  },

  onHide() {
    this.hearNothing();
  },

  onUnload() {
    this.hearNothing();
    clearTimeout(this.undoTimer);
  },

  hearNothing() {
    for (const stop of this.stop) stop();
    this.stop = [];
  },

  onReachBottom() {
    void this.more();
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.turnTo(currentTarget.dataset['filter'] as Filter);
    this.begin();
  },

  /** What comes first in a column is only known of the whole list. */
  async sort({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.sorting = nextSorting(this.sorting, currentTarget.dataset['key'] as SortKey);
    this.setData({ head: tableHead(this.sorting) });
    if (this.sorting) await this.readAll();
    this.showItems();
  },

  /** Reads another list from its beginning. */
  begin() {
    this.setData({ state: LOADING, rows: [], openId: '' });
    void loadingPage.reload.call(this);
  },

  readPage(cursor?: string) {
    const { filter, narrowing } = this.data;
    return call('staff', 'wish.list', {
      ...listInput(workingCampaign(), filter, narrowing),
      limit: PAGE_SIZE,
      ...after(cursor),
    });
  },

  async more() {
    if (this.data.loadingMore || !this.data.hasMore) return;
    this.drawn += DRAWN_SIZE;
    if (this.items.length < this.drawn) await this.readMore();
    const chosen = new Set(this.chosenIds());
    this.showItems();
    // In the longer list they may have other places.
    const places = this.items.flatMap(({ wishId }, place) => (chosen.has(wishId) ? place : []));
    this.select({ ...NOTHING_CHOSEN, chosen: places });
  },

  /** Shows what was read; what was chosen is by place, so it begins anew. */
  showItems() {
    this.items = sortedWishes(this.items, this.sorting);
    // The open file stays marked wherever its row is now.
    const { openId, filter, narrowed, step } = this.data;
    const at = openId === '' ? -1 : this.items.findIndex(({ wishId }) => wishId === openId);
    this.selection = { ...NOTHING_CHOSEN, at, anchor: at };
    const { title, hint } = emptyText(filter, narrowed);
    this.setData({
      state: this.items.length === 0 ? nothingHere(title, hint, '') : null,
      rows: queueRows(this.items.slice(0, this.drawn), Date.now(), step),
      hasMore: this.next !== undefined || this.items.length > this.drawn,
      chosenCount: 0,
      allChosen: false,
      at,
    });
  },

  async count() {
    let counts: StaffWishCounts | undefined;
    try {
      counts = await call('staff', 'wish.counts', { campaignId: workingCampaign() });
    } catch {
      // Without the numbers the tabs work as well.
    }
    this.setData({ chips: filterChips(this.data.reviews, counts) });
  },

  onKey(press: WechatMiniprogram.OnKeyDownListenerResult) {
    const act = actOfKey(press);
    if (!act || this.data.asking || this.data.funding || this.data.busy || this.data.state) return;
    if (act.type === 'move') {
      this.select(moved(this.selection, act, this.items.length));
      bringIntoView(`#row-${this.selection.at}`);
    } else if (act.type === 'choose' && this.selection.at >= 0) {
      this.select(chosenAt(this.selection, this.selection.at, false));
    } else if (act.type === 'open') {
      this.openAt(this.selection.at);
    } else if (act.type === 'decide') {
      const { step, chosenCount, openId } = this.data;
      if (step === 'review' && chosenCount > 0) void this.decide(act.decision);
      else if (openId !== '') this.desk?.pick(act.decision);
    } else if (act.type === 'next') {
      if (this.data.openId !== '') this.openNext();
    } else if (act.type === 'close') {
      if (this.data.openId !== '') this.closeFile();
      else this.stopChoosing();
    }
  },

  exportList() {
    const { filter, narrowing } = this.data;
    void takeList({ list: 'wishes', ...listInput(workingCampaign(), filter, narrowing) });
  },

  // ── files ─────────────────────────────────────────────────────────────────────────────────────

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.openAt(currentTarget.dataset['place'] as number);
  },

  openAt(place: number) {
    const wish = this.items[place];
    if (!wish) return;
    this.select({ ...this.selection, at: place, anchor: place });
    if (this.data.wide) {
      this.nextId = (this.items[place + 1] ?? this.items[place - 1])?.wishId ?? '';
      this.setData({ openId: wish.wishId, hasNext: this.nextId !== '' });
      this.desk?.turnTo(wish.wishId);
      bringIntoView(`#row-${place}`);
      return;
    }
    void wx.navigateTo({
      url: `/packages/staff/wish/pages/wish/wish?wishId=${wish.wishId}`,
      events: { changed: () => void this.reload() },
    });
  },

  openNext() {
    const place = this.items.findIndex(({ wishId }) => wishId === this.nextId);
    if (place < 0) this.closeFile();
    else this.openAt(place);
  },

  changePurpose() {
    this.desk?.askPurpose();
  },

  closeFile() {
    this.setData({ openId: '' });
  },

  actAtDesk({ detail }: { detail: DeskAct }) {
    if (detail.type === 'back') this.closeFile();
    else if (detail.type === 'next') this.openNext();
    else void this.desk?.act(detail);
  },
});
