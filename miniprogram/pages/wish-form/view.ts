import { CATEGORY_WORDS, TEXT_LIMITS, monthText } from '@micro-wish/vocabulary';
import type {
  CampaignView,
  ChildView,
  FamilyWish,
  WishCategory,
  WishState,
} from '../../../typings/contract';
import {
  askedDetails,
  childOf,
  communityNameOf,
  type DetailField,
  type Form,
} from '../../wish/form';

/** The steps of the form; consent is left out where it stands already. */
export type Step = 'consent' | 'child' | 'wish' | 'check' | 'waiting' | 'done';

const STEP_WORDS: Record<Step, string> = {
  consent: '监护人同意',
  child: '孩子',
  wish: '心愿',
  check: '核对并提交',
  waiting: '等待网络',
  done: '已提交',
};

/**
 * The steps this guardian walks: a consent that stands is not asked for, and of a returned wish
 * the wish comes first, then the child, who may be what staff ask about.
 */
export const stepsFor = (needs: { consent: boolean; returned: boolean }): Step[] => [
  ...(needs.consent ? (['consent'] as const) : []),
  ...(needs.returned ? (['wish', 'child'] as const) : (['child', 'wish'] as const)),
  'check',
];

export interface Progress {
  label: string;
  place: string;
  bars: { step: Step; on: boolean }[];
}

export const progressOf = (steps: readonly Step[], step: Step): Progress => {
  const index = steps.indexOf(step);
  return {
    label: STEP_WORDS[step],
    place: `第 ${index + 1} 步，共 ${steps.length} 步`,
    bars: steps.map((each, place) => ({ step: each, on: place <= index })),
  };
};

export interface CategoryChoice {
  category: WishCategory;
  word: string;
  example: string;
}

const EXAMPLES: Record<WishCategory, string> = {
  study: '如：英语学习机、台灯、书包',
  clothing: '如：运动鞋、羽绒服',
  sport: '如：自行车、篮球、跳绳',
  art: '如：画笔套装、口琴',
  toy: '如：积木、拼图',
  daily: '如：保温杯、雨衣',
  other: '写清楚是什么，方便准备',
};

export const CATEGORY_CHOICES: CategoryChoice[] = (
  Object.keys(CATEGORY_WORDS) as WishCategory[]
).map((category) => ({ category, word: CATEGORY_WORDS[category], example: EXAMPLES[category] }));

export const exampleFor = (category: WishCategory | ''): string =>
  category === '' ? '一件具体的东西，20 个字以内' : EXAMPLES[category];

/** A question about the gift, in the words of its category. */
export interface DetailQuestion {
  field: DetailField;
  label: string;
  placeholder: string;
  limit: number;
  value: string;
}

const DETAIL_LABELS: Record<DetailField, string> = {
  size: '尺寸',
  colour: '颜色',
  model: '型号或规格',
};

const DETAIL_EXAMPLES: Record<DetailField, Partial<Record<WishCategory, string>>> = {
  size: { clothing: '如：36 码、身高 130', sport: '如：20 寸、5 号球' },
  colour: { daily: '如：浅蓝色' },
  model: {
    study: '如：适合三年级',
    art: '如：24 色',
    toy: '如：适合 6 岁',
  },
};

const USUAL_EXAMPLES: Record<DetailField, string> = {
  size: '如：中号',
  colour: '如：蓝色',
  model: '如：大一些的',
};

/** What is asked about this gift; nothing where its category needs nothing. */
export const detailQuestions = (form: Form): DetailQuestion[] =>
  askedDetails(form).map((field) => ({
    field,
    label: DETAIL_LABELS[field],
    placeholder:
      (form.category === '' ? undefined : DETAIL_EXAMPLES[field][form.category]) ??
      USUAL_EXAMPLES[field],
    limit: TEXT_LIMITS[field],
    value: form[field],
  }));

export interface SummaryRow {
  label: string;
  value: string;
}

/** What is about to be sent, for a last look. */
export const summaryOf = (
  form: Form,
  children: readonly ChildView[],
  communities: CampaignView['communities'],
): SummaryRow[] => {
  const child = childOf(children, form.childId) ?? form;
  const details = askedDetails(form)
    .filter((field) => form[field].trim() !== '')
    .map((field) => `${DETAIL_LABELS[field]} ${form[field].trim()}`);
  return [
    { label: '孩子', value: child.nickname.trim() },
    { label: '出生年月', value: child.birthMonth === '' ? '' : monthText(child.birthMonth) },
    { label: '社区', value: communityNameOf(communities, child.communityId) },
    { label: '类别', value: form.category === '' ? '' : CATEGORY_WORDS[form.category] },
    { label: '心愿', value: form.title.trim() },
    { label: '要求', value: details.join('，') },
    { label: '为什么想要', value: form.reason.trim() },
  ].filter(({ value }) => value !== '');
};

/** `3/20`, in characters as people count them. */
export const countText = (text: string, limit: number): string =>
  `${Array.from(text).length}/${limit}`;

export interface ChildChoice {
  childId: string;
  nickname: string;
  about: string;
  /** Has as many wishes in this campaign as a child may have. */
  taken: boolean;
}

const ENDED: readonly WishState[] = ['rejected', 'withdrawn', 'expired'];

/** The guardian's children, and which of them may still make a wish in this campaign. */
export const childChoices = (
  children: readonly ChildView[],
  wishes: readonly FamilyWish[],
  campaign: Pick<CampaignView, 'campaignId' | 'maxWishesPerChild' | 'communities'>,
): ChildChoice[] =>
  children.map(({ childId, nickname, birthMonth, communityId }) => {
    const live = wishes.filter(
      (wish) =>
        wish.childId === childId &&
        wish.campaignId === campaign.campaignId &&
        !ENDED.includes(wish.state),
    );
    const taken = live.length >= campaign.maxWishesPerChild;
    const place = communityNameOf(campaign.communities, communityId);
    return {
      childId,
      nickname,
      about: taken ? '已有心愿' : [monthText(birthMonth), place].filter(Boolean).join(' · '),
      taken,
    };
  });
