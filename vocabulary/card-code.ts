/**
 * The card's code: 16 Crockford base32 characters, 75 random-looking bits and a check character.
 *
 * The check is a sum over GF(32) with a different power of the generator at each place, so every
 * single wrong character and every swap of two characters changes it.
 */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Characters of a whole code, the check character included. */
export const CODE_LENGTH = 16;

/** Text longer than this is not judged as a code at all. */
export const MAX_CODE_TEXT = 200;

const NOT_A_CHARACTER = new RegExp(`[^${CODE_ALPHABET}]`, 'g');

/** Multiplies by x in GF(32) = GF(2)[x] / (x⁵ + x² + 1). */
const timesX = (value: number): number => {
  const shifted = value << 1;
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted;
};

/** Appends the check character: Horner's rule over the characters' values. */
export const withCheck = (body: string): string => {
  const check = Array.from(body).reduce(
    (sum, character) => timesX(sum ^ CODE_ALPHABET.indexOf(character)),
    0,
  );
  return body + CODE_ALPHABET.charAt(check);
};

/**
 * What a person or a scanner means by its characters: full-width letters, digits and hyphens are
 * plain ones, case, spaces and hyphens do not matter, O reads as 0, I and L as 1.
 */
export const plainCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−]/g, '')
    .replace(/\p{Cf}/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

const isWhole = (code: string): boolean =>
  code.length === CODE_LENGTH && code.replace(NOT_A_CHARACTER, '') === code;

/** The last part of a link, or the text itself. */
const lastPart = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .split(/[/?#=&]/)
    .filter(Boolean)
    .pop() ?? '';

/**
 * The 16 characters of the code in a scanned or typed text, a link before it included;
 * `undefined` where this can be no card's code (`malformed`).
 */
export const readCode = (text: string): string | undefined => {
  const code = plainCode(lastPart(text));
  if (!isWhole(code)) return undefined;
  return withCheck(code.slice(0, CODE_LENGTH - 1)) === code ? code : undefined;
};

/**
 * The 16 characters in a scanned text, whether or not the check character agrees. What holds no
 * code is handed on as it is, cut to what is judged, so that the refusal comes from one place.
 */
export const codeInScan = (text: string): string => {
  const code = plainCode(lastPart(text));
  return isWhole(code) ? code : text.trim().slice(0, MAX_CODE_TEXT);
};

/** As printed: `XXXX-XXXX-XXXX-XXXX`. */
export const formatCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** As typed so far, in groups of four: look-alikes read as digits, other characters dropped. */
export const groupedCode = (typed: string): string =>
  formatCode(plainCode(typed).replace(NOT_A_CHARACTER, '').slice(0, CODE_LENGTH));

/** How many characters are still missing from a typed code. */
export const missingCharacters = (grouped: string): number =>
  CODE_LENGTH - grouped.replace(/-/g, '').length;
