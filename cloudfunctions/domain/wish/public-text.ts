import type { Blanked, PublicTextSuggestion } from '../../../typings/contract';

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
  ['address', `${NUMBER}+(?:号楼?|室|座|楼|房)${SIZED}`],
  ['address', `[a-z]${NUMBER}*[栋座幢]`],
];

const RULES = PATTERNS.map(([kind, pattern]) => [kind, new RegExp(pattern, 'giu')] as const);

/** Letters and digits of full width as the ordinary ones; every other character stays. */
const narrow = (text: string): string =>
  text.replace(/[！-～]/gu, (wide) => {
    const plain = String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    return /[\w@]/.test(plain) ? plain : wide;
  });

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const findsName = (nickname: string): RegExp | undefined => {
  const name = narrow(nickname).trim();
  return name === '' ? undefined : new RegExp(literally(name), 'giu');
};

/** The first character of each stretch that must go, and the one behind it, with its kind. */
const stretches = (
  text: string,
  nickname: string,
): { from: number; to: number; kind: Blanked }[] => {
  const name = findsName(nickname);
  const rules = name ? [['name', name] as const, ...RULES] : RULES;
  const found = rules.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ index, 0: words }) => ({
      from: index,
      to: index + words.length,
      kind,
    })),
  );
  const merged: typeof found = [];
  for (const next of found.sort((a, b) => a.from - b.from)) {
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
  const parts = partsOf(narrow(words), nickname);
  let text = withGaps(parts);
  for (let round = 0; round < ROUNDS; round += 1) text = withGaps(partsOf(text, nickname));
  return { text: stretches(text, nickname).length > 0 ? '' : text, parts };
};

const PHONE = /\p{Nd}(?:[\s\-－—.·]{0,2}\p{Nd}){6,}/u;

/** What a public text may not say: in words for the reviewer; '' where nothing is wrong. */
export const publicTextProblem = (publicText: string, nickname: string): string => {
  const text = narrow(publicText);
  if (findsName(nickname)?.test(text)) return '公开文字里有孩子的小名，请删去后再提交。';
  return PHONE.test(text) ? '公开文字里有电话或其他长号码，请删去后再提交。' : '';
};
