import { CODE_LENGTH, codeInScan } from '../pages/scan/code';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Multiplies by x in GF(32) = GF(2)[x] / (x⁵ + x² + 1). */
const timesX = (value: number): number => {
  const shifted = value << 1;
  return shifted & 0b100000 ? shifted ^ 0b100101 : shifted;
};

/** The last character checks those before it: any wrong one and any two swapped are found. */
const isChecked = (code: string): boolean => {
  const body = Array.from(code.slice(0, CODE_LENGTH - 1));
  const check = body.reduce((sum, character) => timesX(sum ^ ALPHABET.indexOf(character)), 0);
  return ALPHABET.charAt(check) === code.charAt(CODE_LENGTH - 1);
};

/**
 * The 16 characters of the code in a scanned or typed text, by the rules the server reads it by;
 * `undefined` where this can be no card's code (`malformed`).
 */
export const readCode = (text: string): string | undefined => {
  const code = codeInScan(text);
  const isWhole =
    code.length === CODE_LENGTH && Array.from(code).every((one) => ALPHABET.includes(one));
  return isWhole && isChecked(code) ? code : undefined;
};
