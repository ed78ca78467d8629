import { createHash, createHmac } from 'node:crypto';
import { CODE_ALPHABET, CODE_LENGTH, withCheck } from '@micro-wish/vocabulary';

const BODY_LENGTH = CODE_LENGTH - 1;
const BITS_PER_CHARACTER = 5;

/** The two things that carry a card's code. */
export const CARRIERS = ['paper', 'digital'] as const;
export type Carrier = (typeof CARRIERS)[number];

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
    body += CODE_ALPHABET.charAt(Number(bits & 31n));
    bits >>= BigInt(BITS_PER_CHARACTER);
  }
  return withCheck(body);
};

/** What the store keeps of a code, to look it up by: SHA-256, hex. */
export const hashCode = (code: string): string => createHash('sha256').update(code).digest('hex');
