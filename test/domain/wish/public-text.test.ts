import fc from 'fast-check';
import {
  publicTextProblem,
  publicTextWarnings,
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
        expect(parts.map(({ text }) => text).join('')).toBe(written);
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

  it.each([
    ['plain', '小星的书包'],
    ['of zero width', '给小\u200b星的书包'],
    ['with a soft hyphen', '小\u00ad星'],
    ['with a space', '小 星喜欢画画'],
    ['with a middle dot', '小·星'],
    ['with a change of direction', '\u202e小\u202c星'],
    ['in a radical for a character', '⼩星'],
    ['over two lines', '小\n星'],
    ['in signs of another width', '小（星）'],
    ['under a variation selector', '小\u{e0100}星'],
  ])('is refused with a nickname %s', (_, text) => {
    expect(publicTextProblem(text, '小星')).toContain('小名');
  });

  it.each([
    ['plain', '13800138000'],
    ['in mathematical digits', '𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎'],
    ['of zero width', '138\u200b0013\u200b8000'],
    ['in Chinese numerals', '一三八零零一三八零零零'],
    ['in numerals of a bank', '壹叁捌〇〇壹叁捌〇〇〇'],
    ['in circles', '①③⑧⓪⓪①③⑧⓪⓪⓪'],
    ['in black circles', '❶❸❽⓿⓿❶❸❽⓿⓿⓿'],
    ['on keycaps', '1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣'],
    ['with commas', '1,3,8，0,0,1,3,8,0,0,0'],
    ['of another script', '१३८००१३८०००'],
    ['over two lines', '138\n00138\n000'],
  ])('is refused with a telephone %s', (_, number) => {
    expect(publicTextProblem(`电话${number}`, '小星')).toContain('长号码');
  });

  it.each([
    ['contact', '加微信 xiao_man88'],
    ['school', '在桃源小学读书'],
    ['school', '在桃\u200b源 小 学读书'],
    ['grade', '我在三年级2班'],
    ['name', '我叫林小满'],
    ['address', '住在碧海小区3栋'],
    ['number', '编号60198'],
  ])('warns of %s: %s', (kind, text) => {
    expect(publicTextWarnings(text).map((warning) => warning.kind)).toContain(kind);
  });

  it.each([
    '想要一双 37 号的球鞋',
    '喜欢画画，想要水彩笔',
    '9岁的孩子想要一辆自行车',
    '想搭一座有灯的城市',
  ])('has nothing to warn of in %s', (text) => {
    expect(publicTextWarnings(text)).toEqual([]);
  });
});

describe('a public text to start from', () => {
  it.each([
    ['zero width', '我叫小\u200b星，电话1\u200b38\u200b00138000，在桃\u200b源小学'],
    ['spaces', '我叫小 星，电话 1 3 8 0 0 1 3 8 0 0 0，在桃 源 小 学'],
    ['circles and numerals', '我叫小·星，电话①③⑧〇〇一三八000，在桃源小学'],
  ])('leaves out what is spelt with %s', (_, written) => {
    const { text } = suggestPublicText(written, '小星');
    expect(text).not.toMatch(/星|3|8|③|桃/u);
    expect(publicTextProblem(text, '小星')).toBe('');
    expect(publicTextWarnings(text)).toEqual([]);
  });

  it.each([
    [100, 100],
    [101, 100],
  ])('of %d characters is %d long', (written, kept) => {
    expect(suggestPublicText('画'.repeat(written), '小星').text).toBe('画'.repeat(kept));
  });

  it('marks each thing left out by itself, and nothing where nothing is', () => {
    expect(suggestPublicText('想去南山小学小星', '小星').parts).toEqual([
      { text: '想去' },
      { text: '南山小学', blanked: 'school' },
      { text: '小星', blanked: 'name' },
    ]);
    expect(suggestPublicText('想画画', '小星').parts).toEqual([{ text: '想画画' }]);
    expect(suggestPublicText('', '小星')).toEqual({ text: '', parts: [] });
  });

  it.each([
    [1, '…'],
    [5, '…'],
    [6, ''],
  ])('looks again at what comes together: a name in itself %d times leaves %j', (times, left) => {
    const { text } = suggestPublicText('小'.repeat(times) + '星'.repeat(times), '小星');
    expect(text).toBe(left);
  });
});
