import { timeText } from '@micro-wish/vocabulary';
import type { FamilyCard, FamilyWish } from '../../../typings/contract';
import { call } from '../../services/client';
import { tellFailure } from '../../services/contact';
import { askForMessages } from '../../services/messages';
import { codeOf, isPassing } from '../../utils/call-error';
import { whenBackOnline } from '../../utils/back-online';
import { campaignHere } from '../../utils/campaign';
import { waitingScans } from '../../utils/desk-storage';
import { loadingData, loadingPage } from '../../utils/loading-page';
import { keep, recall } from '../../utils/storage';
import { attemptFor, type Attempt } from '../../utils/request-id';
import { dropWaiting, sendWaiting, waitingWishes, whenSent } from '../../wish/outbox';
import { linksFor, rulesFor, waitingRows, wishRows, type WaitingRow, type WishRow } from './view';

/** The last answer, for a card that is looked for with no network. Kept encrypted. */
interface LastSeen {
  wishes: FamilyWish[];
  cards: FamilyCard[];
}

const LAST_SEEN = 'my:last-seen';

/** Before it is known who this is. */
const NOBODY = {
  hasWork: false,
  isFamily: false,
  isHolder: false,
  isSpecialist: false,
  hasReferrals: false,
};

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
  ...loadingPage,

  data: {
    ...loadingData(),
    wishes: [] as WishRow[],
    /** Wishes whose whole timeline is open, by wishId. */
    opened: {} as Record<string, boolean>,
    /** Wishes that wait on this phone for a network. */
    waiting: [] as WaitingRow[],
    /** What waits on this phone cannot be read; it is not lost. */
    waitingUnread: false,
    /** Says that what is shown is not of now; '' where it is. */
    stale: '',
    links: linksFor(NOBODY, ''),
    /** The rules changed since the consent was given. */
    rulesChanged: false,
    consentUrl: '',
    /** Somebody asks to take over one of the children. */
    takeover: false,
  },

  /** Withdrawals under way: a repeated one keeps its requestId. */
  withdrawals: {} as Record<string, Attempt>,

  /** What was sent last: repeated, it keeps its requestId. */
  sent: undefined as Attempt | undefined,

  /** Ends listening to the outbox and to the network. */
  stopListening: () => {},

  onLoad() {
    // `onShow` reads: this page is come back to all the time.
  },

  onShow() {
    this.stopListening();
    const stops = [
      whenSent(() => void this.reload()),
      whenBackOnline(() => {
        if (this.data.stale !== '') void this.reload();
      }),
    ];
    this.stopListening = () => {
      for (const stop of stops) stop();
    };
    void this.reload();
  },

  onHide() {
    this.stopListening();
  },

  onUnload() {
    this.stopListening();
  },

  async load() {
    await this.showWaiting();
    void this.sendWaiting();
    try {
      const [me, wishes, cards] = await Promise.all([
        call('family', 'me', {}),
        orNone(call('family', 'wish.mine', {}).then(({ items }) => items)),
        orNone(call('family', 'card.mine', {}).then(({ items }) => items)),
      ]);
      const rules = rulesFor(wishes, me.consent);
      const consentUrl = `/packages/family/pages/consent/consent?campaignId=${rules?.campaignId ?? campaignHere()}`;
      const worksHere = me.isStaff || me.isAuditor || me.isVolunteer;
      const hasWork = worksHere || (await waitingScans()) > 0;
      const isFamily = me.consent !== undefined || me.children.length > 0 || wishes.length > 0;
      this.setData({
        links: linksFor({ ...me, hasWork, isFamily }, consentUrl),
        rulesChanged: rules?.changed === true,
        consentUrl,
        takeover: me.children.some(({ transfer }) => transfer !== undefined),
      });
      this.show({ wishes, cards }, '');
      await keep(LAST_SEEN, { wishes, cards } satisfies LastSeen, true);
    } catch (error) {
      await this.showLastSeen(error);
    }
  },

  async showWaiting() {
    try {
      this.setData({ waiting: waitingRows(await waitingWishes()), waitingUnread: false });
    } catch (error) {
      console.warn('the wishes that wait cannot be read', error);
      this.setData({ waitingUnread: true });
    }
  },

  async sendWaiting() {
    await sendWaiting();
    await this.showWaiting();
  },

  async showLastSeen(error: unknown) {
    const seen = isPassing(error) ? await recall<LastSeen>(LAST_SEEN, true) : undefined;
    if (!seen) throw error;
    this.show(seen.value, timeText(seen.keptAt));
  },

  show({ wishes, cards }: LastSeen, stale: string) {
    this.setData({ state: null, stale, wishes: wishRows(wishes, cards, Date.now()) });
  },

  changeWaiting({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const id = currentTarget.dataset['id'] as string;
    void wx.navigateTo({ url: `/pages/wish-form/wish-form?waitingId=${id}` });
  },

  async dropWaiting({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { confirm } = await wx.showModal({
      title: '不提交这个心愿了？',
      content: '它只存在这部手机里，删除后不能恢复。',
      confirmText: '删除',
      cancelText: '先不',
    });
    if (!confirm) return;
    await dropWaiting(currentTarget.dataset['id'] as string);
    await this.reload();
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
      await call('family', 'wish.withdraw', { wishId, requestId: attempt.requestId });
      void wx.showToast({ title: '已撤回', icon: 'success' });
    });
  },

  async answerOffer({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { wishId, agree } = currentTarget.dataset as { wishId: string; agree: boolean };
    const offer = this.data.wishes.find((wish) => wish.wishId === wishId)?.offer;
    if (!offer) return;
    const { confirm } = await wx.showModal({
      title: agree ? `换成${offer.title}？` : '保留原来的心愿？',
      content: agree ? '确认后按新的礼物准备。' : '我们会再想办法，可能要多等些时候。',
      cancelText: '再想想',
    });
    if (!confirm) return;
    const answer = { wishId, no: offer.no, agree };
    this.sent = attemptFor(answer, this.sent);
    const { requestId } = this.sent;
    await this.run(async () => {
      await call('family', 'substitution.answer', { ...answer, requestId });
    });
  },

  async reportDefect({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const wishId = currentTarget.dataset['wishId'] as string;
    await askForMessages(['answered']);
    const { confirm, content } = await wx.showModal({
      title: '礼物哪里有问题？',
      editable: true,
      placeholderText: '例如：拉链坏了',
      confirmText: '告诉我们',
    });
    const reason = confirm ? content.trim() : '';
    if (reason === '') return;
    this.sent = attemptFor({ wishId, reason }, this.sent);
    const { requestId } = this.sent;
    await this.run(async () => {
      await call('family', 'gift.defect', { wishId, reason, requestId });
    });
  },

  openPage({ currentTarget }: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: currentTarget.dataset['url'] as string });
  },

  /** One change at a time; afterwards the page shows what the server holds. */
  async run(change: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      await change();
      await this.reload();
    } catch (error) {
      void tellFailure(error);
    }
    this.setData({ busy: false });
  },
});
