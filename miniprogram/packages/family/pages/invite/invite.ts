import { timeText } from '@micro-wish/vocabulary';
import { call } from '../../../../services/client';
import { errorCopy, type ErrorCopy } from '../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';

/** The child's nickname is not in it: a share can be passed on. */
const SHARE_TITLE = '邀请您一起照看孩子的微心愿';

Page({
  data: {
    typeClass: typeClass(),
    nickname: '',
    code: '',
    until: '',
    failure: null as ErrorCopy | null,
    busy: false,
  },

  childId: '',
  attempt: undefined as Attempt | undefined,

  onLoad(query: Record<string, string | undefined>) {
    this.childId = query['childId'] ?? '';
    this.setData({ nickname: decodeURIComponent(query['nickname'] ?? '') });
    void wx.hideShareMenu();
  },

  async invite() {
    if (this.data.busy) return;
    this.setData({ busy: true, failure: null });
    const { childId } = this;
    this.attempt = attemptFor({ childId }, this.attempt);
    try {
      const { code, expiresAt } = await call('family', 'guardian.invite', {
        childId,
        requestId: this.attempt.requestId,
      });
      this.setData({ code, until: timeText(expiresAt) });
    } catch (error) {
      this.setData({ failure: errorCopy(error) });
    }
    this.setData({ busy: false });
  },

  async copy() {
    try {
      await wx.setClipboardData({ data: this.data.code });
    } catch {
      void wx.showToast({ title: '没有复制，可以点「发给对方」', icon: 'none' });
    }
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return {
      title: SHARE_TITLE,
      path: `/packages/family/pages/join/join?code=${encodeURIComponent(this.data.code)}`,
      imageUrl: '/images/share-wide.jpg',
    };
  },
});
