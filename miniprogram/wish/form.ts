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

/** That a text is longer than it may be, and by how much; '' where it is not. Nothing is cut. */
export const tooLong = (text: string, most: number): string => {
  const over = lengthOf(text) - most;
  return over > 0 ? `最多 ${most} 个字，请再删 ${over} 个字。` : '';
};

/** A child of the programme is born and under 18: the first and the last month. */
export const birthMonthRange = (now: number): { start: string; end: string } => {
  const end = monthAt(now);
  const [year = '', month = ''] = end.split('-');
  const start =
    month === '12' ? `${Number(year) - 17}-01` : `${Number(year) - 18}-${nextMonth(month)}`;
  return { start, end };
};

const nextMonth = (month: string): string => String(Number(month) + 1).padStart(2, '0');

export const consentProblems = ({ agreed }: Form): Problems =>
  agreed ? {} : { agreed: '请先勾选上面这一项，才能往下填。' };

export const childProblems = (form: Form, now: number): Problems => {
  if (form.childId !== '') return {};
  const problems: Problems = {};
  if (lengthOf(form.nickname) === 0) problems.nickname = '请填写孩子的小名。';
  const longName = tooLong(form.nickname, TEXT_LIMITS.nickname);
  if (longName !== '') problems.nickname = longName;
  const { start, end } = birthMonthRange(now);
  if (form.birthMonth === '') problems.birthMonth = '请选择孩子的出生年月。';
  else if (form.birthMonth < start || form.birthMonth > end)
    problems.birthMonth = '孩子应已出生且未满 18 岁，请重新选择。';
  if (form.communityId === '') problems.communityId = '请选择所在社区。';
  return problems;
};

/** The fields of a wish that a family writes into. */
export type TextField = 'title' | 'size' | 'colour' | 'model' | 'reason';

const TEXT_FIELDS: readonly TextField[] = ['title', 'size', 'colour', 'model', 'reason'];

/** What is longer than it may be: said while it is written. */
export const lengthProblems = (form: Form): Problems => {
  const problems: Problems = {};
  for (const field of TEXT_FIELDS) {
    const problem = tooLong(form[field], TEXT_LIMITS[field]);
    if (problem !== '') problems[field] = problem;
  }
  return problems;
};

export const wishProblems = (form: Form): Problems => {
  const problems: Problems = {};
  if (form.category === '') problems.category = '请选一个类别。';
  if (lengthOf(form.title) === 0) problems.title = '请写下想要的礼物。';
  return { ...problems, ...lengthProblems(form) };
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

/**
 * A returned wish, ready to be changed and submitted again; with its child, whose month or
 * community may be what staff ask about.
 */
export const formOfWish = (wish: FamilyWish, child: ChildView | undefined): Form => ({
  ...EMPTY_FORM,
  ...(child === undefined
    ? { childId: wish.childId }
    : {
        nickname: child.nickname,
        birthMonth: child.birthMonth,
        communityId: child.communityId,
      }),
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
