import { loadingData, loadingPage } from '../../../../utils/loading-page';
import { NEEDED_SCOPES, timeText } from '@micro-wish/vocabulary';
import type { ConsentTerm } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { getCampaign } from '../../../../services/campaign';

import { campaignHere } from '../../../../utils/campaign';
import { errorCopy, type ErrorCopy } from '../../../../utils/errors';
import { attemptFor } from '../../../../utils/request-id';
import { consentStands, termsOr } from '../../../../wish/consent-terms';

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    terms: [] as readonly ConsentTerm[],
    code: '',
    /** A consent is needed before a child can be joined. */
    asksConsent: false,
    agreed: false,
    failure: null as ErrorCopy | null,
    joined: false,
    /** Until when a takeover waits at least; '' where the child can be seen at once. */
    waitsUntil: '',
  },

  consentVersion: '',

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ code: decodeURIComponent(query['code'] ?? '') });
    void wx.hideShareMenu();
    void this.reload();
  },

  async load() {
    const [{ consent }, campaign, terms] = await Promise.all([
      call('family', 'me', { campaignId: campaignHere() }),
      getCampaign(campaignHere()),
      call('campaign', 'consent', { campaignId: campaignHere() }).then(({ terms }) => terms),
    ]);
    this.consentVersion = campaign.consentVersion;
    this.setData({
      state: null,
      terms: termsOr(terms),
      asksConsent: !consentStands(consent, campaign),
    });
  },

  write({ detail }: WechatMiniprogram.Input) {
    this.setData({ code: detail.value.trim(), problem: '' });
  },

  agree() {
    this.setData({ agreed: !this.data.agreed, problem: '' });
  },

  async join() {
    const { code, asksConsent, agreed, busy } = this.data;
    if (busy) return;
    const problem =
      code === '' ? '请填写邀请码。' : asksConsent && !agreed ? '需要您同意，才能加入。' : '';
    this.setData({ problem, failure: null });
    if (problem !== '') return;
    this.setData({ busy: true });
    this.attempt = attemptFor({ code }, this.attempt);
    try {
      if (asksConsent) {
        await call('family', 'consent.grant', {
          version: this.consentVersion,
          scopes: [...NEEDED_SCOPES],
          campaignId: campaignHere(),
          requestId: `${this.attempt.requestId}-consent`,
        });
        this.setData({ asksConsent: false });
      }
      const { waits } = await call('family', 'guardian.join', {
        code,
        requestId: this.attempt.requestId,
      });
      this.setData({ joined: true, waitsUntil: waits ? timeText(waits.until) : '' });
    } catch (error) {
      this.setData({ failure: errorCopy(error) });
    }
    this.setData({ busy: false });
  },

  openMine() {
    void wx.switchTab({ url: '/pages/my/my' });
  },
});
