import { timeText } from '@micro-wish/vocabulary';
import type {
  AreaInput,
  EventView,
  GrantOffer,
  GrantView,
} from '../../../../../../typings/contract';
import { takeList } from '../../../../../services/lists';
import { call } from '../../../../../services/client';
import { loadingData, loadingPage, pagedData, pagedPage } from '../../../../../utils/loading-page';
import { after } from '../../../../../utils/paging';
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
  ...pagedPage,

  data: {
    ...loadingData(),
    ...pagedData(),
    filters: PEOPLE_FILTERS,
    filter: 'all' as PeopleFilter,
    rows: [] as GrantRow[],
    /** The rows are those of the chosen filter. */
    isListed: false,
    invites: [] as InviteRow[],
    onlyAdmin: false,
    areas: [] as AreaInput[],
    events: [] as EventView[],
    /** The invite that was just made: its code is shown here and nowhere else. */
    code: '',
    /** As it is read out and typed. */
    shownCode: '',
    /** Its 小程序码; '' while there is none: then the code itself stands as a QR. */
    appCode: '',
    until: '',
    formProblem: '',
  },

  items: [] as GrantView[],

  onLoad() {
    void wx.hideShareMenu();
    void this.reload();
  },

  async load() {
    const [campaigns, { onlyAdmin = false }] = await Promise.all([
      call('staff', 'campaign.list', {}).then(({ items }) => items),
      call('staff', 'me', {}),
      this.loadInvites(),
      pagedPage.load.call(this),
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

  readPage(cursor?: string) {
    return call('staff', 'grant.list', { ...askedFor(this.data.filter), ...after(cursor) });
  },

  showItems() {
    this.setData({ rows: grantRows(this.items), isListed: true });
  },

  readGrants() {
    return this.reload(() => pagedPage.load.call(this));
  },

  async loadInvites() {
    this.setData({ invites: inviteRows((await call('staff', 'invite.list', {})).items) });
  },

  chooseFilter({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ filter: currentTarget.dataset['filter'] as PeopleFilter, isListed: false });
    void this.readGrants();
  },

  exportList() {
    void takeList({ list: 'people', ...askedFor(this.data.filter) });
  },

  async make({ detail }: { detail: { offer: GrantOffer; label: string; inviter: string } }) {
    const { offer, label, inviter } = detail;
    const payload = {
      offer,
      ...(label === '' ? {} : { label }),
      ...(inviter === '' ? {} : { inviter }),
    };
    await this.actInForm(payload, async (input) => {
      const { code, expiresAt } = await call('staff', 'invite.make', input);
      this.setData({
        code,
        shownCode: code.replace(/(.{5})(?=.)/, '$1-'),
        appCode: '',
        until: timeText(expiresAt),
      });
      await this.drawCode(code);
      await this.reload(() => this.loadInvites());
      return '';
    });
  },

  /** A holder of safeguarding: at once where there is one admin, else another one decides. */
  async hold({ detail }: { detail: { code: string; label: string } }) {
    await this.actInForm(detail, async (input) => {
      const given = await call('staff', 'grant.safeguarding', input);
      await this.readGrants();
      return 'grantId' in given
        ? `${detail.label}现在是保护专员了。`
        : `已提出，等另一位管理员在「待批事项」里批准${detail.label}。`;
    });
  },

  /** A step of the form says in it what went wrong. */
  async actInForm<Payload extends object>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<string>,
  ) {
    if (this.data.busy) return;
    this.setData({ formProblem: '' });
    const isDone = await this.act(payload, send);
    if (!isDone) this.setData({ formProblem: this.data.problem, problem: '' });
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
    await this.act({ inviteId }, async (input) => {
      await call('staff', 'invite.end', input);
      this.setData({ code: '' });
      await this.reload(() => this.loadInvites());
      return '';
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
    await this.act({ grantId }, async (input) => {
      await call('staff', 'grant.end', input);
      await this.readGrants();
      return '';
    });
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return {
      title: '邀请你加入「点亮微心愿」的工作',
      path: `/packages/staff/people/pages/accept/accept?code=${encodeURIComponent(this.data.code)}`,
      imageUrl: '/images/share-wide.jpg',
    };
  },
});
