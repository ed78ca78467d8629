import { EJSON } from 'bson';

/** A document with plain numbers and dates. */
export type Document = Record<string, unknown> & { _id: string };

/** Reads EJSON as it comes over the wire: numbers are plain numbers, dates are dates. */
export const fromEjson = (text: string): unknown => EJSON.parse(text, { relaxed: true });

/** Relaxed EJSON: what the SDK reads back, and what the store keeps. */
export const toEjson = (value: unknown): string => EJSON.stringify(value, { relaxed: true });

/** An object of fields, from whatever realm: its prototype is nothing or the root of one. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

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
