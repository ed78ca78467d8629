import fc from 'fast-check';
import {
  fold,
  hasLongNumber,
  holdsName,
  oneLine,
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
