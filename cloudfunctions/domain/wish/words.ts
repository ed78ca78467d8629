import type { WishDetails } from '../../../typings/contract';
import { fold, hasLongNumber, holdsName } from '../common/fold';
import type { WishWords } from './wish';

/** Where in a wish something is wrong. */
export type WordsField = 'title' | 'details' | 'size' | 'colour' | 'model';

const FIELD_NAME: Record<WordsField, string> = {
  title: '礼物名称',
  details: '规格',
  size: '尺码',
  colour: '颜色',
  model: '型号',
};

/** What a program for sheets would compute: a sign of a formula with anything behind it. */
const FORMULA = /^[=＝+＋\-－@＠].*\S/su;

/** A name of one character is part of too many words to say anything. */
const isTelling = (nickname: string): boolean => Array.from(fold(nickname)).length > 1;

const holdsTelling = (text: string, nickname: string): boolean =>
  isTelling(nickname) && holdsName(text, nickname);

/** What is wrong with a text that is printed and handed on; '' where nothing is. */
const faultOf = (text: string, nickname: string): string => {
  if (FORMULA.test(text)) return '不能以 =、+、-、@ 开头，表格会把它当成公式，请改写';
  if (hasLongNumber(text)) return '里有 7 位以上的数字，像电话或证件号，请删去';
  return holdsTelling(text, nickname)
    ? '里有孩子的小名，志愿者和卡片上都会看到，请只写礼物本身'
    : '';
};

const partsOf = (details: WishDetails | null): [WordsField, string][] =>
  typeof details === 'string'
    ? [['details', details]]
    : (Object.entries(details ?? {}) as [WordsField, string][]);

/** What title and details of a gift may not say, as they stand on cards, lists and orders. */
export const wordsFaults = (
  { title, details }: Pick<WishWords, 'title' | 'details'>,
  nickname: string,
): { field: WordsField; message: string }[] =>
  [['title', title] as const, ...partsOf(details)].flatMap(([field, text]) => {
    const message = faultOf(text, nickname);
    return message === '' ? [] : [{ field, message }];
  });

/** Whether title or details of a gift hold a nickname. */
export const wordsHoldName = (
  { title, details }: Pick<WishWords, 'title' | 'details'>,
  nickname: string,
): boolean =>
  [title, ...partsOf(details).map(([, text]) => text)].some((text) => holdsTelling(text, nickname));

/** The first fault of a gift's words as a sentence; '' where nothing is wrong. */
export const wordsProblem = (
  words: Pick<WishWords, 'title' | 'details'>,
  nickname: string,
): string => {
  const [fault] = wordsFaults(words, nickname);
  return fault ? `${FIELD_NAME[fault.field]}${fault.message}。` : '';
};

/** What is wrong with a nickname by itself; '' where nothing is. */
export const nicknameFault = (nickname: string): string => faultOf(nickname, '');

/** The same as a sentence. */
export const nicknameProblem = (nickname: string): string => {
  const fault = nicknameFault(nickname);
  return fault === '' ? '' : `小名${fault}。`;
};
