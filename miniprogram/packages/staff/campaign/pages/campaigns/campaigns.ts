import type { CampaignSettings, ConsentTerm, Input } from '../../../../../../typings/contract';
import { call } from '../../../../../services/client';

import { workIn, workingCampaign } from '../../../../../utils/campaign';
import {
  copyOf,
  draftOf,
  emptyDraft,
  type CampaignDraft,
} from '../../components/campaign-form/draft';
import { type ShownState, loadingData, loadingPage } from '../../../../../utils/loading-page';
import { campaignLines, type CampaignLine } from './view';

const DENIED: ShownState = {
  kind: 'denied',
  title: '这里不对您开放',
  hint: '活动由管理员设置。',
  action: '',
};

Page({
  ...loadingPage,

  data: {
    ...loadingData(),
    lines: [] as CampaignLine[],
    /** What is open beside the list: a campaign's form, or its consent text. */
    draft: null as CampaignDraft | null,
    consent: null as Pick<
      CampaignSettings,
      'campaignId' | 'consentTerms' | 'consentVersion'
    > | null,
  },

  async load() {
    const [{ admin }, campaigns] = await Promise.all([
      call('staff', 'me', {}),
      call('staff', 'campaign.list', {}).then(({ items }) => items),
    ]);
    this.setData({
      state: admin ? null : DENIED,
      lines: campaignLines(campaigns, workingCampaign(), Date.now()),
    });
  },

  /** The other pages are about this campaign from now on. */
  workHere({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const campaignId = currentTarget.dataset['campaignId'] as string;
    const title = this.data.lines.find((line) => line.campaignId === campaignId)?.title ?? '';
    workIn(campaignId);
    this.setData({ done: `现在办理「${title}」。`, problem: '' });
    void this.reload();
  },

  plan() {
    this.setData({ draft: emptyDraft(Date.now()), consent: null, problem: '', done: '' });
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    void this.open(event, (settings) => ({ draft: draftOf(settings) }));
  },

  copy(event: WechatMiniprogram.TouchEvent) {
    void this.open(event, (settings) => ({ draft: copyOf(settings, Date.now()) }));
  },

  editConsent(event: WechatMiniprogram.TouchEvent) {
    void this.open(event, (settings) => ({ consent: settings }));
  },

  async open(
    { currentTarget }: WechatMiniprogram.TouchEvent,
    part: (settings: CampaignSettings) => object,
  ) {
    const campaignId = currentTarget.dataset['campaignId'] as string;
    await this.act({ campaignId }, async () => {
      this.setData({
        draft: null,
        consent: null,
        ...part(await call('staff', 'campaign.open', { campaignId })),
      });
      return '';
    });
  },

  shut() {
    this.setData({ draft: null, consent: null, problem: '' });
  },

  async save({ detail }: { detail: Omit<Input<'staff', 'campaign.save'>, 'requestId'> }) {
    await this.act(detail, async (input) => {
      await call('staff', 'campaign.save', input);
      this.setData({ draft: null });
      await this.reload();
      return `「${detail.title}」保存好了。`;
    });
  },

  async publish({ detail }: { detail: { version: string; terms: ConsentTerm[] } }) {
    const campaignId = this.data.consent?.campaignId;
    if (campaignId === undefined) return;
    const { confirm } = await wx.showModal({
      title: `发布 ${detail.version} 版？`,
      content: '发布后文字不能再改。家长下次打开，会请他们重新确认。',
      confirmText: '发布',
      cancelText: '再看看',
    });
    if (!confirm) return;
    await this.act({ campaignId, ...detail }, async (input) => {
      await call('staff', 'consent.publish', input);
      this.setData({ consent: null });
      await this.reload();
      return `${detail.version} 版同意书发布好了。`;
    });
  },

  async close({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const campaignId = currentTarget.dataset['campaignId'] as string;
    const { confirm } = await wx.showModal({
      title: '停止征集？',
      content: '不再收新的心愿。已经提交的照常审核、备礼和领取，随时可以恢复。',
      confirmText: '停止征集',
      cancelText: '先不',
    });
    if (!confirm) return;
    await this.act({ campaignId }, async (input) => {
      await call('staff', 'campaign.close', input);
      await this.reload();
      return '';
    });
  },

  reopen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const campaignId = currentTarget.dataset['campaignId'] as string;
    void this.act({ campaignId }, async (input) => {
      await call('staff', 'campaign.reopen', input);
      await this.reload();
      return '';
    });
  },
});
