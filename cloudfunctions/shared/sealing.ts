import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sealed } from '../domain/concern/concern';

/** What is sealed, each under numbered keys of its own: the words of concerns, and notes. */
export type SealKind = 'CONCERN' | 'NOTE';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_PATTERN = /^[0-9a-f]{64}$/i;

/** A key of the function's environment, 64 hex digits. @throws Error that names the variable */
const keyOf = (kind: SealKind, keyNo: number): Buffer => {
  const name = `${kind}_KEY_${keyNo}`;
  const value = process.env[name] ?? '';
  if (!KEY_PATTERN.test(value)) {
    throw new Error(`${name} must be 64 hex digits in the function's environment`);
  }
  return Buffer.from(value, 'hex');
};

/** The key that new words are sealed under; older ones stay readable under theirs. */
const currentKeyNo = (kind: SealKind): number => {
  const name = `${kind}_KEY_NO`;
  const keyNo = Number(process.env[name] ?? '1');
  if (!Number.isInteger(keyNo) || keyNo < 1) {
    throw new Error(`${name} must be a whole number from 1`);
  }
  return keyNo;
};

/** Seals a text under the current key (AES-256-GCM); `context` binds it to its document. */
export const seal = (kind: SealKind, text: string, context: string): Sealed => {
  const keyNo = currentKeyNo(kind);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(kind, keyNo), iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const data = Buffer.concat([body, cipher.getAuthTag()]).toString('base64');
  return { keyNo, iv: iv.toString('base64'), data };
};

/** @throws Error where the key is not there, or the text or its context was changed */
export const unseal = (kind: SealKind, sealed: Sealed, context: string): string => {
  const bytes = Buffer.from(sealed.data, 'base64');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyOf(kind, sealed.keyNo),
    Buffer.from(sealed.iv, 'base64'),
    { authTagLength: TAG_BYTES },
  );
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  );
};
