import { behind, encodeKey, typeRange, type Direction } from './key-order';
import type { Condition } from './query';

export interface IndexSpec {
  name: string;
  fields: [field: string, direction: Direction][];
  unique?: boolean;
}

export type Order = [field: string, direction: Direction][];

/** A run of keys in an index: from (inclusive) to (exclusive). */
export interface KeyRange {
  from: Buffer;
  to: Buffer;
}

/** How a query reads its documents. */
export interface Plan {
  index: IndexSpec;
  ranges: KeyRange[];
  /** The index gives the wanted order, forwards or backwards; else it has to be sorted. */
  sorted: 'forward' | 'backward' | undefined;
}

/** Every collection has it. */
export const ID_INDEX: IndexSpec = { name: '_id_', fields: [['_id', 1]], unique: true };

/** Documents as they were inserted: the order they come in where none is asked for. */
export const NATURAL: IndexSpec = { name: '$natural', fields: [] };

/** More combinations of `$in` values than this are not worth a lookup each. */
const MAX_RANGES = 400;

const rangeOn = (
  prefix: Buffer,
  direction: Direction,
  { above, below }: Extract<Condition, { kind: 'range' }>,
): KeyRange => {
  const sample = (above ?? below)?.value;
  const bounds = typeRange(sample, direction);
  let from: Buffer = Buffer.concat([prefix, bounds.from]);
  let to: Buffer = Buffer.concat([prefix, bounds.to]);
  const [lower, upper] = direction === 1 ? [above, below] : [below, above];
  if (lower) {
    const key = Buffer.concat([prefix, encodeKey(lower.value, direction)]);
    from = lower.inclusive ? key : behind(key);
  }
  if (upper) {
    const key = Buffer.concat([prefix, encodeKey(upper.value, direction)]);
    to = upper.inclusive ? behind(key) : key;
  }
  return { from, to };
};

const sortedBy = (rest: IndexSpec['fields'], order: Order): Plan['sorted'] => {
  if (order.length === 0) return 'forward';
  if (order.length > rest.length) return undefined;
  const matches = (flip: 1 | -1): boolean =>
    order.every(([field, direction], place) => {
      const part = rest[place];
      return part?.[0] === field && part[1] * flip === direction;
    });
  if (matches(1)) return 'forward';
  return matches(-1) ? 'backward' : undefined;
};

const planWith = (
  index: IndexSpec,
  conditions: Map<string, Condition>,
  order: Order,
): (Plan & { score: number }) | undefined => {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let used = 0;
  for (const [field, direction] of index.fields) {
    const condition = conditions.get(field);
    if (!condition || condition.kind === 'range') break;
    const values = condition.kind === 'eq' ? [condition.value] : condition.values;
    if (prefixes.length * values.length > MAX_RANGES) break;
    prefixes = prefixes.flatMap((prefix) =>
      values.map((value) => Buffer.concat([prefix, encodeKey(value, direction)])),
    );
    used += 1;
  }
  const next = index.fields[used];
  const condition = next && conditions.get(next[0]);
  const rest = index.fields.slice(used);
  const single = prefixes.length <= 1;
  // Fields fixed to one value order nothing: only what is left of the order counts.
  const wanted = order.filter(([field]) => conditions.get(field)?.kind !== 'eq');
  const sorted = single ? sortedBy(rest, wanted) : wanted.length === 0 ? 'forward' : undefined;
  if (next && condition?.kind === 'range') {
    const ranges = prefixes.map((prefix) => rangeOn(prefix, next[1], condition));
    return { index, ranges, sorted, score: used * 4 + 2 + (sorted ? 1 : 0) };
  }
  if (used === 0) return undefined;
  const ranges = prefixes.map((prefix) => ({ from: prefix, to: behind(prefix) }));
  return { index, ranges, sorted, score: used * 4 + (sorted ? 1 : 0) };
};

/** The best index for a query, or nothing where none serves it. */
export const planQuery = (
  indexes: readonly IndexSpec[],
  conditions: Map<string, Condition>,
  order: Order,
): Plan | undefined => {
  const plans = [ID_INDEX, ...indexes].flatMap((index) => planWith(index, conditions, order) ?? []);
  return plans.sort((a, b) => b.score - a.score)[0];
};

/** Reads a whole collection, in the order of insertion or of ids. */
export const scanPlan = (order: Order): Plan => {
  const everything = Buffer.alloc(0);
  const sorted = order.length === 0 ? undefined : sortedBy(ID_INDEX.fields, order);
  return {
    index: sorted ? ID_INDEX : NATURAL,
    ranges: [{ from: everything, to: behind(everything) }],
    sorted: order.length === 0 ? 'forward' : sorted,
  };
};
