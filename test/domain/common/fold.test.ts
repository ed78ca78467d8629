import fc from 'fast-check';
import {
  endInOriginal,
  fold,
  foldTraced,
  hasLongNumber,
  holdsName,
  oneLine,
  plainTraced,
  visible,
  withFolded,
} from '../../../cloudfunctions/domain/common/fold';

describe('text as it is seen', () => {
  it.each([
    ['zero width', '赌\u200b博', '赌博'],
    ['soft hyphen', '小\u00ad星', '小星'],
    ['a change of direction', '\u202e星小\u202c', '星小'],
    ['variation selector', '小\ufe0f星\u{e0101}', '小星'],
    ['tags', '书包\u{e0041}\u{e007f}', '书包'],
    ['a byte order mark', '\ufeff书包', '书包'],
    ['a filler of Hangul', '书\u3164包', '书包'],
  ])('has no %s', (_, written, seen) => {
    expect(visible(written)).toBe(seen);
  });

  it('stays as it was written otherwise', () => {
    expect(visible('，“小”（Ａ）①……')).toBe('，“小”（Ａ）①……');
  });

  it('of one line has no break in it', () => {
    expect(oneLine(' 蓝色\r\n 书包\t大 ')).toBe('蓝色 书包 大');
  });
});

describe('text as it is compared', () => {
  it.each([
    ['Ｌ－Ｅ ｇｏ', 'lego'],
    ['賭 博', '赌博'],
    ['代 开 发 票', '代开发票'],
    ['⼩星', '小星'],
    ['①②⑩', '1210'],
    ['١٢٣', '123'],
    ['〡〢〣', '123'],
    ['➀➋❸⓴', '12320'],
    ['壹贰叁', '123'],
    ['𝟙𝟚𝟛', '123'],
    ['é', 'e'],
    ['《 》！🌟', ''],
  ])('%s is %s', (written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  it.each([
    ['double circled', '⓵⓽', '19'],
    ['black circled', '❶❾', '19'],
    ['circled without serifs', '➀➈', '19'],
    ['black circled without serifs', '➊➒', '19'],
    ['Suzhou', '〡〩', '19'],
    ['Ethiopic', '፩፱', '19'],
    ['counting rods', '𝍠𝍨', '19'],
    ['circled zeros', '⓿🄋🄌', '000'],
    ['circled tens', '⓾❿➉➓', '10101010'],
    ['black circled, of two digits', '⓫⓴', '1120'],
    ['an arrow behind them, which is no digit', '➔', ''],
  ])('reads digits that are %s', (_, written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  it('is its own fold, and that of whatever is put between', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        expect(fold(fold(written))).toBe(fold(written));
        expect(fold(Array.from(written).join('\u200b'))).toBe(fold(written));
      }),
    );
  });

  it('holds a part wherever it stands', () => {
    const any = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(any, any, any, (before, name, after) => {
        fc.pre(visible(name).trim() !== '');
        expect(holdsName(before + name + after, name)).toBe(true);
      }),
    );
  });
});

describe('a name in a text', () => {
  it.each([
    ['in another spelling', '我是小 煒', '小炜', true],
    ['of three digits, in any spelling', '一二三班', '123', true],
    ['of one numeral, as it is written', '八岁', '八', true],
    ['of one numeral, not of any number', '8 岁', '八', false],
    ['of two numerals, not of any number', '12 岁', '一二', false],
    ['of signs alone, as they are written', '我是☆', '☆', true],
    ['of signs alone, not of any text', '小星', '☆', false],
    ['of nothing', '小星', ' ', false],
  ])('%s', (_, text, name, holds) => {
    expect(holdsName(text, name)).toBe(holds);
  });
});

describe('where a form of a text stands in the original', () => {
  it.each([
    ['a sign of two digits', '⑩a', '10a', [0, 0, 1]],
    ['a sign that is left out', '😀a', 'a', [2]],
  ])('compared: %s', (_, written, text, places) => {
    expect(foldTraced(written)).toEqual({ text, places });
  });

  it.each([
    ['what holds characters apart', '小 星', '小星', [0, 2]],
    ['several of it', '小·・星', '小星', [0, 3]],
    ['a space between words', 'ab cd', 'ab cd', [0, 1, 2, 3, 4]],
    ['a space behind a word', '小ab 星', '小ab 星', [0, 1, 2, 3, 4]],
    ['a space at the end', '小 ', '小 ', [0, 1]],
    ['a rare character, of two units', 'ａ𠀀', 'a𠀀', [0, 1, 1]],
  ])('plain: %s', (_, written, text, places) => {
    expect(plainTraced(written)).toEqual({ text, places });
  });

  it.each([
    ['behind a letter', 'ex', 1],
    ['behind its marks', 'e\u0301\u0323x', 3],
    ['behind what is not seen', 'e\u200bx', 2],
    ['behind a rare character, of two units', '𠀀x', 2],
  ])('ends %s', (_, written, end) => {
    const traced = plainTraced(written);
    expect(endInOriginal(written, traced, traced.text.indexOf('x'))).toBe(end);
  });
});

describe('a long number', () => {
  it.each([
    ['123456', false],
    ['1234567', true],
    ['12345 67', true],
    ['一二三四五六七', true],
    ['37 号，38 号，39 号', false],
  ])('%s: %s', (written, is) => {
    expect(hasLongNumber(written)).toBe(is);
  });
});

describe('what moderation is asked about', () => {
  it('is the text alone where it is plain', () => {
    expect(withFolded('书包')).toBe('书包');
  });

  it.each([
    ['赌\u200b博', '赌博'],
    ['賭博', '赌博'],
    ['代 开 发 票', '代开发票'],
  ])('%s is also read as %s', (written, word) => {
    expect(withFolded(`书包\n${written}`)).toContain(word);
  });
});
