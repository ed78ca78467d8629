import { TEXT_LIMITS } from '@micro-wish/vocabulary';
import type { ChildView, ConsentScope, FamilyWish, WishCategory } from '../../../typings/contract';
import type { ChildFields } from '../../components/child-fields/child-fields';
import { forget, keep } from '../../utils/storage';
import {
  childOf,
  EMPTY_FORM,
  formOfWish,
  lengthProblems,
  withCategory,
  type Form,
  type Problems,
  type TextField,
} from '../../wish/form';
import { changeWaiting } from '../../wish/outbox';
import { savedChildOf, type Draft } from '../../wish/submission';
import {
  countText,
  detailQuestions,
  exampleFor,
  type ChildChoice,
  type DetailQuestion,
  type Step,
} from './view';

/** The data that `filling` works with. */
export const fillingData = () => ({
  form: EMPTY_FORM,
  problems: {} as Problems,
  /** Ticked optional scopes, by scope. */
  extras: {} as Partial<Record<ConsentScope, boolean>>,
  childChoices: [] as ChildChoice[],
  example: exampleFor(''),
  questions: [] as DetailQuestion[],
  counts: { title: '0/20', reason: '0/200' },
  /** When the draft that is shown was kept; '' for a new one. */
  keptFrom: '',
});

interface FillingPage {
  data: ReturnType<typeof fillingData>;
  draft: Draft;
  waitingId: string;
  returned: FamilyWish | undefined;
  children: ChildView[];
  steps: Step[];
  setData(change: object): void;
  draftKey(): string;
  goTo(step: Step): void;
  correction(returned: FamilyWish): Draft;
  change(patch: Partial<Form>): void;
  show(form: Form): void;
  keepDraft(draft: Draft): Promise<void>;
}

/** The form under the family's hands: each change is on the screen, and kept on the device. */
export const filling = {
  draft: { form: EMPTY_FORM } as Draft,

  /** A returned wish with its child as they stand: only what is changed is written. */
  correction(this: FillingPage, returned: FamilyWish): Draft {
    const form = formOfWish(returned, childOf(this.children, returned.childId));
    return form.childId === ''
      ? { form, savedChild: savedChildOf(returned.childId, form) }
      : { form };
  },

  /** The form as it now is: on the screen, and kept on the device. */
  change(this: FillingPage, patch: Partial<Form>) {
    const form = { ...this.data.form, ...patch };
    this.show(form);
    void this.keepDraft({ ...this.draft, form });
  },

  show(this: FillingPage, form: Form) {
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
  startOver(this: FillingPage) {
    this.draft = this.returned ? this.correction(this.returned) : { form: EMPTY_FORM };
    this.setData({ keptFrom: '', problems: {} });
    this.show(this.draft.form);
    void forget(this.draftKey());
    this.goTo(this.steps[0] ?? 'wish');
  },

  async keepDraft(this: FillingPage, draft: Draft) {
    this.draft = draft;
    if (this.waitingId === '') {
      await keep(this.draftKey(), draft, true);
      return;
    }
    await changeWaiting(this.waitingId, draft).catch((error: unknown) => {
      console.warn('a wish that waits could not be changed on this phone', error);
    });
  },

  agree(this: FillingPage) {
    this.setData({ 'problems.agreed': '' });
    this.change({ agreed: !this.data.form.agreed });
  },

  toggleExtra(this: FillingPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    const scope = currentTarget.dataset['scope'] as ConsentScope;
    const { extras } = this.data.form;
    this.change({
      extras: extras.includes(scope) ? extras.filter((each) => each !== scope) : [...extras, scope],
    });
  },

  write(this: FillingPage, { currentTarget, detail }: WechatMiniprogram.Input) {
    const field = currentTarget.dataset['field'] as TextField;
    const form = { ...this.data.form, [field]: detail.value };
    this.setData({ [`problems.${field}`]: lengthProblems(form)[field] ?? '' });
    this.change({ [field]: detail.value });
  },

  chooseChild(this: FillingPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    const childId = currentTarget.dataset['childId'] as string;
    const isTaken = this.data.childChoices.some((each) => each.childId === childId && each.taken);
    if (isTaken) {
      void wx.showToast({ title: '这个孩子已有心愿，可在「我的」查看', icon: 'none' });
      return;
    }
    this.setData({ problems: {} });
    this.change({ childId });
  },

  changeChild(this: FillingPage, { detail }: WechatMiniprogram.CustomEvent<Partial<ChildFields>>) {
    this.setData({ problems: {} });
    this.change(detail);
  },

  chooseCategory(this: FillingPage, { currentTarget }: WechatMiniprogram.TouchEvent) {
    this.setData({ 'problems.category': '' });
    this.change(withCategory(currentTarget.dataset['category'] as WishCategory));
  },
};
