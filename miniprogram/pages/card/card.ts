import type { FamilyCard } from '../../../typings/contract';
import { call } from '../../services/client';
import { tellFailure } from '../../services/contact';
import { askForMessages } from '../../services/messages';
import { CallError, codeOf, isNoAnswer } from '../../utils/call-error';
import { errorCopy } from '../../utils/errors';
import { loadingData, loadingPage } from '../../utils/loading-page';
import { keep, recall } from '../../utils/storage';
import { attemptFor } from '../../utils/request-id';
import { raiseScreen, restoreScreen } from './screen';
import { cardView, spokenCode, type CardView } from './view';

/** While the card is in sight it looks for its own redemption, every so many ms. */
const LOOK_EVERY_MS = 5000;

/** What the event needs with no network: the card as last seen, and its code while it is good. */
interface Pocketed {
  card: FamilyCard;
  code: string;
}

const FREEZE_REASONS = ['卡找不到了', '担心被别人看到', '暂时不去领取'];

const pocketOf = (cardId: string): string => `card:${cardId}`;

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    view: null as CardView | null,
    code: '',
    spokenCode: '',
    /** Why there is no code although the card stands; '' where there is one. */
    noCode: '',
    offline: false,
  },

  cardId: '',
  timer: 0,

  onLoad(query: Record<string, string | undefined>) {
    this.cardId = query['cardId'] ?? '';
    void wx.hideShareMenu();
  },

  onShow() {
    raiseScreen();
    void this.reload();
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  },

  onHide() {
    this.leave();
  },

  onUnload() {
    this.leave();
  },

  leave() {
    clearInterval(this.timer);
    restoreScreen();
  },

  async load() {
    try {
      const card = await this.findCard();
      await this.show(card, await this.codeOf(card));
    } catch (error) {
      await this.showPocketed(error);
    }
  },

  async findCard(): Promise<FamilyCard> {
    const card = (await call('family', 'card.mine', {})).items.find(
      ({ cardId }) => cardId === this.cardId,
    );
    if (!card) throw new CallError('NOT_FOUND', '没有找到这张卡。');
    return card;
  },

  /** Kept for the event: the card, and its code; one that can no longer be used leaves no code. */
  async show(card: FamilyCard, code: string) {
    this.setData({
      state: null,
      offline: false,
      view: cardView(card),
      code,
      spokenCode: spokenCode(code),
    });
    await keep(pocketOf(this.cardId), { card, code } satisfies Pocketed, true);
  },

  async codeOf(card: FamilyCard): Promise<string> {
    if (cardView(card).face !== 'code') return '';
    try {
      const code = (await call('family', 'card.show', { cardId: this.cardId })).code;
      this.setData({ noCode: '' });
      return code;
    } catch (error) {
      if (codeOf(error) !== 'FAILED_PRECONDITION') throw error;
      this.setData({ noCode: errorCopy(error).hint });
      return '';
    }
  },

  /** With no network the card in the pocket still opens the box: it is judged at the desk. */
  async showPocketed(error: unknown) {
    const pocketed = isNoAnswer(error)
      ? await recall<Pocketed>(pocketOf(this.cardId), true)
      : undefined;
    if (!pocketed) throw error;
    const { card, code } = pocketed.value;
    this.setData({
      state: null,
      offline: true,
      view: cardView(card),
      code,
      spokenCode: spokenCode(code),
      noCode: '',
    });
  },

  /** Looks quietly whether the card has changed at the desk. */
  async look() {
    const { view, busy } = this.data;
    if (busy || view?.face !== 'code') return;
    try {
      const card = await this.findCard();
      const changed = cardView(card).face !== view.face;
      if (changed || this.data.offline) await this.show(card, await this.codeOf(card));
      if (changed && card.state === 'redeemed') void wx.vibrateShort({ type: 'medium' });
    } catch (error) {
      if (codeOf(error) === 'OFFLINE') this.setData({ offline: true });
    }
  },

  /** The place on a map, with the way to it. */
  async openMap() {
    const { view } = this.data;
    if (!view?.location) return;
    const { latitude, longitude, address = '' } = view.location;
    try {
      await wx.openLocation({ latitude, longitude, name: view.place, address, scale: 16 });
    } catch {
      void wx.showToast({ title: '地图没有打开，请按地址前往', icon: 'none' });
    }
  },

  /** Asked in the tap itself, as WeChat wants it. */
  async remind() {
    const accepted = await askForMessages(['event', 'redeemed', 'reissued']);
    const title = accepted ? '好的，活动前一天提醒您' : '没有开启提醒，卡片照常使用';
    void wx.showToast({ title, icon: 'none' });
  },

  async freeze() {
    const reason = await wx.showActionSheet({ itemList: FREEZE_REASONS }).then(
      ({ tapIndex }) => FREEZE_REASONS[tapIndex],
      () => undefined,
    );
    if (reason !== undefined) await this.change('freeze', reason, '已冻结');
  },

  askReissue() {
    const wishId = this.data.view?.wishId ?? '';
    void wx.navigateTo({
      url: `/packages/family/pages/complaint/complaint?topic=reissue&wishId=${wishId}`,
    });
  },

  async unfreeze() {
    const { confirm } = await wx.showModal({
      title: '解冻这张卡？',
      content: '解冻后，出示卡片就能兑换礼物。请确认卡在您手里。',
      confirmText: '解冻',
      cancelText: '先不',
    });
    if (confirm) await this.change('unfreeze', '监护人确认卡在手里', '已解冻');
  },

  async change(action: 'freeze' | 'unfreeze', reason: string, done: string) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    const { cardId } = this;
    this.attempt = attemptFor({ action, cardId, reason }, this.attempt);
    const input = { cardId, reason, requestId: this.attempt.requestId };
    try {
      await (action === 'freeze'
        ? call('family', 'card.freeze', input)
        : call('family', 'card.unfreeze', input));
      this.attempt = undefined;
      await this.reload();
      void wx.showToast({ title: done, icon: 'success' });
    } catch (error) {
      void tellFailure(error);
    }
    this.setData({ busy: false });
  },
});
