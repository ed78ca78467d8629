import { fit, settable } from '../../../cloudfunctions/print/common/line-breaking';

/** A font of everyday characters. */
const everyday = (codePoint: number): boolean =>
  codePoint < 0x80 || '小海豚的书包é（）'.includes(String.fromCodePoint(codePoint));

describe('what the font cannot set stands as 〓', () => {
  it.each([
    ['小海豚', '小海豚'],
    ['龘的书包', '〓的书包'],
    ['𠮷小', '〓小'],
    ['小👨‍👩‍👧海', '小〓海'],
    ['小海\u{E0101}豚', '小〓豚'],
    ['cafe\u0301', 'café'],
    ['小\u200B海\uFE0F', '小海'],
  ])('%s → %s', (text, set) => {
    expect(settable(text, everyday)).toBe(set);
  });
});

/** Each character is as wide as it is high. */
const square = (line: string, size: number): number => Array.from(line).length * size;

const room = { width: 100, maxLines: 2, most: 20, least: 10, mostInLines: 14 };

describe('a text in the room it has', () => {
  it('stands in one line as large as it fits', () => {
    expect(fit('小海豚', room, square)).toEqual({ lines: ['小海豚'], size: 20 });
    expect(fit('小海豚的书包', room, square)).toEqual({ lines: ['小海豚的书包'], size: 16.5 });
  });

  it('takes a second line rather than small letters, and both are near to one length', () => {
    expect(fit('一二三四五六七八九', room, square)).toEqual({
      lines: ['一二三四五', '六七八九'],
      size: 14,
    });
  });

  it('keeps words, numbers and brackets together', () => {
    expect(fit('轮滑鞋鞋鞋（32码）', room, square).lines).toEqual(['轮滑鞋鞋鞋', '（32码）']);
    expect(fit('Switch Sport', room, square).lines).toEqual(['Switch', 'Sport']);
  });

  it('ends in an ellipsis where even the least size is too large', () => {
    const { lines, size } = fit('字'.repeat(30), room, square);
    expect(size).toBe(10);
    expect(lines).toEqual(['字'.repeat(10), `${'字'.repeat(9)}…`]);
  });
});
