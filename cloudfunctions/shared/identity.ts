import { CODE_ALPHABET, plainCode } from '@micro-wish/vocabulary';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { rootOfNickname } from '../domain/family/nickname';

const secret = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set in the function's environment`);
  return value;
};

/** A person's pseudonym: keyed, so that nobody without the key can test an openid against it. */
export const personIdOf = (openid: string): string =>
  `p_${createHmac('sha256', secret('PERSON_KEY')).update(openid).digest('hex').slice(0, 24)}`;

/** An id that follows from what it stands for, and that nobody without the key can test a guess on. */
export const keyedId = (kind: string, parts: readonly string[]): string =>
  `${kind}_${createHmac('sha256', secret('PERSON_KEY')).update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;

/** What opens something, made again from the request that made it: so it is kept nowhere. */
export const secretOf = (kind: string, request: { id: string }): string =>
  keyedId(kind, ['secret', request.id]);

const OFFICE_CODE_LENGTH = 10;

/** The code of an office invite, short enough to type: 50 bits, made again from its request. */
export const officeCodeOf = ({ id }: { id: string }): string => {
  const digest = createHmac('sha256', secret('PERSON_KEY'))
    .update(JSON.stringify(['office-code', id]))
    .digest();
  return Array.from(digest.subarray(0, OFFICE_CODE_LENGTH), (byte) =>
    CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length),
  ).join('');
};

/** What such a code is kept under. Keyed: a short code must not be found by trying them all. */
export const officeKeyOf = (code: string): string => keyedId('office', ['code', plainCode(code)]);

/**
 * Finds the same child again, though no name is kept beside it: a keyed hash of birth month and the
 * root of the nickname. It is personal data as they are, and goes with them.
 */
export const twinKeyOf = ({ nickname, birthMonth }: { nickname: string; birthMonth: string }) =>
  createHmac('sha256', secret('PERSON_KEY'))
    .update(canonical(['twin', birthMonth, rootOfNickname(nickname)]))
    .digest('hex')
    .slice(0, 24);

/** The current card key and its number; printed cards keep the number they were made with. */
export const cardKey = (keyNo?: number): { keyNo: number; key: string } => {
  const number = keyNo ?? Number(process.env['CARD_KEY_NO'] ?? '1');
  return { keyNo: number, key: secret(`CARD_KEY_${number}`) };
};

export const isFirstAdmin = (openid: string): boolean => process.env['ADMIN_OPENID'] === openid;

/** Whether somebody is admin by configuration: then there is always one. */
export const isFirstAdminConfigured = (): boolean => (process.env['ADMIN_OPENID'] ?? '') !== '';

/** Whether this pseudonym is that of the admin by configuration. */
export const isFirstAdminsId = (personId: string): boolean =>
  isFirstAdminConfigured() && personIdOf(process.env['ADMIN_OPENID'] ?? '') === personId;

export const linkPrefix = (): string => process.env['CARD_LINK_PREFIX'] ?? '';

/** A random id that tells nothing and is not guessable. */
export const newId = (kind: string): string => `${kind}_${randomBytes(12).toString('base64url')}`;

/** A number for people to say and print: a letter and eight random digits. */
export const newNumber = (letter: string): string =>
  letter + String(randomBytes(4).readUInt32BE() % 100_000_000).padStart(8, '0');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One text for equal values, whatever the order of their keys. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
