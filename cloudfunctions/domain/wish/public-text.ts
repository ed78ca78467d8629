import type { Blanked, PublicTextSuggestion } from '../../../typings/contract';
import {
  endInOriginal,
  fold,
  foldTraced,
  hasLongNumber,
  holdsName,
  LONG_NUMBER,
  plainTraced,
  visible,
} from '../common/fold';

/** Longest public text, in characters. */
const LONGEST = 100;

/** What stands where something was left out. */
const GAP = '…';

const HAN = '[\\p{Script=Han}]';
/** Words that no proper name of a place holds: a name begins behind them. */
const WORDS = '我你他她它们在去到的是上读想要和跟给从叫了把被让住家离就也很能有没对为';
const NAME = `(?:(?![${WORDS}])${HAN}){0,8}?`;
const NUMBER = '[\\p{Nd}零〇一二两三四五六七八九十百]';
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';

/** A number that is a size of clothing, not one of a house. */
const SIZED = '(?!\\s*的?(?:鞋|衣|裤|码|球|笔|字))';

/** What may lead to a child, each with the pattern that finds it. */
const PATTERNS: readonly (readonly [Blanked, string])[] = [
  ['contact', '[\\w.+-]*(?:@[\\w.+-]*)+'],
  [
    'contact',
    '(?:微信|威信|薇信|vx|wx|wechat|weixin|qq|扣扣)(?:号码?|id)?[\\s是为:：]*[a-z0-9][\\w-]{3,}',
  ],
  ['contact', '(?=[a-z\\d_-]*\\d)(?=[a-z\\d_-]*[a-z])[a-z\\d][\\w-]{6,}'],
  ['contact', '\\b[a-z]+_\\w+'],
  ['number', '\\p{Nd}(?:[\\s\\-－—.·]{0,2}\\p{Nd}){4,}x?'],
  ['number', '[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{5,}'],
  ['name', `(?<=我叫|名叫|名字叫|名字是|姓名是?[:：]?\\s?)${HAN}{2,4}`],
  ['name', `[${SURNAMES}]${HAN}{0,2}?(?:老师|阿姨|叔叔|医生|校长|主任|同学|奶奶|爷爷)`],
  [
    'school',
    `${NAME}(?:学校|小学|中学|幼儿园|学院|大学|高中|初中|附小|附中|外国语|第${NUMBER}+小|${NUMBER}中)`,
  ],
  [
    'grade',
    `(?:小学|初|高)?${NUMBER}{1,2}年级(?:[（(]?${NUMBER}{1,3}[）)]?班)?|[初高]${NUMBER}(?:[（(]?${NUMBER}{1,3}[）)]?班)?|[大中小托]班|${NUMBER}{1,3}班|${NUMBER}{1,3}岁半?`,
  ],
  [
    'address',
    `(?:${NAME}|${NUMBER}+)(?:小区|花园|新村|公寓|社区|街道|大道|胡同|城中村|单元|栋|幢)${NUMBER}*室?`,
  ],
  ['address', `${NAME}${NUMBER}*(?:巷|弄|(?<![走马一铁赶迷])路|街)(?:${NUMBER}+号?)?`],
  // 一座城市 is a city, 三座 a building.
  ['address', `(?!一座${HAN})${NUMBER}+(?:号楼?|室|座|楼|房)${SIZED}`],
  ['address', `[a-z]${NUMBER}*[栋座幢]`],
];

const RULES = PATTERNS.map(([kind, pattern]) => [kind, new RegExp(pattern, 'giu')] as const);

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

interface Stretch {
  from: number;
  to: number;
  kind: Blanked;
}

/** The name as a pattern of the folded text; of what folds to nothing, of the text as written. */
const nameIn = (text: string, nickname: string): Stretch[] => {
  const folded = fold(nickname);
  const needle = folded === '' ? visible(nickname).trim() : folded;
  if (needle === '') return [];
  const searched =
    folded === ''
      ? { text, places: Array.from({ length: text.length }, (_, at) => at) }
      : foldTraced(text);
  return found(text, searched, new RegExp(literally(needle), 'giu'), 'name');
};

/** Where a pattern finds something in another form of a text, as places of the text itself. */
const found = (
  text: string,
  form: ReturnType<typeof foldTraced>,
  pattern: RegExp,
  kind: Blanked,
): Stretch[] =>
  [...form.text.matchAll(pattern)].map(({ index, 0: words }) => ({
    from: form.places[index] ?? 0,
    to: endInOriginal(text, form, index + words.length),
    kind,
  }));

const numbers = new RegExp(LONG_NUMBER.source, 'gu');

/** The first character of each stretch that must go, and the one behind it, with its kind. */
const stretches = (text: string, nickname: string): Stretch[] => {
  const plain = plainTraced(text);
  const all = [
    ...nameIn(text, nickname),
    ...found(text, foldTraced(text), numbers, 'number'),
    ...RULES.flatMap(([kind, pattern]) => found(text, plain, pattern, kind)),
  ];
  const merged: Stretch[] = [];
  for (const next of all.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && next.from < last.to) last.to = Math.max(last.to, next.to);
    else merged.push(next);
  }
  return merged;
};

const partsOf = (text: string, nickname: string): PublicTextSuggestion['parts'] => {
  const parts: PublicTextSuggestion['parts'] = [];
  let at = 0;
  for (const { from, to, kind } of stretches(text, nickname)) {
    if (from > at) parts.push({ text: text.slice(at, from) });
    parts.push({ text: text.slice(from, to), blanked: kind });
    at = to;
  }
  return at < text.length ? [...parts, { text: text.slice(at) }] : parts;
};

/** The words that stay, a gap for each stretch that goes, and no more than a public text takes. */
const withGaps = (parts: PublicTextSuggestion['parts']): string => {
  const text = parts.map((part) => (part.blanked ? GAP : part.text)).join('');
  return Array.from(text.replace(/…+/gu, GAP)).slice(0, LONGEST).join('');
};

/** What is left may come together to something new: so often it is looked at again. */
const ROUNDS = 4;

/**
 * A public text to start from: the family's words without what leads to the child. It leaves out
 * too much rather than too little; a reviewer reads and mends it. The family's own words stay.
 */
export const suggestPublicText = (words: string, nickname: string): PublicTextSuggestion => {
  const parts = partsOf(visible(words), nickname);
  let text = withGaps(parts);
  for (let round = 0; round < ROUNDS; round += 1) text = withGaps(partsOf(text, nickname));
  return { text: stretches(text, nickname).length > 0 ? '' : text, parts };
};

/** What a public text may never say: in words for the reviewer; '' where nothing is wrong. */
export const publicTextProblem = (publicText: string, nickname: string): string => {
  if (holdsName(publicText, nickname)) return '公开文字里有孩子的小名，请删去后再提交。';
  return hasLongNumber(publicText) ? '公开文字里有电话或其他长号码，请删去后再提交。' : '';
};

/** An age says no more than the age band beside it; a word for any school or street names none. */
const HARMLESS =
  /^(?:\d{1,2}岁半?|.|[上放]?学路|学校|小学|中学|幼儿园|大学|高中|初中|社区|小区|花园|公寓|街道|大道)$/u;

/** What a public text may lead to the child by: the reviewer looks at each and answers for it. */
export const publicTextWarnings = (publicText: string): { kind: Blanked; words: string }[] =>
  stretches(publicText, '')
    .map(({ from, to, kind }) => ({ kind, words: publicText.slice(from, to) }))
    .filter(({ words }) => !HARMLESS.test(fold(words)));
