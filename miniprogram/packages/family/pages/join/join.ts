import { NEEDED_SCOPES, timeText } from '@micro-wish/vocabulary';
import type { ConsentTerm } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { getCampaign } from '../../../../services/campaign';

import { campaignHere } from '../../../../utils/campaign';
import { errorCopy, errorState, type ErrorCopy } from '../../../../utils/errors';
import { attemptFor, type Attempt } from '../../../../utils/request-id';
import { typeClass } from '../../../../utils/type-size';
import { consentStands, termsOr } from '../../../../wish/consent-terms';

const LOADING = { kind: 'loading', title: '', hint: '' };

Page({
  data: {
    typeClass: typeClass(),
    state: LOADING as { kind: string; title: string; hint: string } | null,
    terms: [] as readonly ConsentTerm[],
    code: '',
    /** A consent is needed before a child can be joined. */
    asksConsent: false,
    agreed: false,
    problem: '',
    failure: null as ErrorCopy | null,
    busy: false,
    joined: false,
    /** Until when a takeover waits at least; '' where the child can be seen at once. */
    waitsUntil: '',
  },

  consentVersion: '',
  attempt: undefined as Attempt | undefined,

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ code: decodeURIComponent(query['code'] ?? '') });
    void wx.hideShareMenu();
    void this.load();
  },

  retry() {
    this.setData({ state: LOADING });
    void this.load();
  },

  async load() {
    try {
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
    } catch (error) {
      this.setData({ state: errorState(error) });
    }
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
