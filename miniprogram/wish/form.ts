import { NEEDED_SCOPES, TEXT_LIMITS, monthAt } from '@micro-wish/vocabulary';
import type {
  ChildView,
  Community,
  ConsentScope,
  FamilyWish,
  Input,
  WishCategory,
  WishDetails,
} from '../../typings/contract';

/** What a guardian has filled in so far; kept on the device until it is submitted. */
export interface Form {
  /** The needed scopes, ticked as one. */
  agreed: boolean;
  /** Optional scopes that are ticked. */
  extras: ConsentScope[];
  /** A child registered before; '' for a new one. */
  childId: string;
  nickname: string;
  /** `YYYY-MM` */
  birthMonth: string;
  communityId: string;
  category: WishCategory | '';
  title: string;
  size: string;
  colour: string;
  model: string;
  reason: string;
}

export const EMPTY_FORM: Form = {
  agreed: false,
  extras: [],
  childId: '',
  nickname: '',
  birthMonth: '',
  communityId: '',
  category: '',
  title: '',
  size: '',
  colour: '',
  model: '',
  reason: '',
};

/** What is wrong, by field; empty where nothing is. */
export type Problems = Partial<Record<keyof Form, string>>;

const lengthOf = (text: string): number => Array.from(text.trim()).length;

/** Where the choice of a month begins: a child in the middle of the programme's ages. */
const USUAL_AGE = 8;

/** A child of the programme is born and under 18: the first, a usual and the last month. */
export const birthMonthRange = (now: number): { start: string; usual: string; end: string } => {
  const end = monthAt(now);
  const [year = '', month = ''] = end.split('-');
  const start =
    month === '12' ? `${Number(year) - 17}-01` : `${Number(year) - 18}-${nextMonth(month)}`;
  return { start, usual: `${Number(year) - USUAL_AGE}-${month}`, end };
};

const nextMonth = (month: string): string => String(Number(month) + 1).padStart(2, '0');

export const consentProblems = ({ agreed }: Form): Problems =>
  agreed ? {} : { agreed: '需要您同意这两项，才能提交心愿。' };

export const childProblems = (form: Form, now: number): Problems => {
  if (form.childId !== '') return {};
  const problems: Problems = {};
  if (lengthOf(form.nickname) === 0) problems.nickname = '请填写孩子的小名。';
  else if (lengthOf(form.nickname) > TEXT_LIMITS.nickname)
    problems.nickname = `小名最多 ${TEXT_LIMITS.nickname} 个字。`;
  const { start, end } = birthMonthRange(now);
  if (form.birthMonth === '') problems.birthMonth = '请选择孩子的出生年月。';
  else if (form.birthMonth < start || form.birthMonth > end)
    problems.birthMonth = '孩子应已出生且未满 18 岁，请重新选择。';
  if (form.communityId === '') problems.communityId = '请选择所在社区。';
  return problems;
};

export const wishProblems = (form: Form): Problems => {
  const problems: Problems = {};
  if (form.category === '') problems.category = '请选一个类别。';
  if (lengthOf(form.title) === 0) problems.title = '请写下想要的礼物。';
  for (const field of ['title', 'size', 'colour', 'model', 'reason'] as const) {
    if (lengthOf(form[field]) > TEXT_LIMITS[field])
      problems[field] = `最多 ${TEXT_LIMITS[field]} 个字。`;
  }
  return problems;
};

/** What is worth knowing of a gift beside its name. */
export type DetailField = 'size' | 'colour' | 'model';

const DETAIL_FIELDS: readonly DetailField[] = ['size', 'colour', 'model'];

/** Asked only where it matters: nobody is asked for the size of a picture book. */
const ASKED: Record<WishCategory, readonly DetailField[]> = {
  study: ['model'],
  clothing: ['size', 'colour'],
  sport: ['size', 'colour'],
  art: ['model'],
  toy: ['model'],
  daily: ['colour'],
  other: ['model'],
};

/** What is asked of this wish: what its category needs, and what is filled in already. */
export const askedDetails = (form: Form): DetailField[] =>
  DETAIL_FIELDS.filter(
    (field) => form[field] !== '' || (form.category !== '' && ASKED[form.category].includes(field)),
  );

/** Another category: what it does not ask for is let go. */
export const withCategory = (category: WishCategory): Partial<Form> => ({
  category,
  ...Object.fromEntries(
    DETAIL_FIELDS.filter((field) => !ASKED[category].includes(field)).map((field) => [field, '']),
  ),
});

const detailsOf = (form: Form): WishDetails | undefined => {
  const filled = DETAIL_FIELDS.map((field) => [field, form[field].trim()] as const).filter(
    ([, words]) => words !== '',
  );
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
};

/** The child as it is saved, without the request's id. */
export const childPayload = ({
  nickname,
  birthMonth,
  communityId,
}: Form): Omit<Input<'family', 'child.save'>, 'requestId'> => ({
  nickname: nickname.trim(),
  birthMonth,
  communityId,
});

/** The wish as it is submitted, without the request's id. */
export const wishPayload = (
  form: Form,
  campaignId: string,
  childId: string,
): Omit<Input<'family', 'wish.submit'>, 'requestId'> => {
  const details = detailsOf(form);
  const reason = form.reason.trim();
  return {
    campaignId,
    childId,
    category: form.category === '' ? 'other' : form.category,
    title: form.title.trim(),
    ...(details === undefined ? {} : { details }),
    ...(reason === '' ? {} : { reason }),
  };
};

/** The scopes to consent to: the needed ones and what was ticked besides. */
export const scopesOf = ({ extras }: Form): ConsentScope[] => [...NEEDED_SCOPES, ...extras];

const fieldsOfDetails = (details: WishDetails | undefined) =>
  typeof details === 'string'
    ? { size: '', colour: '', model: details }
    : { size: details?.size ?? '', colour: details?.colour ?? '', model: details?.model ?? '' };

/** A returned wish, ready to be changed and submitted again. */
export const formOfWish = (wish: FamilyWish): Form => ({
  ...EMPTY_FORM,
  childId: wish.childId,
  category: wish.category,
  title: wish.title,
  reason: wish.reason ?? '',
  ...fieldsOfDetails(wish.details),
});

/** Why staff sent a wish back: the words of its last return. */
export const returnReasonOf = ({ timeline }: Pick<FamilyWish, 'timeline'>): string =>
  [...timeline].reverse().find(({ event }) => event === 'returned')?.reason ?? '';

export const communityNameOf = (communities: readonly Community[], communityId: string): string =>
  communities.find((community) => community.communityId === communityId)?.name ?? '';

export const childOf = (children: readonly ChildView[], childId: string): ChildView | undefined =>
  children.find((child) => child.childId === childId);
