import type { ConsentScope, ConsentView, FamilyCard, FamilyWish } from '../../../typings/contract';
import {
  grantConsent,
  myCards,
  myWishes,
  whoAmI,
  withdrawConsent,
  withdrawWish,
} from '../../services/family';
import { codeOf } from '../../utils/call-error';
import { errorLine, errorState } from '../../utils/errors';
import { attemptFor, type Attempt } from '../../utils/request-id';
import { typeClass } from '../../utils/type-size';
import { consentLine, scopeRows, wishRows, type ScopeRow, type WishRow } from './view';

const LOADING = { kind: 'loading', title: '', hint: '' };

/** Somebody who never consented has no wishes yet; that is no error. */
const orNone = async <T>(items: Promise<T[]>): Promise<T[]> => {
  try {
    return await items;
  } catch (error) {
    if (codeOf(error) === 'PERMISSION_DENIED') return [];
    throw error;
  }
};

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as { kind: string; title: string; hint: string } | null,
    wishes: [] as WishRow[],
    /** Wishes whose whole timeline is open, by wishId. */
    opened: {} as Record<string, boolean>,
    hasWork: false,
    consentLine: '',
    scopes: [] as ScopeRow[],
    consentOpen: false,
    busy: false,
  },

  consent: undefined as ConsentView | undefined,
  /** Withdrawals under way: a repeated one keeps its requestId. */
  withdrawals: {} as Record<string, Attempt>,

  onShow() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  async load() {
    try {
      const [me, wishes, cards] = await Promise.all([
        whoAmI(),
        orNone(myWishes()),
        orNone(myCards()),
      ]);
      this.showConsent(me.consent);
      this.setData({ hasWork: me.isStaff || me.isVolunteer });
      this.showWishes(wishes, cards);
    } catch (error) {
      this.setData({ state: errorState(error) });
    }
  },

  showWishes(wishes: FamilyWish[], cards: FamilyCard[]) {
    this.setData({ state: null, wishes: wishRows(wishes, cards) });
  },

  showConsent(consent: ConsentView | undefined) {
    this.consent = consent;
    this.setData({
      consentLine: consent ? consentLine(consent) : '',
      scopes: consent ? scopeRows(consent) : [],
    });
  },

  toggleTimeline({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    const { opened } = this.data;
    this.setData({ opened: { ...opened, [wishId]: !opened[wishId] } });
  },

  makeWish() {
    void wx.navigateTo({ url: '/pages/wish-form/wish-form' });
  },

  changeWish({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    void wx.navigateTo({ url: `/pages/wish-form/wish-form?wishId=${wishId}` });
  },

  openCard({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const cardId = currentTarget.dataset['cardId'] as string;
    void wx.navigateTo({ url: `/pages/card/card?cardId=${cardId}` });
  },

  async withdraw({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    const { confirm } = await wx.showModal({
      title: '撤回这个心愿？',
      content: '撤回后不能恢复，已发的兑换卡也会作废。您可以再提交新的心愿。',
      confirmText: '撤回',
      cancelText: '先不',
    });
    if (!confirm) return;
    const attempt = attemptFor({ wishId }, this.withdrawals[wishId]);
    this.withdrawals = { ...this.withdrawals, [wishId]: attempt };
    await this.run(async () => {
      await withdrawWish({ wishId, requestId: attempt.requestId });
      void wx.showToast({ title: '已撤回', icon: 'success' });
    });
  },

  openConsent() {
    this.setData({ consentOpen: true });
  },

  closeConsent() {
    this.setData({ consentOpen: false });
  },

  async toggleScope({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { consent } = this;
    const scope = currentTarget.dataset['scope'] as ConsentScope;
    if (!consent) return;
    await this.run(async () => {
      if (consent.scopes.includes(scope)) await withdrawConsent([scope]);
      else await grantConsent(consent.version, [...consent.scopes, scope]);
    });
  },

  async withdrawAll() {
    const { confirm } = await wx.showModal({
      title: '撤回全部同意？',
      content: '正在办理的心愿会一起撤回，兑换卡会作废，孩子的信息会被删除。已领取的礼物不受影响。',
      confirmText: '全部撤回',
      cancelText: '先不',
    });
    if (!confirm) return;
    await this.run(async () => {
      await withdrawConsent();
      this.closeConsent();
      void wx.showToast({ title: '已撤回', icon: 'success' });
    });
  },

  /** One change at a time; afterwards the page shows what the server holds. */
  async run(change: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      await change();
      await this.load();
    } catch (error) {
      void wx.showToast({ title: errorLine(error), icon: 'none', duration: 3000 });
    }
    this.setData({ busy: false });
  },

  openPrivacy() {
    void wx.navigateTo({ url: '/pages/privacy/privacy' });
  },

  openWork() {
    void wx.navigateTo({ url: '/pages/work/work' });
  },
});
