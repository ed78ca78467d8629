import { EJSON } from 'bson';

/** A document with plain numbers and dates. */
export type Document = Record<string, unknown> & { _id: string };

/** An object of fields, from whatever realm: its prototype is nothing or the root of one. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** Deeper than documents are; a circle ends here, and is told by the library. */
const MAX_PLAIN_DEPTH = 40;

/** Whether a value holds nothing that JSON knows no sign for: then its EJSON is its JSON. */
const isJson = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth > MAX_PLAIN_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (!isPlainObject(value) || '_bsontype' in value || 'toJSON' in value) return false;
  for (const key in value) if (!isJson(value[key], depth + 1)) return false;
  return true;
};

/** What EJSON may write in its own way: a field that begins with `$`, also by an escape. */
const SIGNS = /"(\$|\\)|\\u0000/;

/**
 * Reads EJSON as it comes over the wire: numbers are plain numbers, dates are dates. Most texts are
 * plain JSON, which is read several times as fast.
 */
export const fromEjson = (text: string): unknown =>
  SIGNS.test(text) ? EJSON.parse(text, { relaxed: true }) : JSON.parse(text);

/** Relaxed EJSON: what the SDK reads back, and what the store keeps. */
export const toEjson = (value: unknown): string =>
  isJson(value) ? JSON.stringify(value) : EJSON.stringify(value, { relaxed: true });

/** The values at a dotted path; an array on the way gives the values of each of its elements. */
export const valuesAt = (value: unknown, path: string): unknown[] => {
  const [head, ...rest] = path.split('.');
  if (head === undefined) return [value];
  if (Array.isArray(value)) {
    const at = /^\d+$/.test(head) ? [(value as unknown[])[Number(head)]] : [];
    return [...at, ...(value as unknown[])].flatMap((item) =>
      isPlainObject(item) ? valuesAt(item, path) : [],
    );
  }
  if (!isPlainObject(value)) return [];
  if (!Object.hasOwn(value, head)) return [];
  const next = value[head];
  return rest.length === 0 ? [next] : valuesAt(next, rest.join('.'));
};
