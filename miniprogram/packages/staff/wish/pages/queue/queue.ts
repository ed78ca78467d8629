import { LOADING, type ShownState } from '../../../../../utils/loading-page';
import { REVIEW_UNDO_MS } from '@micro-wish/vocabulary';
import type {
  Fen,
  ReviewDecision,
  WishOutcome,
  StaffWishCounts,
  StaffWishRow,
} from '../../../../../../typings/contract';
import { getCampaign } from '../../../../../services/campaign';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';

import { workingCampaign } from '../../../../../utils/campaign';
import { errorLine, errorState } from '../../../../../utils/errors';
import { typeClass } from '../../../../../utils/type-size';
import type { DeskAct } from '../../components/wish-desk/desk';
import { deskChange, EMPTY_DESK, FileDesk } from '../../file-desk';
import { nextFilledPage, after } from '../../../../../utils/paging';
import { USUAL_REASONS } from '../../reasons';
import { nextSorting, type Sorting } from '../../../common/sorting';
import { bringIntoView, followKeys, followWidth } from '../../../common/window';
import { doneOf, newBatch, refusalsOf, runBatch, wordlessText, type Batch } from './bulk';
import { actOfKey, chosenAt, moved, NOTHING_CHOSEN, type Selection } from './selection';
import {
  bulkWords,
  CATEGORY_OPTIONS,
  communityOptions,
  emptyText,
  filterChips,
  fundedText,
  isNarrowed,
  listInput,
  manyStepOf,
  mayChoose,
  queueRows,
  sortedWishes,
  tableHead,
  WHOLE,
  type Filter,
  type ManyStep,
  type Narrowing,
  type Option,
  type QueueRow,
  type SortKey,
} from './view';

/** A bulk decision that waits for its reason. */
interface Asking {
  decision: 'return' | 'reject';
  title: string;
  meaning: string;
  usual: readonly string[];
}

/** A step on many wishes: its calls, how each is made, and what is said at its end. */
interface Task {
  batch: Batch;
  send: (part: { requestId: string; wishIds: string[] }) => Promise<WishOutcome[]>;
  finish: (batch: Batch) => void;
}

const PAGE_SIZE = 50;

/** What becomes of the public texts when many are approved together. */
const PUBLIC_TEXT_CHOICES = ['通过，用建议的公开文字', '通过，先不写公开文字'] as const;

/** Rows drawn at a time: all can be chosen though not all are drawn. */
const DRAWN_SIZE = 100;

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    chips: filterChips(false, undefined),
    filter: 'submitted' as Filter,
    narrowing: WHOLE,
    narrowed: false,
    communities: [] as Option[],
    communityAt: 0,
    categories: CATEGORY_OPTIONS,
    categoryAt: 0,
    head: tableHead(null),
    rows: [] as QueueRow[],
    hasMore: false,
    loadingMore: false,
    moreProblem: '',
    /** Rows can be chosen: always on a wide window, else once it is asked for. */
    choosing: false,
    chosenCount: 0,
    allChosen: false,
    at: -1,
    wide: false,
    /** The reader may review at all. */
    reviews: false,
    admin: false,
    /** What is done with many together here. */
    step: '' as ManyStep,
    openId: '',
    hasNext: false,
    desk: EMPTY_DESK,
    asking: null as Asking | null,
    /** The money that is asked for, for all that are chosen. */
    funding: null as { count: number; capFen: Fen; availableFen: Fen } | null,
    busy: false,
    progress: '',
    problem: '',
    /** What was done together just now, while it can be taken back. */
    undo: null as { text: string; refusals: string[]; mayUndo: boolean } | null,
  },

  wishes: [] as StaffWishRow[],
  drawn: DRAWN_SIZE,
  next: undefined as string | undefined,
  /** Tells answers of an earlier filter from those of the present one. */
  round: 0,
  /** The tab that the page was opened for. */
  asked: undefined as Filter | undefined,
  sorting: null as Sorting<SortKey> | null,
  selection: NOTHING_CHOSEN as Selection,
  /** The step on many that is under way, or was cut off. */
  task: undefined as Task | undefined,
  /** What the last decision on many was made on. */
  done: [] as string[],
  undoTimer: 0,
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
    void this.start();
  },

  async start() {
    try {
      const [me, { communities }] = await Promise.all([
        call('staff', 'me', {}),
        getCampaign(workingCampaign()),
      ]);
      const reviews = me.grants.length > 0;
      this.setData({
        reviews,
        admin: me.admin,
        chips: filterChips(reviews, undefined),
        communities: communityOptions(me, communities),
      });
      this.turnTo(this.asked ?? (reviews ? 'mine' : 'submitted'));
      await Promise.all([this.load(), this.count()]);
    } catch (error) {
      this.setData({ state: { ...errorState(error), action: '重试' } });
    }
  },

  turnTo(filter: Filter) {
    const step = manyStepOf(filter, this.data);
    this.setData({ filter, step, choosing: step !== '' && this.data.wide });
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

  async onPullDownRefresh() {
    await this.reload();
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.more();
  },

  retry() {
    this.setData({ state: LOADING });
    if (this.data.communities.length === 0) void this.start();
    else void this.load();
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.turnTo(currentTarget.dataset['filter'] as Filter);
    this.begin();
  },

  search({ detail }: { detail: { value: string } }) {
    if (detail.value.trim() !== this.data.narrowing.search.trim()) {
      this.narrow({ search: detail.value });
    }
  },

  chooseCommunity({ detail }: { detail: { value: string | number } }) {
    const communityAt = Number(detail.value);
    this.setData({ communityAt });
    this.narrow({ communityId: this.data.communities[communityAt]?.value ?? '' });
  },

  chooseCategory({ detail }: { detail: { value: string | number } }) {
    const categoryAt = Number(detail.value);
    this.setData({ categoryAt });
    this.narrow({ category: (CATEGORY_OPTIONS[categoryAt]?.value ?? '') as Narrowing['category'] });
  },

  toggleFlagged() {
    this.narrow({ flagged: !this.data.narrowing.flagged });
  },

  clearNarrowing() {
    this.setData({ communityAt: 0, categoryAt: 0 });
    this.narrow(WHOLE);
  },

  narrow(change: Partial<Narrowing>) {
    const narrowing = { ...this.data.narrowing, ...change };
    this.setData({ narrowing, narrowed: isNarrowed(narrowing) });
    this.begin();
  },

  /** What comes first in a column is only known of the whole list. */
  async sort({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.sorting = nextSorting(this.sorting, currentTarget.dataset['key'] as SortKey);
    this.setData({ head: tableHead(this.sorting) });
    if (this.sorting) await this.readAll();
    this.show();
  },

  /** Reads another list from its beginning. */
  begin() {
    this.setData({ state: LOADING, rows: [], openId: '' });
    void this.load();
  },

  async reload() {
    await Promise.all([this.load(), this.count()]);
  },

  page(cursor?: string) {
    const { filter, narrowing } = this.data;
    return call('staff', 'wish.list', {
      ...listInput(workingCampaign(), filter, narrowing),
      limit: PAGE_SIZE,
      ...after(cursor),
    });
  },

  async load() {
    const round = (this.round += 1);
    try {
      const { items, next } = await nextFilledPage((cursor) => this.page(cursor));
      if (round !== this.round) return;
      this.wishes = items;
      this.drawn = DRAWN_SIZE;
      this.next = next;
      const { filter, narrowed } = this.data;
      const empty = { kind: 'empty', action: '', ...emptyText(filter, narrowed) };
      this.setData({ state: items.length === 0 ? empty : null });
      this.show();
    } catch (error) {
      if (round === this.round) {
        this.setData({ state: { ...errorState(error), action: '重试' } });
      }
    }
  },

  async more() {
    if (this.data.loadingMore || !this.data.hasMore) return;
    this.drawn += DRAWN_SIZE;
    if (this.wishes.length < this.drawn) await this.readMore();
    const chosen = new Set(this.chosenIds());
    this.show();
    // In the longer list they may have other places.
    const places = this.wishes.flatMap(({ wishId }, place) => (chosen.has(wishId) ? place : []));
    this.select({ ...NOTHING_CHOSEN, chosen: places });
  },

  /** Reads the next page, and draws nothing yet. Answers whether there was one. */
  async readMore(): Promise<boolean> {
    const { round, next } = this;
    if (next === undefined) return false;
    this.setData({ loadingMore: true, moreProblem: '' });
    let isRead = false;
    try {
      const page = await nextFilledPage((cursor) => this.page(cursor), next);
      if (round === this.round) {
        this.wishes = [...this.wishes, ...page.items];
        this.next = page.next;
        isRead = true;
      }
    } catch (error) {
      this.setData({ moreProblem: errorLine(error) });
    }
    this.setData({ loadingMore: false });
    return isRead;
  },

  /** Shows what was read; what was chosen is by place, so it begins anew. */
  show() {
    this.wishes = sortedWishes(this.wishes, this.sorting);
    // The open file stays marked wherever its row is now.
    const { openId } = this.data;
    const at = openId === '' ? -1 : this.wishes.findIndex(({ wishId }) => wishId === openId);
    this.selection = { ...NOTHING_CHOSEN, at, anchor: at };
    this.setData({
      rows: queueRows(this.wishes.slice(0, this.drawn), Date.now(), this.data.step),
      hasMore: this.next !== undefined || this.wishes.length > this.drawn,
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

  // ── choosing ──────────────────────────────────────────────────────────────────────────────────

  startChoosing() {
    this.setData({ choosing: true });
  },

  stopChoosing() {
    this.select(NOTHING_CHOSEN);
    this.setData({ choosing: this.data.wide && this.data.step !== '' });
  },

  choose({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.select(chosenAt(this.selection, currentTarget.dataset['place'] as number, false));
  },

  /** Chooses all, reading on for them, or none where all are. */
  async chooseAll() {
    if (this.data.busy) return;
    const all = () =>
      this.wishes.flatMap((wish, place) => (mayChoose(wish, this.data.step) ? place : []));
    if (this.selection.chosen.length === all().length) {
      this.select({ ...this.selection, chosen: [] });
      return;
    }
    const { round } = this;
    this.setData({ busy: true });
    await this.readAll();
    this.setData({ busy: false, progress: '' });
    if (round !== this.round) return;
    this.show();
    this.select({ ...NOTHING_CHOSEN, chosen: all() });
  },

  /** Reads on to the end; to draw all of it would be too much for a phone. */
  async readAll() {
    const { round } = this;
    do this.setData({ progress: `正在读取，已有 ${this.wishes.length} 个` });
    while (round === this.round && (await this.readMore()));
    this.setData({ progress: '' });
  },

  /** Only what is the reader's to do can be chosen. */
  select(wanted: Selection) {
    const selection = {
      ...wanted,
      chosen: wanted.chosen.filter((place) => {
        const wish = this.wishes[place];
        return wish && mayChoose(wish, this.data.step);
      }),
    };
    const was = this.selection.chosen;
    const changes: Record<string, boolean> = {};
    const [before, now] = [new Set(was), new Set(selection.chosen)];
    for (const place of new Set([...was, ...selection.chosen])) {
      if (place >= this.data.rows.length) continue;
      if (now.has(place) !== before.has(place)) changes[`rows[${place}].chosen`] = now.has(place);
    }
    this.selection = selection;
    const choosable = this.wishes.filter((wish) => mayChoose(wish, this.data.step)).length;
    this.setData({
      ...changes,
      at: selection.at,
      chosenCount: now.size,
      allChosen: now.size > 0 && now.size === choosable,
    });
  },

  onKey(press: WechatMiniprogram.OnKeyDownListenerResult) {
    const act = actOfKey(press);
    if (!act || this.data.asking || this.data.funding || this.data.busy || this.data.state) return;
    if (act.type === 'move') {
      this.select(moved(this.selection, act, this.wishes.length));
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

  // ── deciding together ─────────────────────────────────────────────────────────────────────────

  tapDecision({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void this.decide(currentTarget.dataset['decision'] as ReviewDecision);
  },

  async decide(decision: ReviewDecision) {
    const words = bulkWords(decision, this.selection.chosen.length);
    if (decision !== 'approve') {
      this.setData({ asking: { decision, ...words, usual: USUAL_REASONS[decision] } });
      return;
    }
    const chosen = await wx
      .showActionSheet({
        alertText: `${words.title}？${words.meaning}`,
        itemList: [...PUBLIC_TEXT_CHOICES],
      })
      .catch(() => undefined);
    if (chosen) await this.decideAll(decision, undefined, chosen.tapIndex === 0);
  },

  async giveReason({ detail }: { detail: { reason: string } }) {
    const { asking } = this.data;
    if (asking) await this.decideAll(asking.decision, detail.reason);
  },

  closeReason() {
    this.setData({ asking: null });
  },

  chosenIds(): string[] {
    return this.selection.chosen.flatMap((place) => this.wishes[place]?.wishId ?? []);
  },

  async decideAll(decision: ReviewDecision, reason?: string, suggested = false) {
    const chosen = this.chosenIds();
    this.setData({ asking: null });
    const { done } = bulkWords(decision, 0);
    const given = {
      decision,
      ...(reason === undefined ? {} : { reason }),
      ...(suggested ? { suggestedText: true as const } : {}),
    };
    await this.run({
      batch: newBatch(chosen),
      send: (part) =>
        call('staff', 'wish.reviewMany', { ...part, ...given }).then(({ outcomes }) => outcomes),
      finish: (batch) => {
        this.done = doneOf(batch);
        this.showUndo(`${done} ${this.done.length} 个${wordlessText(batch)}`, batch, true);
      },
    });
  },

  /** Asks for the money of all that are chosen, with what the fund has by now. */
  async askMoney() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      const { capFen, fundId } = await getCampaign(workingCampaign());
      const { availableFen } = await call('staff', 'fund.ledger', { fundId });
      this.setData({ funding: { count: this.selection.chosen.length, capFen, availableFen } });
    } catch (error) {
      void wx.showToast({ title: errorLine(error), icon: 'none' });
    }
    this.setData({ busy: false });
  },

  closeMoney() {
    this.setData({ funding: null });
  },

  async fundAll({ detail: { amountFen } }: { detail: { amountFen: Fen } }) {
    const chosen = this.chosenIds();
    this.setData({ funding: null });
    await this.run({
      batch: newBatch(chosen),
      send: ({ requestId, wishIds }) =>
        call('staff', 'wish.fundMany', {
          requestId,
          wishes: wishIds.map((wishId) => ({ wishId, amountFen })),
        }).then(({ outcomes }) => outcomes),
      finish: (batch) => this.showUndo(fundedText(doneOf(batch).length, amountFen), batch, false),
    });
  },

  async undoAll() {
    await this.run({
      batch: newBatch(this.done),
      send: (input) => call('staff', 'wish.undoReview', input).then(({ outcomes }) => outcomes),
      finish: (batch) => this.showUndo(`已撤销 ${doneOf(batch).length} 个`, batch, false),
    });
  },

  goOn() {
    if (this.task) void this.run(this.task);
  },

  /** Makes the calls of a step on many; where the network ends it, it can go on from there. */
  async run(task: Task) {
    if (this.data.busy) return;
    const { batch, send, finish } = task;
    this.task = task;
    this.setData({ busy: true, problem: '' });
    try {
      await runBatch(batch, send, (done) =>
        this.setData({ progress: `正在办理 ${done} / ${batch.total}` }),
      );
    } catch (error) {
      const left = batch.total - batch.outcomes.length;
      const problem = `${errorLine(error)}还有 ${left} 个没有办。`;
      this.setData({ problem, busy: false, progress: '' });
      return;
    }
    this.task = undefined;
    // What is offered from here on can be tapped at once, while the list is still read anew.
    this.setData({ openId: '', busy: false, progress: '' });
    finish(batch);
    await this.reload();
  },

  showUndo(text: string, batch: Batch, mayUndo: boolean) {
    clearTimeout(this.undoTimer);
    const can = mayUndo && this.done.length > 0;
    this.setData({ undo: { text, refusals: refusalsOf(batch), mayUndo: can } });
    this.undoTimer = setTimeout(() => this.setData({ undo: null }), REVIEW_UNDO_MS);
  },

  closeUndo() {
    this.setData({ undo: null });
  },

  // ── files ─────────────────────────────────────────────────────────────────────────────────────

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.openAt(currentTarget.dataset['place'] as number);
  },

  openAt(place: number) {
    const wish = this.wishes[place];
    if (!wish) return;
    this.select({ ...this.selection, at: place, anchor: place });
    if (this.data.wide) {
      this.nextId = (this.wishes[place + 1] ?? this.wishes[place - 1])?.wishId ?? '';
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
    const place = this.wishes.findIndex(({ wishId }) => wishId === this.nextId);
    if (place < 0) this.closeFile();
    else this.openAt(place);
  },

  changePurpose() {
    this.desk?.askPurpose();
  },

  closeFile() {
    this.setData({ openId: '' });
  },

  act({ detail }: { detail: DeskAct }) {
    if (detail.type === 'back') this.closeFile();
    else if (detail.type === 'next') this.openNext();
    else void this.desk?.act(detail);
  },
});
