import { createHash, createHmac } from 'node:crypto';

/**
 * The card's code: 16 Crockford base32 characters, 75 random-looking bits and a check character.
 *
 * The check is a sum over GF(32) with a different power of the generator at each place, so every
 * single wrong character and every swap of two characters changes it.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;
const BODY_LENGTH = LENGTH - 1;
const BITS_PER_CHARACTER = 5;

/** Text longer than this is not a code at all, and is refused before it is judged. */
export const MAX_CODE_TEXT = 200;

/** The two things that carry a card's code. */
export const CARRIERS = ['paper', 'digital'] as const;
export type Carrier = (typeof CARRIERS)[number];

/** Multiplies by x in GF(32) = GF(2)[x] / (x⁵ + x² + 1). */
const timesX = (value: number): number => {
  const shifted = value << 1;
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted;
};

/** Horner's rule over the characters' values: `Σ value·x^(places to its right + 1)`. */
const checkValue = (body: readonly number[]): number =>
  body.reduce((sum, value) => timesX(sum ^ value), 0);

const valuesOf = (text: string): number[] =>
  Array.from(text, (character) => ALPHABET.indexOf(character));

/** Appends the check character to a body of 15 characters. */
export const withCheck = (body: string): string =>
  body + ALPHABET.charAt(checkValue(valuesOf(body)));

/**
 * Reads what a scanner or a person gave: case, spaces and hyphens do not matter, O reads as 0,
 * I and L as 1, and the campaign's link prefix is dropped where one is configured.
 * Answers the 16 characters, or `undefined` where this can be no code (`malformed`).
 */
export const parseCode = (text: string, linkPrefix = ''): string | undefined => {
  const bare = linkPrefix && text.startsWith(linkPrefix) ? text.slice(linkPrefix.length) : text;
  const code = bare
    .toUpperCase()
    .replace(/[\s\-‐-―－]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (code.length !== LENGTH) return undefined;
  if (valuesOf(code).includes(-1)) return undefined;
  return withCheck(code.slice(0, BODY_LENGTH)) === code ? code : undefined;
};

/** As printed: `XXXX-XXXX-XXXX-XXXX`. */
export const formatCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/**
 * Derives the code of one carrier of one issue of a card. Codes are never stored: whoever has the
 * database and not the key can redeem nothing.
 */
export const deriveCode = (
  key: string,
  card: { cardId: string; issueNo: number },
  carrier: Carrier,
): string => {
  const digest = createHmac('sha256', key)
    .update(`${card.cardId}|${card.issueNo}|${carrier}`)
    .digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let body = '';
  for (let place = 0; place < BODY_LENGTH; place += 1) {
    body += ALPHABET.charAt(Number(bits & 31n));
    bits >>= BigInt(BITS_PER_CHARACTER);
  }
  return withCheck(body);
};

/** What the store keeps of a code, to look it up by: SHA-256, hex. */
export const hashCode = (code: string): string => createHash('sha256').update(code).digest('hex');
