import { TEXT_LIMITS, intakePause, timeText } from '@micro-wish/vocabulary';
import type { CampaignView, ChildView, ConsentTerm, FamilyWish } from '../../../typings/contract';
import { getCampaign } from '../../services/campaign';
import { call } from '../../services/client';
import { campaignHere } from '../../utils/campaign';
import { loadingData, loadingPage, nothingHere } from '../../utils/loading-page';
import { recall } from '../../utils/storage';
import { consentStands, OPTIONAL_TERMS, termsOr } from '../../wish/consent-terms';
import {
  birthMonthRange,
  childProblems,
  consentProblems,
  EMPTY_FORM,
  returnReasonOf,
  wishProblems,
  type Form,
  type Problems,
} from '../../wish/form';
import { holdWaiting, waitingWish } from '../../wish/outbox';
import type { Draft } from '../../wish/submission';
import { filling, fillingData } from './filling';
import { sending, sendingData } from './sending';
import {
  CATEGORY_CHOICES,
  childChoices,
  progressOf,
  stepsFor,
  summaryOf,
  type Progress,
  type Step,
  type SummaryRow,
} from './view';

const problemsOf = (step: Step, form: Form): Problems => {
  if (step === 'consent') return consentProblems(form);
  if (step === 'child') return childProblems(form, Date.now());
  return step === 'wish' ? wishProblems(form) : {};
};

Page({
  ...loadingPage,
  ...filling,
  ...sending,

  data: {
    ...loadingData(),
    ...fillingData(),
    ...sendingData(),
    limits: TEXT_LIMITS,
    categories: CATEGORY_CHOICES,
    terms: [] as readonly ConsentTerm[],
    optionalTerms: OPTIONAL_TERMS,
    step: 'wish' as Step,
    progress: progressOf(['wish'], 'wish') as Progress,
    isFirstStep: true,
    communities: [] as CampaignView['communities'],
    birthRange: birthMonthRange(Date.now()),
    summary: [] as SummaryRow[],
    campaignId: '',
    /** Why staff sent this wish back. */
    returnReason: '',
    resubmitting: false,
    /** A consent stood, but to an older version of the rules. */
    rulesChanged: false,
  },

  wishId: '',
  /** What is corrected here, where staff sent one back. */
  returned: undefined as FamilyWish | undefined,
  steps: [] as Step[],
  children: [] as ChildView[],
  consentVersion: undefined as string | undefined,

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ campaignId: query['campaignId'] ?? campaignHere() });
    this.wishId = query['wishId'] ?? '';
    this.waitingId = query['waitingId'] ?? '';
    void this.reload();
  },

  retry() {
    if (this.data.state?.kind === 'empty') this.openHome();
    else loadingPage.retry.call(this);
  },

  draftKey(): string {
    return `wish-draft:${this.wishId || this.data.campaignId}`;
  },

  async load() {
    const me = await call('family', 'me', {});
    const isGuardian = me.consent !== undefined || me.children.length > 0;
    const wishes = isGuardian ? (await call('family', 'wish.mine', {})).items : [];
    const returned = wishes.find(({ wishId }) => wishId === this.wishId);
    if (this.wishId !== '' && returned?.state !== 'returned') return this.refuseResubmission();
    this.returned = returned;

    const { campaignId } = returned ?? (await waitingWish(this.waitingId)) ?? this.data;
    this.setData({ campaignId });
    const [campaign, terms] = await Promise.all([
      getCampaign(campaignId),
      call('campaign', 'consent', { campaignId }).then(({ terms }) => terms),
    ]);
    // Before the first question, not behind the last; a returned wish is corrected all the same.
    const pause = returned
      ? null
      : intakePause({ ...campaign.period, closed: campaign.closed }, Date.now());
    if (pause) {
      this.setData({ state: nothingHere(pause.title, pause.hint, '回首页') });
      return;
    }
    const needsConsent = !consentStands(me.consent, campaign);
    this.children = me.children;
    this.consentVersion = needsConsent ? campaign.consentVersion : undefined;
    this.steps = stepsFor({ consent: needsConsent, returned: returned !== undefined });
    this.setData({
      terms: termsOr(terms),
      rulesChanged: needsConsent && me.consent !== undefined,
    });
    await this.begin(campaign, wishes, returned);
  },

  refuseResubmission() {
    this.setData({
      state: {
        kind: 'error',
        title: '这个心愿不需要修改',
        hint: '它可能已经再次提交或撤回，请到「我的」查看。',
        action: '重试',
      },
    });
  },

  async begin(campaign: CampaignView, wishes: FamilyWish[], returned: FamilyWish | undefined) {
    const waiting = await holdWaiting(this.waitingId);
    const kept = waiting ? undefined : await recall<Draft>(this.draftKey(), true);
    this.draft =
      waiting?.draft ??
      kept?.value ??
      (returned ? this.correction(returned) : { form: EMPTY_FORM });
    const choices = childChoices(this.children, wishes, campaign);
    const isKnown = choices.some(
      ({ childId, taken }) => childId === this.draft.form.childId && !taken,
    );
    if (!returned && !isKnown) {
      this.draft = { ...this.draft, form: { ...this.draft.form, childId: '' } };
    }
    this.setData({
      state: null,
      communities: campaign.communities,
      childChoices: returned ? [] : choices,
      returnReason: returned ? returnReasonOf(returned) : '',
      resubmitting: returned !== undefined,
      keptFrom: kept ? timeText(kept.keptAt) : '',
    });
    this.show(this.draft.form);
    this.goTo(this.steps[0] ?? 'wish');
  },

  goTo(step: Step) {
    const { form, communities } = this.data;
    this.setData({
      step,
      problems: {},
      failure: null,
      isFirstStep: this.steps.indexOf(step) === 0,
      ...(step === 'done' || step === 'waiting' ? {} : { progress: progressOf(this.steps, step) }),
      ...(step === 'check' ? { summary: summaryOf(form, this.children, communities) } : {}),
    });
    void wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  next() {
    const { step, form } = this.data;
    const problems = problemsOf(step, form);
    if (Object.keys(problems).length > 0) {
      this.setData({ problems }, () => {
        void wx.pageScrollTo({ selector: '.at-fault', duration: 200 });
      });
      return;
    }
    const following = this.steps[this.steps.indexOf(step) + 1];
    if (following) this.goTo(following);
  },

  back() {
    const before = this.steps[this.steps.indexOf(this.data.step) - 1];
    if (before) this.goTo(before);
  },

  openPrivacy() {
    void wx.navigateTo({ url: '/packages/family/pages/privacy/privacy' });
  },

  openMine() {
    void wx.switchTab({ url: '/pages/my/my' });
  },

  openHome() {
    void wx.switchTab({ url: '/pages/home/home' });
  },
});
