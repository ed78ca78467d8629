/** The alphabet of a card's code: Crockford base32, without I, L, O and U. */
const NOT_A_CHARACTER = /[^0-9A-HJKMNP-TV-Z]/g;

/** Characters of a whole code. */
export const CODE_LENGTH = 16;

/** The most that the desk sends to be judged. */
const MAX_TEXT = 200;

const plain = (text: string): string =>
  text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[\s-]/g, '');

const isWhole = (code: string): boolean =>
  code.length === CODE_LENGTH && code.replace(NOT_A_CHARACTER, '') === code;

/**
 * The code in a scanned text: the text itself, or the last part of a link. What holds no code is
 * handed on as it is, cut to what the server judges, so that the refusal comes from one place.
 */
export const codeInScan = (text: string): string => {
  const lastPart =
    text
      .trim()
      .split(/[/?#=&]/)
      .filter(Boolean)
      .pop() ?? '';
  const code = plain(lastPart);
  return isWhole(code) ? code : text.trim().slice(0, MAX_TEXT);
};

/** As typed so far, in groups of four: look-alikes read as digits, other characters dropped. */
export const groupedCode = (typed: string): string =>
  plain(typed)
    .replace(NOT_A_CHARACTER, '')
    .slice(0, CODE_LENGTH)
    .replace(/(.{4})(?=.)/g, '$1-');

/** How many characters are still missing from a typed code. */
export const missingCharacters = (grouped: string): number =>
  CODE_LENGTH - grouped.replace(/-/g, '').length;

/**
 * What stands in the field while a person or a hardware scanner types: a code in groups, a link
 * as it comes.
 */
export const shownWhileTyping = (typed: string): string =>
  /[/:?#=]/.test(typed) || /^https?$/i.test(typed.trim())
    ? typed.slice(0, MAX_TEXT)
    : groupedCode(typed);
