import { CODE_ALPHABET, plainCode, withCheck } from '@micro-wish/vocabulary';

const PREFIX = 'CERT';
const BODY_LENGTH = 11;

/** What no number can be longer than, however it is typed. */
export const MAX_NUMBER_TEXT = 64;

const formatted = (characters: string): string =>
  [PREFIX, ...(characters.match(/.{4}/g) ?? [])].join('-');

/**
 * A number of eleven random characters and a check character, 55 bits: it says nothing about a
 * person and can't be counted. `random` are at least eleven random bytes.
 */
export const numberFrom = (random: Uint8Array): string => {
  let body = '';
  for (const byte of random.subarray(0, BODY_LENGTH)) body += CODE_ALPHABET.charAt(byte & 31);
  return formatted(withCheck(body));
};

/** A number that is well formed and that nobody holds: what a wrong one is looked up as. */
export const NOBODYS_NUMBER = formatted(withCheck('0'.repeat(BODY_LENGTH)));

/**
 * Reads a number as it was typed or scanned: case, spaces, hyphens and full-width signs do not
 * matter, O reads as 0, I and L as 1, and `CERT` may be missing. Nothing where it can be none.
 */
export const readNumber = (text: string): string | undefined => {
  const bare = plainCode(text).replace(new RegExp(`^${PREFIX}`), '');
  if (Array.from(bare).some((character) => !CODE_ALPHABET.includes(character))) return undefined;
  const isChecked = withCheck(bare.slice(0, BODY_LENGTH)) === bare;
  return isChecked && formatted(bare) !== NOBODYS_NUMBER ? formatted(bare) : undefined;
};
