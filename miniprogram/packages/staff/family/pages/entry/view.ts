import { CATEGORY_WORDS } from '@micro-wish/vocabulary';
import type {
  ConsentScope,
  EntryWords,
  Input,
  StaffWishFile,
  WishCategory,
} from '../../../../../../typings/contract';

/** What the form holds, as it was typed. */
export interface Draft {
  nickname: string;
  birthMonth: string;
  communityId: string;
  category: WishCategory | '';
  title: string;
  size: string;
  colour: string;
  model: string;
  reason: string;
  formNo: string;
  signedOn: string;
  keptAt: string;
  scopes: ConsentScope[];
}

export type Field = Exclude<keyof Draft, 'communityId' | 'category' | 'scopes'>;

export type Problems = Partial<Record<keyof Draft, string>>;

interface Entry {
  key: Field;
  label: string;
  placeholder: string;
  max: number;
  optional: boolean;
}

const entry = (key: Field, label: string, placeholder: string, max: number, optional = false) =>
  ({ key, label, placeholder, max, optional }) satisfies Entry;

export const CHILD_FIELDS: readonly Entry[] = [
  entry('nickname', '孩子小名', '平时叫的小名，不写真名', 20),
  entry('birthMonth', '出生年月', '如 2016-05', 10),
];

export const WISH_FIELDS: readonly Entry[] = [
  entry('title', '想要的礼物', '如 一双运动鞋', 20),
  entry('size', '尺码', '如 35 码', 20, true),
  entry('colour', '颜色', '如 深蓝', 20, true),
  entry('model', '型号', '如 带耳机', 30, true),
  entry('reason', '想要的原因', '不写姓名、学校、电话', 200, true),
];

export const FORM_FIELDS: readonly Entry[] = [
  entry('formNo', '同意书编号', '纸上的编号', 40),
  entry('signedOn', '签署日期', '如 2025-05-20', 12),
  entry('keptAt', '存放处', '如 社区档案柜 2', 40),
];

/** Enter leads from one to the next; behind the last one it submits. */
const ORDER: readonly Field[] = [...CHILD_FIELDS, ...WISH_FIELDS, ...FORM_FIELDS].map(
  ({ key }) => key,
);

/** The field behind one, or none behind the last. */
export const fieldAfter = (key: Field): Field | undefined => ORDER[ORDER.indexOf(key) + 1];

export const CATEGORIES: readonly { category: WishCategory; word: string }[] = Object.entries(
  CATEGORY_WORDS,
).map(([category, word]) => ({ category: category as WishCategory, word }));

const SCOPE_NAMES: readonly (readonly [ConsentScope, string])[] = [
  ['review', '心愿审核（必须）'],
  ['gift', '礼物发放（必须）'],
  ['publicText', '公开心愿文字'],
  ['photo', '拍照'],
  ['pairing', '结对'],
];

export const scopeRows = (scopes: readonly ConsentScope[]) =>
  SCOPE_NAMES.map(([scope, word]) => ({ scope, word, chosen: scopes.includes(scope) }));

export const EMPTY_DRAFT: Draft = {
  nickname: '',
  birthMonth: '',
  communityId: '',
  category: '',
  title: '',
  size: '',
  colour: '',
  model: '',
  reason: '',
  formNo: '',
  signedOn: '',
  keptAt: '',
  scopes: [],
};

/** A number one higher at the end of a form's number: HA-009 → HA-010. */
const nextFormNo = (formNo: string): string =>
  formNo.replace(/\d{1,9}$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));

/** The form for the next family: what a pile of forms shares stays. */
export const nextDraft = ({ communityId, formNo, signedOn, keptAt }: Draft): Draft => ({
  ...EMPTY_DRAFT,
  communityId,
  signedOn,
  keptAt,
  formNo: /\d$/.test(formNo) ? nextFormNo(formNo) : '',
});

const plain = (typed: string): string => typed.normalize('NFKC').trim();

/** A month as people type it, as `YYYY-MM`; '' where it is none. */
export const monthTyped = (typed: string): string => {
  const [, year = '', month = ''] = /^(\d{4})[-/.年]?(\d{1,2})月?$/.exec(plain(typed)) ?? [];
  return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month.padStart(2, '0')}` : '';
};

/** A day as people type it, as `YYYY-MM-DD`; '' where it does not look like one. */
export const dayTyped = (typed: string): string => {
  const text = plain(typed);
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  return year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const wordsOf = (draft: Draft): EntryWords | null => {
  if (draft.category === '') return null;
  const size = plain(draft.size);
  const colour = plain(draft.colour);
  const model = plain(draft.model);
  const details = {
    ...(size === '' ? {} : { size }),
    ...(colour === '' ? {} : { colour }),
    ...(model === '' ? {} : { model }),
  };
  const reason = plain(draft.reason);
  return {
    category: draft.category,
    title: plain(draft.title),
    ...(Object.keys(details).length === 0 ? {} : { details }),
    ...(reason === '' ? {} : { reason }),
  };
};

const wishProblems = (draft: Draft): Problems => ({
  ...(draft.category === '' ? { category: '请选择类别' } : {}),
  ...(plain(draft.title) === '' ? { title: '请填写想要的礼物' } : {}),
});

/** What is typed, as the call wants it, or what is missing. */
export const readDraft = (
  draft: Draft,
):
  | { entry: Omit<Input<'staff', 'entry.save'>, 'requestId' | 'campaignId'> }
  | { problems: Problems } => {
  const birthMonth = monthTyped(draft.birthMonth);
  const signedOn = dayTyped(draft.signedOn);
  const problems: Problems = {
    ...(plain(draft.nickname) === '' ? { nickname: '请填写小名' } : {}),
    ...(birthMonth === '' ? { birthMonth: '写成 2016-05 的样子' } : {}),
    ...(draft.communityId === '' ? { communityId: '请选择社区' } : {}),
    ...wishProblems(draft),
    ...(plain(draft.formNo) === '' ? { formNo: '请填写编号' } : {}),
    ...(signedOn === '' ? { signedOn: '写成 2025-05-20 的样子' } : {}),
    ...(plain(draft.keptAt) === '' ? { keptAt: '请写明纸放在哪里' } : {}),
    ...(draft.scopes.includes('review') && draft.scopes.includes('gift')
      ? {}
      : { scopes: '前两项没有同意，不能录入' }),
  };
  const wish = wordsOf(draft);
  if (Object.keys(problems).length > 0 || !wish) return { problems };
  return {
    entry: {
      child: { nickname: plain(draft.nickname), birthMonth, communityId: draft.communityId },
      wish,
      consent: {
        formNo: plain(draft.formNo),
        signedOn,
        keptAt: plain(draft.keptAt),
        scopes: draft.scopes,
      },
    },
  };
};

/** The words of a returned wish that are handed in again, or what is missing. */
export const readWords = (draft: Draft): { wish: EntryWords } | { problems: Problems } => {
  const wish = wordsOf(draft);
  const problems = wishProblems(draft);
  return wish && Object.keys(problems).length === 0 ? { wish } : { problems };
};

/** A returned wish in the form. */
export const draftOf = ({ category, title, details, reason }: StaffWishFile): Draft => ({
  ...EMPTY_DRAFT,
  category,
  title,
  ...(typeof details === 'string' ? { model: details } : details),
  reason: reason ?? '',
});
