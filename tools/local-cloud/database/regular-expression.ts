import type { BSONRegExp } from 'bson';
import { requestFailed } from './errors';

/** Options that MongoDB takes and JavaScript has too; `u` is what both do. */
const FLAGS: Record<string, string> = { i: 'i', m: 'm', s: 's', u: '' };

/** What MongoDB's engine means by a class of characters: plain ASCII, where JavaScript means more. */
const SPACE = ' \\t\\n\\v\\f\\r';

const SYNTAX = new Set('^$\\.*+?()[]{}|/');

const isLetterOrDigit = (sign: string): boolean => /^[0-9A-Za-z]$/.test(sign);

const refuse = (pattern: string, why: string): never => {
  throw requestFailed(`the regular expression /${pattern}/ is not built in this cloud: ${why}`);
};

/** `\s`, `\-` and the like: what follows a backslash. */
const escapeOf = (sign: string, inClass: boolean, pattern: string): string => {
  if (sign === 's') return inClass ? SPACE : `[${SPACE}]`;
  if (sign === 'S') return inClass ? refuse(pattern, '\\S in a class') : `[^${SPACE}]`;
  if (isLetterOrDigit(sign) || SYNTAX.has(sign)) return `\\${sign}`;
  return sign === '-' && inClass ? '\\-' : sign;
};

/**
 * A pattern of MongoDB (PCRE) in JavaScript's words, meaning the same. What JavaScript does not
 * know in its strict mode is refused there; what it would silently take for something else, here.
 */
const translated = (pattern: string, options: string): string => {
  let made = '';
  let inClass = false;
  for (let place = 0; place < pattern.length; place += 1) {
    const sign = pattern.charAt(place);
    const next = pattern.charAt(place + 1);
    if (sign === '\\') {
      made += escapeOf(next, inClass, pattern);
      place += 1;
    } else if (inClass) {
      if (sign === '[' && ':.='.includes(next) && next !== '')
        refuse(pattern, `[${next} in a class`);
      inClass = sign !== ']';
      made += sign === '[' ? '\\[' : sign;
    } else if (sign === '[') {
      inClass = true;
      const isNot = next === '^';
      made += isNot ? '[^' : '[';
      if (isNot) place += 1;
      // Directly behind the bracket, `]` is a sign like any other.
      if (pattern.charAt(place + 1) === ']') {
        made += '\\]';
        place += 1;
      }
    } else if (sign === '.' && !options.includes('s')) made += '[^\\n]';
    else if (sign === '$' && !options.includes('m')) made += '(?=\\n?(?![\\s\\S]))';
    else made += sign;
  }
  return made;
};

/** @throws DatabaseError for a pattern or an option that cannot be meant the same here */
export const toRegExp = (pattern: string, options = ''): RegExp => {
  const flags = new Set(['u']);
  for (const option of options) {
    const flag = FLAGS[option];
    if (flag === undefined) refuse(pattern, `option ${option}`);
    if (flag) flags.add(flag);
  }
  try {
    return new RegExp(translated(pattern, options), [...flags].join(''));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(pattern, error.message);
    throw error;
  }
};

export const isBsonRegExp = (value: unknown): value is BSONRegExp =>
  (value as { _bsontype?: unknown } | null)?._bsontype === 'BSONRegExp';

/** The letters every match of a pattern begins with, if they are known. */
export const prefixOf = ({ source, flags }: RegExp): string | undefined => {
  if (flags.includes('i') || flags.includes('m')) return undefined;
  const [, prefix = ''] = /^\^([^\\^$.*+?()[\]{}|]+)/.exec(source) ?? [];
  // The last sign may be repeated no time at all, and another branch may begin otherwise.
  const sure = /^[*?{]/.test(source.slice(1 + prefix.length)) ? prefix.slice(0, -1) : prefix;
  return source.includes('|') || sure === '' ? undefined : sure;
};
