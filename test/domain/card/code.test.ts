import { formatCode, readCode, withCheck } from '@micro-wish/vocabulary';
import fc from 'fast-check';
import { deriveCode } from '../../../cloudfunctions/domain/card/code';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const place = fc.nat(15);
const body = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 15, maxLength: 15 })
  .map((characters) => characters.join(''));

test('the check character finds every single wrong character', () => {
  fc.assert(
    fc.property(body, place, fc.constantFrom(...ALPHABET), (given, at, wrong) => {
      const code = withCheck(given);
      fc.pre(code[at] !== wrong);
      expect(readCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeUndefined();
    }),
  );
});

test('case, spaces, hyphens and look-alikes typed by hand are accepted', () => {
  fc.assert(
    fc.property(body, (given) => {
      const code = withCheck(given);
      const typed = formatCode(code).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l');
      expect(readCode(` ${typed} `)).toBe(code);
    }),
  );
});

test('any string that is no code is malformed, never an error', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const parsed = readCode(text);
      expect(parsed === undefined || readCode(parsed) === parsed).toBe(true);
    }),
  );
});

test('each carrier and each issue has a code of its own', () => {
  const issue = (issueNo: number) => ({ cardId: 'card-1', issueNo });
  const codes = [
    deriveCode('key', issue(1), 'paper'),
    deriveCode('key', issue(1), 'digital'),
    deriveCode('key', issue(2), 'paper'),
    deriveCode('other key', issue(1), 'paper'),
  ];
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.map((code) => readCode(code))).toEqual(codes);
});

test('a code that was printed is that of its card for ever', () => {
  const printed = { cardId: 'card-1', issueNo: 1 };
  expect(deriveCode('key', printed, 'paper')).toBe('1AHJVYTDPGPN8Z75');
  expect(deriveCode('key', printed, 'digital')).toBe('551NK72CMMBNRYHD');
});
