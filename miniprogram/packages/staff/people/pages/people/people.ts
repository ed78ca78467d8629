import { timeText } from '@micro-wish/vocabulary';
import type {
  AreaInput,
  EventView,
  GrantOffer,
  GrantView,
} from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';

import { errorLine } from '../../../../../utils/errors';
import { attemptFor, newRequestId } from '../../../../../utils/request-id';
import { loadingData, loadingPage } from '../../../../../utils/loading-page';
import {
  askedFor,
  grantRows,
  inviteRows,
  PEOPLE_FILTERS,
  type GrantRow,
  type InviteRow,
  type PeopleFilter,
} from './view';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    filters: PEOPLE_FILTERS,
    filter: 'all' as PeopleFilter,
    rows: [] as GrantRow[],
    invites: [] as InviteRow[],
    onlyAdmin: false,
    hasMore: false,
    loadingMore: false,
    areas: [] as AreaInput[],
    events: [] as EventView[],
    /** The invite that was just made: its code is shown here and nowhere else. */
    code: '',
    /** What came of entering a holder. */
    held: '',
    /** As it is read out and typed. */
    shownCode: '',
    /** Its 小程序码; '' while there is none: then the code itself stands as a QR. */
    appCode: '',
    until: '',
    formProblem: '',
  },

  grants: [] as GrantView[],
  next: undefined as string | undefined,

  onLoad() {
    void wx.hideShareMenu();
    void this.reload();
  },

  async load() {
    const [campaigns, { onlyAdmin = false }] = await Promise.all([
      call('staff', 'campaign.list', {}).then(({ items }) => items),
      call('staff', 'me', {}),
      this.loadGrants(),
      this.loadInvites(),
    ]);
    const settings = await Promise.all(
      campaigns.map(({ campaignId }) => call('staff', 'campaign.open', { campaignId })),
    );
    const events = await Promise.all(
      campaigns.map(({ campaignId }) =>
        call('staff', 'event.list', { campaignId, programmes: true }).then(({ items }) => items),
      ),
    );
    const areas = new Map(
      settings.flatMap((campaign) => campaign.areas.map((area) => [area.areaId, area])),
    );
    this.setData({ events: events.flat(), areas: [...areas.values()], onlyAdmin, state: null });
  },

  async loadGrants() {
    const { items, next } = await call('staff', 'grant.list', askedFor(this.data.filter));
    this.grants = items;
    this.next = next;
    this.show();
  },

  async loadInvites() {
    this.setData({ invites: inviteRows((await call('staff', 'invite.list', {})).items) });
  },

  show() {
    this.setData({ rows: grantRows(this.grants), hasMore: this.next !== undefined });
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ filter: currentTarget.dataset['filter'] as PeopleFilter });
    void this.act(() => this.loadGrants());
  },

  exportList() {
    void takeList({ list: 'people', ...askedFor(this.data.filter) });
  },

  async more() {
    const { next } = this;
    if (next === undefined || this.data.loadingMore) return;
    this.setData({ loadingMore: true });
    await this.act(async () => {
      const page = await call('staff', 'grant.list', {
        ...askedFor(this.data.filter),
        cursor: next,
      });
      this.grants = [...this.grants, ...page.items];
      this.next = page.next;
      this.show();
    });
    this.setData({ loadingMore: false });
  },

  async make({ detail }: { detail: { offer: GrantOffer; label: string; inviter: string } }) {
    if (this.data.busy) return;
    const { offer, label, inviter } = detail;
    const payload = {
      offer,
      ...(label === '' ? {} : { label }),
      ...(inviter === '' ? {} : { inviter }),
    };
    this.attempt = attemptFor(payload, this.attempt);
    this.setData({ busy: true, formProblem: '' });
    try {
      const { requestId } = this.attempt;
      const { code, expiresAt } = await call('staff', 'invite.make', { ...payload, requestId });
      // The same once more is another invite.
      this.attempt = undefined;
      this.setData({
        code,
        shownCode: code.replace(/(.{5})(?=.)/, '$1-'),
        appCode: '',
        until: timeText(expiresAt),
      });
      await this.drawCode(code);
      await this.loadInvites();
    } catch (error) {
      this.setData({ formProblem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  /** A holder of safeguarding: at once where there is one admin, else another one decides. */
  async hold({ detail }: { detail: { openid: string; label: string } }) {
    if (this.data.busy) return;
    this.attempt = attemptFor(detail, this.attempt);
    this.setData({ busy: true, formProblem: '', held: '' });
    try {
      const { requestId } = this.attempt;
      const given = await call('staff', 'grant.safeguarding', { ...detail, requestId });
      this.attempt = undefined;
      this.setData({
        held:
          'grantId' in given
            ? `${detail.label}现在是保护专员了。`
            : `已提出，等另一位管理员在「待批事项」里批准${detail.label}。`,
      });
      await this.loadGrants();
    } catch (error) {
      this.setData({ formProblem: errorLine(error) });
    }
    this.setData({ busy: false });
  },

  /** Without it the plain QR stays: it is read within the app. */
  async drawCode(code: string) {
    try {
      const { image, type } = await call('staff', 'invite.code', { code });
      if (code === this.data.code) this.setData({ appCode: `data:${type};base64,${image}` });
    } catch (error) {
      console.warn('no 小程序码 for the invite', error);
    }
  },

  another() {
    this.setData({ code: '' });
  },

  async copy() {
    await wx.setClipboardData({ data: this.data.shownCode });
  },

  async takeBack({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const inviteId = currentTarget.dataset['inviteId'] as string;
    const { confirm } = await wx.showModal({
      title: '收回这个邀请？',
      content: '收回后，这个邀请码就不能用了。',
      confirmText: '收回',
      cancelText: '先不',
    });
    if (!confirm) return;
    await this.act(async () => {
      await call('staff', 'invite.end', { requestId: newRequestId(), inviteId });
      this.setData({ code: '' });
      await this.loadInvites();
    });
  },

  async end({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { grantId, who, role } = currentTarget.dataset as Record<string, string>;
    const { confirm } = await wx.showModal({
      title: `结束「${who ?? ''}」的授权？`,
      content: `${role ?? ''}的授权会立刻失效。以后需要，可以再邀请一次。`,
      confirmText: '结束授权',
      cancelText: '先不',
    });
    if (!confirm || grantId === undefined) return;
    await this.act(async () => {
      await call('staff', 'grant.end', { requestId: newRequestId(), grantId });
      await this.loadGrants();
    });
  },

  /** What fails says so above the list, which stays. */
  async act(work: () => Promise<void>) {
    this.setData({ problem: '' });
    try {
      await work();
    } catch (error) {
      this.setData({ problem: errorLine(error) });
    }
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return {
      title: '邀请你加入「点亮微心愿」的工作',
      path: `/packages/staff/people/pages/accept/accept?code=${encodeURIComponent(this.data.code)}`,
      imageUrl: '/images/share-wide.jpg',
    };
  },
});
