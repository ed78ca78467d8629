import { submissionCalls } from '../../services/family';
import { TEXT_LIMITS, intakePause, timeText } from '@micro-wish/vocabulary';
import type {
  CampaignView,
  ChildView,
  ConsentScope,
  FamilyWish,
  WishCategory,
  ConsentTerm,
} from '../../../typings/contract';
import type { ChildFields } from '../../components/child-fields/child-fields';
import { call } from '../../services/client';
import { getCampaign } from '../../services/campaign';

import { askForMessages } from '../../services/messages';
import { campaignHere } from '../../utils/campaign';
import { errorCopy, errorState, type ErrorCopy } from '../../utils/errors';
import { forget, keep, recall } from '../../utils/storage';
import { typeClass } from '../../utils/type-size';
import {
  birthMonthRange,
  childOf,
  childProblems,
  consentProblems,
  EMPTY_FORM,
  formOfWish,
  lengthProblems,
  returnReasonOf,
  wishProblems,
  withCategory,
  type Form,
  type Problems,
  type TextField,
} from '../../wish/form';
import { dropWaiting, holdWaiting, isPassing, letWait } from '../../wish/outbox';
import { savedChildOf, submitDraft, type Draft } from '../../wish/submission';
import { consentStands, OPTIONAL_TERMS, termsOr } from '../../wish/consent-terms';
import {
  CATEGORY_CHOICES,
  childChoices,
  countText,
  detailQuestions,
  exampleFor,
  progressOf,
  stepsFor,
  summaryOf,
  type ChildChoice,
  type DetailQuestion,
  type Progress,
  type Step,
  type SummaryRow,
} from './view';

const LOADING = { kind: 'loading', title: '', hint: '' };

const problemsOf = (step: Step, form: Form): Problems => {
  if (step === 'consent') return consentProblems(form);
  if (step === 'child') return childProblems(form, Date.now());
  return step === 'wish' ? wishProblems(form) : {};
};

Page({
  data: {
    typeClass: typeClass(),
    limits: TEXT_LIMITS,
    categories: CATEGORY_CHOICES,
    terms: [] as readonly ConsentTerm[],
    optionalTerms: OPTIONAL_TERMS,
    state: LOADING as { kind: string; title: string; hint: string } | null,
    step: 'wish' as Step,
    progress: progressOf(['wish'], 'wish') as Progress,
    isFirstStep: true,
    form: EMPTY_FORM,
    problems: {} as Problems,
    /** Ticked optional scopes, by scope. */
    extras: {} as Partial<Record<ConsentScope, boolean>>,
    childChoices: [] as ChildChoice[],
    communities: [] as CampaignView['communities'],
    birthRange: birthMonthRange(Date.now()),
    example: exampleFor(''),
    questions: [] as DetailQuestion[],
    counts: { title: '0/20', reason: '0/200' },
    summary: [] as SummaryRow[],
    campaignId: '',
    /** Why staff sent this wish back. */
    returnReason: '',
    resubmitting: false,
    /** A consent stood, but to an older version of the rules. */
    rulesChanged: false,
    /** When the draft that is shown was kept; '' for a new one. */
    keptFrom: '',
    sending: false,
    failure: null as ErrorCopy | null,
  },

  campaignId: '',
  wishId: '',
  /** A wish that waits for a network and is changed here. */
  waitingId: '',
  /** What is corrected here, where staff sent one back. */
  returned: undefined as FamilyWish | undefined,
  steps: [] as Step[],
  children: [] as ChildView[],
  consentVersion: undefined as string | undefined,
  draft: { form: EMPTY_FORM } as Draft,

  onLoad(query: Record<string, string | undefined>) {
    this.campaignId = query['campaignId'] ?? campaignHere();
    this.wishId = query['wishId'] ?? '';
    this.waitingId = query['waitingId'] ?? '';
    void this.load();
  },

  retry() {
    if (this.data.state?.kind === 'empty') {
      this.openHome();
      return;
    }
    this.setData({ state: LOADING });
    void this.load();
  },

  draftKey(): string {
    return `wish-draft:${this.waitingId || this.wishId || this.campaignId}`;
  },

  async load() {
    try {
      const me = await call('family', 'me', {});
      const isGuardian = me.consent !== undefined || me.children.length > 0;
      const wishes = isGuardian ? (await call('family', 'wish.mine', {})).items : [];
      const returned = wishes.find(({ wishId }) => wishId === this.wishId);
      if (this.wishId !== '' && returned?.state !== 'returned') return this.refuseResubmission();
      if (returned) this.campaignId = returned.campaignId;
      this.returned = returned;

      const [campaign, terms] = await Promise.all([
        getCampaign(this.campaignId),
        call('campaign', 'consent', { campaignId: this.campaignId }).then(({ terms }) => terms),
      ]);
      // Before the first question, not behind the last; a returned wish is corrected all the same.
      const pause = returned
        ? null
        : intakePause({ ...campaign.period, closed: campaign.closed }, Date.now());
      if (pause) {
        this.setData({
          campaignId: this.campaignId,
          state: { kind: 'empty', title: pause.title, hint: pause.hint },
        });
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
    } catch (error) {
      this.setData({ state: errorState(error) });
    }
  },

  refuseResubmission() {
    this.setData({
      state: {
        kind: 'error',
        title: '这个心愿不需要修改',
        hint: '它可能已经再次提交或撤回，请到「我的」查看。',
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

  /** A returned wish with its child as they stand: only what is changed is written. */
  correction(returned: FamilyWish): Draft {
    const form = formOfWish(returned, childOf(this.children, returned.childId));
    return form.childId === ''
      ? { form, savedChild: savedChildOf(returned.childId, form) }
      : { form };
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

  /** The form as it now is: on the screen, and kept on the device. */
  change(patch: Partial<Form>) {
    const form = { ...this.data.form, ...patch };
    this.show(form);
    void this.keepDraft({ ...this.draft, form });
  },

  show(form: Form) {
    this.setData({
      form,
      extras: Object.fromEntries(form.extras.map((scope) => [scope, true])),
      example: exampleFor(form.category),
      questions: detailQuestions(form),
      counts: {
        title: countText(form.title, TEXT_LIMITS.title),
        reason: countText(form.reason, TEXT_LIMITS.reason),
      },
    });
  },

  /** Begins anew; what was kept is let go. */
  startOver() {
    this.draft = this.returned ? this.correction(this.returned) : { form: EMPTY_FORM };
    this.setData({ keptFrom: '', problems: {} });
    this.show(this.draft.form);
    void forget(this.draftKey());
    this.goTo(this.steps[0] ?? 'wish');
  },

  async keepDraft(draft: Draft) {
    this.draft = draft;
    await keep(this.draftKey(), draft, true);
  },

  agree() {
    this.setData({ 'problems.agreed': '' });
    this.change({ agreed: !this.data.form.agreed });
  },

  toggleExtra({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const scope = currentTarget.dataset['scope'] as ConsentScope;
    const { extras } = this.data.form;
    this.change({
      extras: extras.includes(scope) ? extras.filter((each) => each !== scope) : [...extras, scope],
    });
  },

  write({ currentTarget, detail }: WechatMiniprogram.Input) {
    const field = currentTarget.dataset['field'] as TextField;
    const form = { ...this.data.form, [field]: detail.value };
    this.setData({ [`problems.${field}`]: lengthProblems(form)[field] ?? '' });
    this.change({ [field]: detail.value });
  },

  chooseChild({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const childId = currentTarget.dataset['childId'] as string;
    const isTaken = this.data.childChoices.some((each) => each.childId === childId && each.taken);
    if (isTaken) {
      void wx.showToast({ title: '这个孩子已有心愿，可在「我的」查看', icon: 'none' });
      return;
    }
    this.setData({ problems: {} });
    this.change({ childId });
  },

  changeChild({ detail }: WechatMiniprogram.CustomEvent<Partial<ChildFields>>) {
    this.setData({ problems: {} });
    this.change(detail);
  },

  chooseCategory({ currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ 'problems.category': '' });
    this.change(withCategory(currentTarget.dataset['category'] as WishCategory));
  },

  async submit() {
    if (this.data.sending) return;
    this.setData({ sending: true, failure: null });
    const asked = askForMessages(['reviewed', 'returned', 'ready', 'answered']);
    const { campaignId, consentVersion } = this;
    try {
      await asked;
      await submitDraft(this.draft, submissionCalls, {
        campaignId,
        consentVersion,
        keepDraft: (draft) => this.keepDraft(draft),
      });
      await this.leaveDraft();
      this.goTo('done');
    } catch (error) {
      if (!isPassing(error) || !(await this.wait())) {
        this.setData({ failure: errorCopy(error) });
      }
    }
    this.setData({ sending: false });
  },

  /** Lets the wish wait for a network; false where this phone cannot keep it. */
  async wait(): Promise<boolean> {
    const { campaignId, consentVersion } = this;
    try {
      await letWait(this.draft, { campaignId, consentVersion });
    } catch (error) {
      console.warn('the wish cannot wait on this phone', error);
      return false;
    }
    await this.leaveDraft();
    this.goTo('waiting');
    return true;
  },

  /** The wish is on its way; nothing of it is offered again. */
  async leaveDraft() {
    await forget(this.draftKey());
    if (this.waitingId !== '') await dropWaiting(this.waitingId);
    this.waitingId = '';
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
