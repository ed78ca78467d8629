import type {
  CampaignView,
  ChildView,
  ConsentScope,
  ConsentView,
  FamilyWish,
  WishCategory,
  WishState,
} from '../../../typings/contract';
import { monthText } from '../../utils/time';
import { CATEGORY_WORDS } from '../../utils/words';
import { childOf, communityNameOf, NEEDED_SCOPES, type Form } from './form';

/** The steps of the form; consent is left out where it stands already. */
export type Step = 'consent' | 'child' | 'wish' | 'check' | 'done';

const STEP_WORDS: Record<Step, string> = {
  consent: '监护人同意',
  child: '孩子',
  wish: '心愿',
  check: '核对并提交',
  done: '已提交',
};

/** The version that was consented to is the campaign's, and both needed scopes stand. */
export const consentStands = (
  consent: ConsentView | undefined,
  { consentVersion }: Pick<CampaignView, 'consentVersion'>,
): boolean =>
  consent?.version === consentVersion &&
  NEEDED_SCOPES.every((scope) => consent.scopes.includes(scope));

/** The steps this guardian walks: a returned wish needs no child, a consent that stands no consent. */
export const stepsFor = (needs: { consent: boolean; child: boolean }): Step[] => [
  ...(needs.consent ? (['consent'] as const) : []),
  ...(needs.child ? (['child'] as const) : []),
  'wish',
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

/** The optional scopes in plain words, with what refusing costs: nothing. */
export const OPTIONAL_TERMS: { scope: ConsentScope; title: string; text: string }[] = [
  {
    scope: 'publicText',
    title: '在心愿墙上显示心愿文字',
    text: '由工作人员改写，不含姓名、学校、住址。不同意时，墙上只有一盏灯。',
  },
  {
    scope: 'photo',
    title: '活动现场拍照',
    text: '仅用于本次活动的记录。不同意时，我们不拍孩子。',
  },
  {
    scope: 'pairing',
    title: '了解爱心妈妈结对陪伴',
    text: '有合适的爱心妈妈时先来问您，由您决定。',
  },
];

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
  const details = [
    form.size.trim() && `尺码 ${form.size.trim()}`,
    form.colour.trim() && `颜色 ${form.colour.trim()}`,
    form.model.trim() && `型号 ${form.model.trim()}`,
  ].filter((part) => part !== '');
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
