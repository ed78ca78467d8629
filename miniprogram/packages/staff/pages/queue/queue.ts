import type { CampaignView, StaffWishRow } from '../../../../../typings/contract';
import { CAMPAIGN_ID } from '../../../../config';
import { getCampaign } from '../../../../services/campaign';
import { takeList } from '../../../../services/lists';
import { listWishes, staffRights } from '../../../../services/staff';
import { errorLine, errorState } from '../../../../utils/errors';
import { typeClass } from '../../../../utils/type-size';
import { nextFilledPage } from '../../shared/paging';
import { emptyText, filterChips, queueRows, type Filter, type QueueRow } from './view';

interface ShownState {
  kind: string;
  title: string;
  hint: string;
  action: string;
}

const LOADING: ShownState = { kind: 'loading', title: '', hint: '', action: '' };

const PAGE_SIZE = 50;

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as ShownState | null,
    chips: filterChips(undefined),
    filter: 'submitted' as Filter,
    rows: [] as QueueRow[],
    hasMore: false,
    loadingMore: false,
    moreProblem: '',
  },

  wishes: [] as StaffWishRow[],
  next: undefined as string | undefined,
  /** Tells answers of an earlier filter from those of the present one. */
  round: 0,

  onLoad({ state }: { state?: Filter }) {
    if (state !== undefined) this.setData({ filter: state });
    void this.load();
    void this.count();
  },

  async onPullDownRefresh() {
    await Promise.all([this.load(), this.count()]);
    void wx.stopPullDownRefresh();
  },

  onReachBottom() {
    void this.more();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const filter = currentTarget.dataset['filter'] as Filter;
    this.setData({ filter, state: LOADING, rows: [] });
    void this.load();
  },

  page(cursor?: string) {
    const { filter } = this.data;
    return listWishes({
      campaignId: CAMPAIGN_ID,
      limit: PAGE_SIZE,
      ...(filter === '' ? {} : { state: filter }),
      ...(cursor === undefined ? {} : { cursor }),
    });
  },

  async load() {
    const round = (this.round += 1);
    try {
      const { items, next } = await nextFilledPage((cursor) => this.page(cursor));
      if (round !== this.round) return;
      this.wishes = items;
      this.next = next;
      const empty = { kind: 'empty', action: '', ...emptyText(this.data.filter) };
      this.setData({ state: items.length === 0 ? empty : null });
      this.show();
    } catch (error) {
      if (round === this.round) {
        this.setData({ state: { ...errorState(error), action: '重试' } });
      }
    }
  },

  async more() {
    const { round, next } = this;
    if (next === undefined || this.data.loadingMore) return;
    this.setData({ loadingMore: true, moreProblem: '' });
    try {
      const page = await nextFilledPage((cursor) => this.page(cursor), next);
      if (round === this.round) {
        this.wishes = [...this.wishes, ...page.items];
        this.next = page.next;
        this.show();
      }
    } catch (error) {
      this.setData({ moreProblem: errorLine(error) });
    }
    this.setData({ loadingMore: false });
  },

  show() {
    this.setData({ rows: queueRows(this.wishes), hasMore: this.next !== undefined });
  },

  /** The campaign's counts are those of an admin's list; other staff see only their areas. */
  async count() {
    try {
      const { admin } = await staffRights();
      const counts: CampaignView['counts'] | undefined = admin
        ? (await getCampaign(CAMPAIGN_ID)).counts
        : undefined;
      this.setData({ chips: filterChips(counts) });
    } catch {
      this.setData({ chips: filterChips(undefined) });
    }
  },

  exportList() {
    const { filter } = this.data;
    const state = filter === '' ? {} : { state: filter };
    void takeList({ list: 'wishes', campaignId: CAMPAIGN_ID, ...state });
  },

  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    void wx.navigateTo({
      url: `/packages/staff/pages/wish/wish?wishId=${wishId}`,
      events: {
        changed: () => {
          void this.load();
          void this.count();
        },
      },
    });
  },
});
