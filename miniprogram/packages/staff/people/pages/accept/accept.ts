import { call } from '../../../../../services/client';
import { errorCopy, type ErrorCopy } from '../../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../../utils/request-id';
import { typeClass } from '../../../../../utils/type-size';
import { termsText } from './view';

Page({
  data: {
    typeClass: typeClass(),
    code: '',
    terms: null as ReturnType<typeof termsText> | null,
    failure: null as ErrorCopy | null,
    problem: '',
    busy: false,
    accepted: false,
  },

  attempt: undefined as Attempt | undefined,

  onLoad(query: Record<string, string | undefined>) {
    void wx.hideShareMenu();
    // `scene` where a 小程序码 was scanned.
    const code = decodeURIComponent(query['code'] ?? query['scene'] ?? '');
    this.setData({ code });
    if (code !== '') void this.look();
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value.trim(), problem: '', failure: null });
  },

  async scan() {
    try {
      const { result } = await wx.scanCode({ onlyFromCamera: false });
      this.setData({ code: result.trim() });
    } catch {
      return;
    }
    await this.look();
  },

  async look() {
    const { code } = this.data;
    this.setData({ problem: code === '' ? '请填写邀请码' : '', failure: null });
    if (code === '') return;
    await this.run(async () =>
      this.setData({ terms: termsText(await call('staff', 'invite.look', { code })) }),
    );
  },

  async accept() {
    const { code } = this.data;
    this.attempt = attemptFor({ code }, this.attempt);
    const { requestId } = this.attempt;
    await this.run(async () => {
      this.setData({
        terms: termsText(await call('staff', 'invite.accept', { code, requestId })),
        accepted: true,
      });
    });
  },

  async run(work: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true, failure: null });
    try {
      await work();
    } catch (error) {
      this.setData({ failure: errorCopy(error) });
    }
    this.setData({ busy: false });
  },

  openWork() {
    void wx.redirectTo({ url: '/packages/work/pages/work/work' });
  },
});
