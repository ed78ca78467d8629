import { NEEDED_SCOPES } from '@micro-wish/vocabulary';
import type { ConsentScope, ConsentTerm, ConsentView } from '../../../../../typings/contract';
import { call } from '../../../../services/client';
import { getCampaign } from '../../../../services/campaign';
import { tellFailure } from '../../../../services/contact';
import { campaignHere } from '../../../../utils/campaign';
import { loadingData, loadingPage, nothingHere, reshownPage } from '../../../../utils/loading-page';
import { attemptFor } from '../../../../utils/request-id';
import { forgetFamily } from '../../../../wish/family-storage';
import { consentStands, termsOr } from '../../../../wish/consent-terms';
import { consentLine, offWords, scopeRows, type ScopeRow } from './view';

const NO_CONSENT = nothingHere(
  '还没有给过同意',
  '许下第一个心愿时，会先请您了解并选择。',
  '许一个心愿',
);

Page({
  ...loadingPage,
  ...reshownPage,

  data: {
    ...loadingData(),
    terms: [] as readonly ConsentTerm[],
    line: '',
    scopes: [] as ScopeRow[],
    /** The rules changed since the consent was given. */
    outdated: false,
  },

  campaignId: '',
  consent: undefined as ConsentView | undefined,
  version: '',

  onLoad({ campaignId }: { campaignId?: string }) {
    this.campaignId = campaignId ?? campaignHere();
    void this.reload();
  },

  retry() {
    if (this.data.state?.kind === 'empty') {
      void wx.redirectTo({ url: `/pages/wish-form/wish-form?campaignId=${this.campaignId}` });
      return;
    }
    loadingPage.retry.call(this);
  },

  async load() {
    const [{ consent }, campaign, terms] = await Promise.all([
      call('family', 'me', {}),
      getCampaign(this.campaignId),
      call('campaign', 'consent', { campaignId: this.campaignId }).then(({ terms }) => terms),
    ]);
    this.consent = consent;
    this.version = campaign.consentVersion;
    this.setData({
      state: consent ? null : NO_CONSENT,
      terms: termsOr(terms),
      line: consent ? consentLine(consent) : '',
      scopes: consent ? scopeRows(consent) : [],
      outdated: consent !== undefined && !consentStands(consent, campaign),
    });
  },

  async toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { consent } = this;
    const scope = currentTarget.dataset['scope'] as ConsentScope;
    if (!consent || this.data.busy) return;
    if (!consent.scopes.includes(scope)) {
      await this.grant([scope]);
      return;
    }
    const { confirm } = await wx.showModal({
      ...offWords(scope),
      confirmText: '关闭',
      cancelText: '先不',
    });
    if (!confirm) return;
    await this.run(async () => {
      if (NEEDED_SCOPES.some((needed) => needed === scope)) await forgetFamily();
      await call('family', 'consent.withdraw', { scopes: [scope] });
    });
  },

  /** The same choices, under the rules as they now are. */
  async renew() {
    const { consent } = this;
    if (consent) await this.grant(consent.scopes);
  },

  /** Consents to the words on this page, and says so again under the same id where it was cut off. */
  async grant(scopes: ConsentScope[]) {
    const { version, campaignId } = this;
    const consent = { version, scopes, campaignId };
    this.attempt = attemptFor(consent, this.attempt);
    const { requestId } = this.attempt;
    await this.run(async () => {
      await call('family', 'consent.grant', { ...consent, requestId });
      this.attempt = undefined;
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
      // First here: what was forgotten by the server must not be left on a phone.
      await forgetFamily();
      await call('family', 'consent.withdraw', {});
    });
  },

  /** One change at a time; afterwards the page shows what the server holds. */
  async run(change: () => Promise<unknown>) {
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

  openPrivacy() {
    void wx.navigateTo({ url: '/packages/family/pages/privacy/privacy' });
  },
});
