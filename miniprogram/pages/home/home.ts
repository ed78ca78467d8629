import { call } from '../../services/client';
import { timeText } from '@micro-wish/vocabulary';
import type { CampaignView, WallItem, WishState } from '../../../typings/contract';
import { waitingLights } from '../../components/light-sky/lights';
import { CAMPAIGN_WORDS, KEPT_BACK, STEPS, STORY } from '../../content/campaign';
import { getCampaign } from '../../services/campaign';
import { countEntry, inSinglePage } from '../../services/visits';
import { whenBackOnline } from '../../utils/back-online';
import { campaignHere } from '../../utils/campaign';
import { errorLine } from '../../utils/errors';
import { LOADING, loadingData, loadingPage } from '../../utils/loading-page';
import { keep, recall } from '../../utils/storage';
import { arriveBy, friendCard, momentsEntry } from '../../utils/sharing';
import {
  countedWall,
  homeView,
  lightCard,
  statesOfLight,
  type HomeView,
  type LightCard,
} from './view';
import { LIGHTS_PER_BAND, statesOf, Wall, type Band } from './wall';

/** Fewer lights than these of one kind, and more of the wall is read for them, so often at most. */
const FEW_LIGHTS = 20;
const MOST_PAGES = 5;

/** How far from the screen a piece of the wall still hangs, in px. */
const NEAR_PX = 900;

/** What is shown with no network, until the next answer. */
interface LastSeen {
  campaign: CampaignView;
  items: WallItem[];
}

const keyOf = (campaignId: string): string => `home:${campaignId}`;

/** Kept once the app has introduced itself on this device. */
const WELCOMED = 'welcomed';

interface BandSeen {
  dataset: { band?: number };
  intersectionRatio: number;
  boundingClientRect: { height: number };
}

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    campaignId: '',
    /** Known before any answer. */
    words: CAMPAIGN_WORDS,
    opening: STORY[0],
    steps: STEPS,
    keptBack: KEPT_BACK,
    singlePage: false,
    welcome: false,
    /** The sky as it waits for its lights. */
    lamps: waitingLights(LIGHTS_PER_BAND),
    view: null as HomeView | null,
    bands: [] as Band[],
    next: '',
    loadingMore: false,
    /** The light of the legend that is shown alone; '' for all of them. */
    only: '' as WishState | '',
    /** Says that what is shown is not of now. */
    stale: '',
    chosen: null as LightCard | null,
    sheetOpen: false,
  },

  /** Hung in `onLoad`. */
  wall: null as unknown as Wall,
  /** The next piece of the wall, on its way. */
  coming: undefined as Promise<boolean> | undefined,
  /** Ends waiting for a network. */
  stopListening: () => {},
  observer: null as WechatMiniprogram.IntersectionObserver | null,

  onLoad(query: Record<string, string | undefined>) {
    const entry = arriveBy(query);
    const singlePage = inSinglePage();
    this.wall = new Wall();
    this.setData({ campaignId: entry.campaignId, singlePage });
    void countEntry(entry, Date.now());
    if (!singlePage) void this.greet();
  },

  onShow() {
    this.turnHere();
    this.stopListening();
    this.stopListening = whenBackOnline(() => {
      if (this.data.stale !== '' || !this.data.view) void this.reload();
    });
    void this.reload();
  },

  onHide() {
    this.stopListening();
  },

  /** Another page was opened by a link into another campaign, or that of the link is not there. */
  turnHere() {
    if (this.data.campaignId === campaignHere()) return;
    this.wall = new Wall();
    this.setData({
      campaignId: campaignHere(),
      state: LOADING,
      view: null,
      next: '',
      stale: '',
      only: '',
    });
  },

  onUnload() {
    this.stopListening();
    this.observer?.disconnect();
  },

  async onPullDownRefresh() {
    this.wall = new Wall();
    this.setData({ next: '', only: '' });
    await loadingPage.onPullDownRefresh.call(this);
  },

  /** Introduces the app, on this device's first visit and never again. */
  async greet() {
    if (!(await recall(WELCOMED))) this.setData({ welcome: true });
  },

  /** Kept before it is gone from the screen: the app may be closed at once. */
  async closeWelcome() {
    await keep(WELCOMED, true);
    this.setData({ welcome: false });
  },

  retry() {
    this.turnHere();
    loadingPage.retry.call(this);
  },

  load(): Promise<void> {
    return this.data.singlePage ? this.loadCounts() : this.loadWall();
  },

  /** In Moments: one read-only call, and lights from its counts. */
  async loadCounts() {
    const campaign = await getCampaign(this.data.campaignId);
    this.setData({
      state: null,
      view: homeView(campaign, Date.now()),
      ...this.wall.begin(countedWall(campaign.counts, LIGHTS_PER_BAND), new Map()),
    });
  },

  async loadWall() {
    const { wall } = this;
    const { campaignId } = this.data;
    const seen = await recall<LastSeen>(keyOf(campaignId));
    try {
      const [campaign, page] = await Promise.all([
        getCampaign(campaignId),
        call('campaign', 'wall', { campaignId, limit: LIGHTS_PER_BAND }),
      ]);
      if (wall !== this.wall) return;
      const before = statesOf(seen?.value.items ?? []);
      this.show({ campaign, items: page.items }, page.next ?? '', before);
      await keep(keyOf(campaignId), { campaign, items: page.items } satisfies LastSeen);
    } catch (error) {
      if (wall !== this.wall) return;
      if (!seen) throw error;
      this.show(seen.value, '', new Map());
      this.setData({ stale: `没有连上服务，这是 ${timeText(seen.keptAt)} 的内容` });
    }
  },

  show({ campaign, items }: LastSeen, next: string, before: ReadonlyMap<string, WishState>) {
    const view = homeView(campaign, Date.now());
    const longer = this.wall.length > 1;
    this.setData({
      state: null,
      view,
      stale: '',
      ...(longer
        ? this.wall.renew(items)
        : {
            ...this.wall.begin(items, before),
            next: items.length < view.total ? next : '',
          }),
    });
  },

  /** Shows one kind of light alone, or all again; more of the wall is read until some are found. */
  async chooseLight({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const tapped = currentTarget.dataset['state'] as WishState;
    const only = tapped === this.data.only ? '' : tapped;
    const states = only === '' ? [] : statesOfLight(only);
    const { bands, count: found } = this.wall.only(states);
    let count = found;
    // Piece by piece: all of a long wall would be too much for one `setData`.
    this.setData({ only, bands: bands.slice(0, 1) });
    for (const band of bands.slice(1)) this.setData({ [`bands[${band.id}]`]: band });
    for (let page = 0; only !== '' && count < FEW_LIGHTS && page < MOST_PAGES; page += 1) {
      if (!(await this.more()) || this.data.only !== only) return;
      ({ count } = this.wall.only(states));
    }
  },

  /** Hangs the next piece of the wall, one at a time. @returns whether there was one */
  more(): Promise<boolean> {
    this.coming ??= this.readMore().finally(() => {
      this.coming = undefined;
    });
    return this.coming;
  },

  async readMore(): Promise<boolean> {
    const { wall } = this;
    const { campaignId, next } = this.data;
    if (next === '') return false;
    let isHung = false;
    this.setData({ loadingMore: true });
    try {
      const page = await call('campaign', 'wall', {
        campaignId,
        cursor: next,
        limit: LIGHTS_PER_BAND,
      });
      isHung = wall === this.wall;
      if (isHung) {
        this.setData({ ...wall.add(page.items), next: page.next ?? '' });
        this.watchBands();
      }
    } catch (error) {
      void wx.showToast({ title: errorLine(error), icon: 'none' });
    }
    this.setData({ loadingMore: false });
    return isHung;
  },

  /** Pieces of the wall far from the screen are taken down, so that a long wall stays light. */
  watchBands() {
    this.observer?.disconnect();
    // A ratio of 1 is taken for granted, so that what is far away already is told at once.
    this.observer = this.createIntersectionObserver({
      observeAll: true,
      initialRatio: 1,
    }).relativeToViewport({ top: NEAR_PX, bottom: NEAR_PX });
    this.observer.observe('.band', (seen) => {
      const { dataset, intersectionRatio, boundingClientRect } = seen as unknown as BandSeen;
      const id = Number(dataset.band);
      const hangs = this.data.bands[id]?.gap === 0;
      const near = intersectionRatio > 0;
      if (near !== hangs) this.setData(this.wall.turn(id, near, boundingClientRect.height));
    });
  },

  choose({ detail }: WechatMiniprogram.CustomEvent<{ wishNo: string }>) {
    const item = this.data.singlePage ? undefined : this.wall.find(detail.wishNo);
    if (item) this.setData({ chosen: lightCard(item), sheetOpen: true });
  },

  closeSheet() {
    this.setData({ sheetOpen: false });
  },

  makeWish() {
    void wx.navigateTo({ url: `/pages/wish-form/wish-form?campaignId=${this.data.campaignId}` });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const page = String(currentTarget.dataset['page']);
    void wx.navigateTo({ url: `/pages/${page}/${page}?campaignId=${this.data.campaignId}` });
  },

  openPrivacy() {
    void wx.navigateTo({ url: '/packages/family/pages/privacy/privacy' });
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return friendCard('home', this.data.campaignId);
  },

  onShareTimeline(): WechatMiniprogram.Page.ICustomTimelineContent {
    return momentsEntry('home', this.data.campaignId);
  },
});
