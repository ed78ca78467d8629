import { update as applyOperators } from 'mingo/updater';
import { requestFailed } from './errors';
import { isPlainObject, type Document } from './document';

const ON_NUMBERS = new Set(['$inc', '$mul']);
const ON_ARRAYS = new Set(['$push', '$addToSet', '$pull', '$pullAll', '$pop']);
const KNOWN = new Set([
  ...ON_NUMBERS,
  ...ON_ARRAYS,
  '$set',
  '$unset',
  '$min',
  '$max',
  '$rename',
  '$bit',
  '$setOnInsert',
]);

/**
 * What stands at a path. MongoDB refuses to write below a value that is no object, where the
 * library silently does nothing.
 */
const requireWritable = (document: Document, path: string): unknown => {
  let here: unknown = document;
  const steps = path.split('.');
  for (const [place, step] of steps.entries()) {
    if (Array.isArray(here) && /^\d+$/.test(step)) here = (here as unknown[])[Number(step)];
    else if (isPlainObject(here)) here = Object.hasOwn(here, step) ? here[step] : undefined;
    else {
      throw requestFailed(
        `Cannot create field '${step}' in element {${steps.slice(0, place).join('.')}: ${JSON.stringify(here)}}`,
      );
    }
    if (here === undefined) return undefined;
  }
  return here;
};

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const check = (document: Document, operator: string, path: string, operand: unknown): void => {
  if (path === '_id' && operator !== '$setOnInsert') {
    throw requestFailed(
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  const current = requireWritable(document, path);
  if (ON_NUMBERS.has(operator)) {
    if (typeof operand !== 'number') {
      throw requestFailed(
        `Cannot ${operator} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
      );
    }
    if (current !== undefined && typeof current !== 'number') {
      throw requestFailed(
        `Cannot apply ${operator} to a value of non-numeric type ${typeOf(current)} at '${path}'`,
      );
    }
  }
  if (ON_ARRAYS.has(operator) && current !== undefined && !Array.isArray(current)) {
    throw requestFailed(`The field '${path}' must be an array but is of type ${typeOf(current)}`);
  }
};

/** Whether a change is in operators (`$set` …), or a whole document. */
export const isOperatorUpdate = (change: Record<string, unknown>): boolean =>
  Object.keys(change).some((key) => key.startsWith('$'));

/**
 * A copy of a document with update operators applied, all or none.
 * @throws DatabaseError where MongoDB would refuse
 */
export const applyUpdate = (document: Document, change: Record<string, unknown>): Document => {
  const next = structuredClone(document);
  const operators: Record<string, Record<string, unknown>> = {};
  for (const [operator, fields] of Object.entries(change)) {
    if (!KNOWN.has(operator)) throw requestFailed(`Unknown modifier: ${operator}`);
    if (operator === '$setOnInsert') continue;
    if (!isPlainObject(fields)) throw requestFailed(`Modifiers operate on fields: ${operator}`);
    for (const [path, operand] of Object.entries(fields)) {
      check(document, operator, path, operand);
      (operators[operator] ??= {})[path] = operand;
    }
  }
  if (Object.keys(operators).length > 0) {
    applyOperators(next as never, operators as never, [], undefined, {
      cloneMode: 'deep',
    });
  }
  return next;
};
