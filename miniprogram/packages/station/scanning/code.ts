/**
 * The card's code as typed or scanned: 16 Crockford base32 characters, the last a check character
 * over GF(32). The server judges every code; the device only spares a volunteer the round trip
 * for a mistyped one.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Characters of a code, without hyphens. */
export const CODE_LENGTH = 16;

/** Longer texts are refused by the server unjudged. */
const MAX_TEXT = 200;

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** The code in a scanned text: the text itself, or the last part of a link. */
export const codeFromScan = (text: string): string => {
  const trimmed = text.trim();
  const last = trimmed.split(/[/?&=#]/).pop() ?? '';
  return (last === '' ? trimmed : last).slice(0, MAX_TEXT);
};

/** What was typed, as it is printed: `XXXX-XXXX-XXXX-XXXX`; characters beyond the 16th are cut. */
export const typedCode = (text: string): string =>
  bare(text)
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, CODE_LENGTH)
    .replace(/(.{4})(?=.)/g, '$1-');

const timesX = (value: number): number => {
  const shifted = value << 1;
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted;
};

/** Why a typed code cannot be one; '' where it may be sent. */
export const typedCodeProblem = (text: string): string => {
  const code = bare(text);
  if (code.length < CODE_LENGTH) return `还差 ${CODE_LENGTH - code.length} 位`;
  const values = Array.from(code, (character) => ALPHABET.indexOf(character));
  const check = values.slice(0, -1).reduce((sum, value) => timesX(sum ^ value), 0);
  return code.length > CODE_LENGTH || values.includes(-1) || check !== values.at(-1)
    ? '有一位不对，请对照卡片再看看'
    : '';
};
