import { fenFromYuan, formatCode, groupedCode, readCode, withCheck } from '@micro-wish/vocabulary';

const CODE = withCheck('3N0G12345678ABC');

const fullWidth = (text: string): string =>
  Array.from(text, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('');

describe("a card's code", () => {
  it.each([
    ['as printed', formatCode(CODE)],
    ['in full width, as a scanner on a Chinese keyboard gives it', fullWidth(formatCode(CODE))],
    ['with en dashes', formatCode(CODE).replace(/-/g, '–')],
    ['with zero-width marks', formatCode(CODE).replace(/-/g, '\u200b')],
    ['behind a link', `https://wish.example/c/${CODE}`],
    ['behind a link, typed with hyphens', `https://wish.example/c?k=${formatCode(CODE)}`],
    ['in lower case with spaces', ` ${CODE.toLowerCase().replace(/(.{4})/g, '$1 ')} `],
  ])('is read %s', (_, text) => {
    expect(readCode(text)).toBe(CODE);
  });

  it.each(['', CODE.slice(1), `${CODE}0`, '0'.repeat(15) + 'U', '💡'.repeat(16)])(
    '%p is none',
    (text) => {
      expect(readCode(text)).toBeUndefined();
    },
  );

  it('is grouped while it is typed', () => {
    expect(groupedCode(fullWidth(CODE.slice(0, 6)))).toBe(
      `${CODE.slice(0, 4)}-${CODE.slice(4, 6)}`,
    );
  });
});

describe('an amount', () => {
  it.each([
    ['12.5', 1250],
    ['1,234', 123_400],
    ['1,234,567.89', 123_456_789],
    ['１２．５', 1250],
    ['¥12 元', 1200],
    ['0.01', 1],
  ])('%s is read', (typed, fen) => {
    expect(fenFromYuan(typed)).toBe(fen);
  });

  it.each([
    '12,5',
    '1,2345',
    ',123',
    '1,234,',
    '12.345',
    '0',
    '-1',
    '1e3',
    '一百',
    '',
    '1 2',
    '12，5',
  ])('%p is no amount', (typed) => {
    expect(fenFromYuan(typed)).toBeUndefined();
  });
});
