import fc from 'fast-check';
import {
  publicTextProblem,
  suggestPublicText,
} from '../../../cloudfunctions/domain/wish/public-text';

const KEPT = [
  '想要一双37号的球鞋',
  '走路上学脚会疼',
  '和弟弟一起搭积木',
  '喜欢画画',
  '，',
  '。',
  '在',
];
const LEADS = [
  '南山小学',
  '海岸幼儿园',
  '星光中学',
  '实验学校',
  '学府路12号',
  '碧海小区',
  '3栋',
  '二单元502',
  '1380013800',
  '138 0013 8000',
  '１３８００１３８０００',
  '44030020160101123X',
  '微信 xiao_man88',
  'wx:lamp2016',
  'a.b@example.com',
  '三年级2班',
  '初二',
  '一三八零零一三八',
  '我叫林小满',
  '李老师',
];
/** What must never be left, wherever it stood. */
const TRACES =
  /\p{Nd}{5,}|学校|小学|中学|幼儿园|(?<!走)路|小区|栋|单元|\d号(?!的?鞋|的球)|年级|初二|微信|@|xiao_man|lamp2016|林小满|李老师/u;

const words = fc
  .array(fc.oneof(fc.constantFrom(...KEPT), fc.constantFrom(...LEADS), fc.constantFrom('豆豆')), {
    minLength: 1,
    maxLength: 10,
  })
  .map((parts) => parts.join(''));

describe('a suggested public text', () => {
  it('never holds the nickname, nor what leads to the child', () => {
    fc.assert(
      fc.property(words, (written) => {
        const { text } = suggestPublicText(written, '豆豆');
        expect(text).not.toMatch(TRACES);
        expect(text).not.toContain('豆豆');
        expect(Array.from(text).length).toBeLessThanOrEqual(100);
        expect(publicTextProblem(text, '豆豆')).toBe('');
      }),
      { numRuns: 400 },
    );
  });

  it('never holds the nickname, whatever the family wrote and calls the child', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 60 });
    const named = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(any, any, named, (before, after, nickname) => {
        fc.pre(nickname.trim() !== '');
        const { text } = suggestPublicText(before + nickname + after, nickname);
        expect(text.toLowerCase()).not.toContain(nickname.trim().toLowerCase());
        expect(text).not.toMatch(/\p{Nd}{5,}/u);
      }),
    );
  });

  it('keeps all words of the family apart, with what was left out of them', () => {
    fc.assert(
      fc.property(words, (written) => {
        const { parts } = suggestPublicText(written, '豆豆');
        expect(parts.map(({ text }) => text).join('')).toBe(
          written.replace(/[０-９]/g, (digit) => digit.normalize('NFKC')),
        );
      }),
      { examples: [['我在南山小学读三年级2班']] },
    );
    expect(suggestPublicText('豆豆在南山小学，想要书包', '豆豆')).toEqual({
      text: '…在…，想要书包',
      parts: [
        { text: '豆豆', blanked: 'name' },
        { text: '在' },
        { text: '南山小学', blanked: 'school' },
        { text: '，想要书包' },
      ],
    });
  });

  it.each([
    '想要一双37号的球鞋，走路上学脚会疼',
    '想要乐高积木，和弟弟一起搭',
    '喜欢在马路边骑自行车，想要大号的',
    '想要一台英语学习机，自己听单词',
  ])('leaves words that lead nowhere as they are: %s', (written) => {
    expect(suggestPublicText(written, '豆豆').text).toBe(written);
  });
});

describe('a public text', () => {
  it.each([
    ['the nickname', '给豆豆的球鞋'],
    ['a phone', '电话13800138000'],
    ['a phone in groups', '138-0013-8000'],
    ['a number of full width', '１３８００１３８０００'],
  ])('is refused with %s', (_, text) => {
    expect(publicTextProblem(text, '豆豆')).not.toBe('');
  });

  it('may hold a size', () => {
    expect(publicTextProblem('一双 37 号的球鞋', '豆豆')).toBe('');
  });
});
