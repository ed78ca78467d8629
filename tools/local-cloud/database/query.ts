import { Query } from 'mingo';
import { isRegExp } from 'node:util/types';
import { requestFailed } from './errors';
import { isPlainObject, valuesAt, type Document } from './document';
import { isBsonRegExp, prefixOf, toRegExp } from './regular-expression';

/** What the platform's `db.command` can say, and the engine means the same by. */
const KNOWN = new Set([
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$and',
  '$or',
  '$nor',
  '$not',
  '$exists',
  '$mod',
  '$all',
  '$size',
  '$elemMatch',
  '$regex',
  '$options',
  '$expr',
  '$type',
]);

/** These may hold what the query language does not read: values. */
const VALUE_OPERATORS = new Set([
  '$eq',
  '$ne',
  '$in',
  '$nin',
  '$all',
  '$expr',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
]);

const requireKnown = (query: unknown): void => {
  if (Array.isArray(query)) query.forEach(requireKnown);
  if (!isPlainObject(query)) return;
  for (const [key, value] of Object.entries(query)) {
    if (key.startsWith('$') && !KNOWN.has(key)) {
      throw requestFailed(`unknown operator: ${key} is not built in this cloud yet`);
    }
    if (!VALUE_OPERATORS.has(key)) requireKnown(value);
  }
};

/** Operators beside which MongoDB takes a regular expression. */
const TAKE_PATTERNS = new Set(['$in', '$nin', '$all', '$not', '$regex']);

const patternOf = ({ $regex, $options }: Record<string, unknown>): RegExp => {
  if (isRegExp($regex)) return $regex;
  if ($options !== undefined && typeof $options !== 'string') {
    throw requestFailed('$options has to be a string');
  }
  if (isBsonRegExp($regex)) return toRegExp($regex.pattern, $options ?? $regex.options);
  if (typeof $regex === 'string') return toRegExp($regex, $options);
  throw requestFailed('$regex has to be a string');
};

/**
 * A query with its regular expressions as JavaScript's own: the library compares the ones of BSON
 * as plain values, and finds nothing. @throws DatabaseError where MongoDB takes none
 */
export const withPatterns = <Value>(query: Value, operator = ''): Value => {
  if (isBsonRegExp(query) || isRegExp(query)) {
    // On the wire a pattern of its own is the same as one in `$regex`.
    if (operator === '$elemMatch') return { $regex: patternOf({ $regex: query }) } as Value;
    if (operator.startsWith('$') && !TAKE_PATTERNS.has(operator)) {
      throw requestFailed(`Can't have regex as arg to ${operator}.`);
    }
    return patternOf({ $regex: query }) as Value;
  }
  if (Array.isArray(query))
    return query.map((part: unknown) => withPatterns(part, operator)) as Value;
  if (!isPlainObject(query)) return query;
  const made: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(query)) {
    if (key === '$regex') made[key] = patternOf(query);
    else if (key !== '$options') made[key] = withPatterns(value, key);
  }
  return made as Value;
};

const isOperators = (value: unknown): value is Record<string, unknown> =>
  isPlainObject(value) && Object.keys(value).some((key) => key.startsWith('$'));

type Test = (document: Document) => boolean;

/**
 * `$elemMatch` with fields is about elements that are objects; the library lets a condition like
 * `$gt` match an element that has no fields at all. So that part is tested here as well.
 */
const elementTests = (query: Record<string, unknown>, inAnd = true): Test[] =>
  Object.entries(query).flatMap(([key, value]): Test[] => {
    if (key === '$and' && Array.isArray(value)) {
      return value.flatMap((part) => (isPlainObject(part) ? elementTests(part, inAnd) : []));
    }
    if (key.startsWith('$')) {
      const parts = (Array.isArray(value) ? value : [value]).filter(isPlainObject);
      return parts.flatMap((part) => elementTests(part, false));
    }
    const criteria = isPlainObject(value) ? value['$elemMatch'] : undefined;
    if (!isPlainObject(criteria) || isOperators(criteria)) return [];
    if (!inAnd) throw requestFailed('$elemMatch inside $or or $nor is not built in this cloud yet');
    const element = new Query(criteria);
    return [
      (document) =>
        valuesAt(document, key)
          .filter((item): item is unknown[] => Array.isArray(item))
          .some((list) => list.some((item) => isPlainObject(item) && element.test(item))),
    ];
  });

/** A test of documents for a query in MongoDB's language. @throws for operators not known here */
export const compileQuery = (query: Record<string, unknown>): Test => {
  requireKnown(query);
  const compiled = new Query(query);
  const elements = elementTests(query);
  return (document) => compiled.test(document) && elements.every((test) => test(document));
};

/** @throws DatabaseError for a query that the library alone does not answer right */
export const requireExact = (query: Record<string, unknown>): void => {
  requireKnown(query);
  if (elementTests(query).length > 0) {
    throw requestFailed('$elemMatch behind the first stage is not built in this cloud yet');
  }
};

export type Condition =
  | { kind: 'eq'; value: unknown }
  | { kind: 'in'; values: unknown[] }
  | {
      kind: 'range';
      above?: { value: unknown; inclusive: boolean };
      below?: { value: unknown; inclusive: boolean };
    };

const isIndexable = (value: unknown): boolean => !isRegExp(value) && value !== undefined;

/** The texts that begin as every match of a pattern does. */
const beginning = (pattern: RegExp): Condition | undefined => {
  const prefix = prefixOf(pattern);
  if (prefix === undefined) return undefined;
  const above = { value: prefix, inclusive: true };
  return { kind: 'range', above, below: { value: `${prefix}\u{10ffff}`, inclusive: true } };
};

const conditionOf = (value: unknown): Condition | undefined => {
  if (isRegExp(value)) return beginning(value);
  if (!isOperators(value)) return isIndexable(value) ? { kind: 'eq', value } : undefined;
  if (isRegExp(value['$regex'])) return beginning(value['$regex']);
  if (Object.hasOwn(value, '$eq')) return { kind: 'eq', value: value['$eq'] };
  const list = value['$in'];
  if (Array.isArray(list) && list.every(isIndexable))
    return { kind: 'in', values: list as unknown[] };
  const range: Extract<Condition, { kind: 'range' }> = { kind: 'range' };
  for (const [operator, bound] of Object.entries(value)) {
    const side = { value: bound, inclusive: operator.endsWith('e') };
    if (operator === '$gt' || operator === '$gte') range.above = side;
    if (operator === '$lt' || operator === '$lte') range.below = side;
  }
  return range.above || range.below ? range : undefined;
};

/** What a query demands of single fields, whatever else it demands: what an index can serve. */
export const conditionsOf = (query: Record<string, unknown>): Map<string, Condition> => {
  const conditions = new Map<string, Condition>();
  const add = (part: unknown): void => {
    if (!isPlainObject(part)) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === '$and' && Array.isArray(value)) value.forEach(add);
      if (key.startsWith('$')) continue;
      const condition = conditionOf(value);
      if (!condition) continue;
      const known = conditions.get(key);
      if (known?.kind === 'range' && condition.kind === 'range') {
        conditions.set(key, { ...known, ...condition });
      } else if (!known || known.kind === 'range') {
        conditions.set(key, condition);
      }
    }
  };
  add(query);
  return conditions;
};
