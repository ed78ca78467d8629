import { Aggregator, Context } from 'mingo';
import { computeValue } from 'mingo/core';
import { isPlainObject, type Document } from './document';
import { DatabaseError, requestFailed } from './errors';
import { encodeKey } from './key-order';
import { requireExact } from './query';

type Filter = Record<string, unknown>;

/** Stages that the library knows and that do not belong to a reading query, or do something else. */
const NOT_BUILT = new Set([
  '$out',
  '$merge',
  '$geoNear',
  '$documents',
  '$function',
  '$accumulator',
  '$where',
]);

/** Parts of a date's text that the library counts otherwise. */
const WRONG_DATE_PARTS = /%[UG]/;

/** Expressions of the library that are wrong, said by others that are right. */
const SAID_OTHERWISE: Record<string, (date: unknown) => unknown> = {
  /** Weeks begin on Sunday; what is before the first Sunday is week 0. */
  $week: (date) => ({
    $floor: {
      $divide: [{ $subtract: [{ $add: [{ $dayOfYear: date }, 7] }, { $dayOfWeek: date }] }, 7],
    },
  }),
  /** The first days of January may belong to last year's week, the last of December to the next's. */
  $isoWeekYear: (date) => ({
    $add: [
      { $year: date },
      {
        $switch: {
          branches: [
            {
              case: { $and: [{ $eq: [{ $month: date }, 12] }, { $eq: [{ $isoWeek: date }, 1] }] },
              then: 1,
            },
            {
              case: { $and: [{ $eq: [{ $month: date }, 1] }, { $gte: [{ $isoWeek: date }, 52] }] },
              then: -1,
            },
          ],
          default: 0,
        },
      },
    ],
  }),
  $indexOfBytes: (args) => ({ $indexInBytes: args }),
};

type Expression = (document: unknown, expression: unknown, options: never) => unknown;

const argumentsOf: Expression = (document, expression, options) =>
  // The value of its first argument that is not null: here, of the list.
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else of mingo tells it
  computeValue(document as never, [expression, null] as never, '$ifNull', options);

const requireIndex = (value: unknown): number => {
  if (Number.isInteger(value) && Number(value) >= 0) return Number(value);
  throw requestFailed('$indexOfBytes requires an integral starting index, found another value');
};

const indexInBytes: Expression = (document, expression, options) => {
  const [text, part, from = 0, until] = argumentsOf(document, expression, options) as unknown[];
  if (text === null || text === undefined) return null;
  if (typeof text !== 'string' || typeof part !== 'string') {
    throw requestFailed('$indexOfBytes requires strings');
  }
  const bytes = Buffer.from(text);
  const end = until === undefined ? bytes.length : requireIndex(until);
  const start = requireIndex(from);
  return start > end ? -1 : bytes.subarray(0, end).indexOf(part, start);
};

interface Bucket {
  boundaries: unknown[];
  default?: unknown;
}

/** The greatest boundary that is not above a value: the lower end belongs to a bucket. */
const boundaryOf =
  ({ boundaries, ...bucket }: Bucket): ((value: unknown) => unknown) =>
  (value) => {
    const keys = boundaries.map((boundary) => encodeKey(boundary, 1));
    const key = encodeKey(value, 1);
    const place = keys.findLastIndex((each) => Buffer.compare(each, key) <= 0);
    if (place >= 0 && place < keys.length - 1) return boundaries[place];
    if (Object.hasOwn(bucket, 'default')) return bucket.default;
    throw requestFailed(
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  };

const ascending = (boundaries: readonly unknown[]): boolean =>
  boundaries.every(
    (boundary, place) =>
      place === 0 ||
      Buffer.compare(encodeKey(boundaries[place - 1], 1), encodeKey(boundary, 1)) < 0,
  );

/** Evaluates the stages of one query; expressions that the library gets wrong are its own. */
class Pipeline {
  private readonly buckets: ((value: unknown) => unknown)[] = [];

  private readonly context = Context.init({
    expression: {
      $indexInBytes: indexInBytes,
      $bucketAt: ((document, expression, options) => {
        const [value, no] = argumentsOf(document, expression, options) as [unknown, number];
        return this.buckets[no]?.(value);
      }) satisfies Expression,
    } as never,
  });

  readonly aggregator: Aggregator;

  constructor(stages: readonly Filter[], resolve: (collection: string) => Document[]) {
    this.aggregator = new Aggregator(stages.flatMap((stage) => this.stages(stage)) as never, {
      context: this.context,
      collectionResolver: resolve as never,
    });
  }

  private stages(stage: Filter): Filter[] {
    if (isPlainObject(stage['$match'])) requireExact(stage['$match']);
    const bucket = stage['$bucket'];
    return isPlainObject(bucket) ? this.bucket(bucket) : [this.said(stage) as Filter];
  }

  /** As MongoDB itself does it: groups by the boundary, in the order of the boundaries. */
  private bucket({ groupBy, boundaries, output, ...more }: Filter): Filter[] {
    if (!Array.isArray(boundaries) || boundaries.length < 2 || !ascending(boundaries)) {
      throw requestFailed("The 'boundaries' of $bucket must be at least two values in order");
    }
    const no = this.buckets.push(boundaryOf({ boundaries: boundaries as unknown[], ...more })) - 1;
    const fields = (output ?? { count: { $sum: 1 } }) as Filter;
    return [
      {
        $group: { _id: { $bucketAt: [this.said(groupBy), no] }, ...(this.said(fields) as Filter) },
      },
      { $sort: { _id: 1 } },
    ];
  }

  /** An expression or a stage with what the library gets wrong said otherwise, all the way down. */
  private said(value: unknown): unknown {
    if (Array.isArray(value)) {
      const isPipeline = value.some(
        (item) => isPlainObject(item) && ('$bucket' in item || '$match' in item),
      );
      return isPipeline
        ? (value as Filter[]).flatMap((stage) => this.stages(stage))
        : value.map((item) => this.said(item));
    }
    if (!isPlainObject(value)) return value;
    const made: Filter = {};
    for (const [key, inner] of Object.entries(value)) {
      if (NOT_BUILT.has(key)) throw requestFailed(`${key} is not built in this cloud`);
      if (key === '$dateToString' && WRONG_DATE_PARTS.test(JSON.stringify(inner))) {
        throw requestFailed('$dateToString with %U or %G is not built in this cloud');
      }
      if (key === '$literal') made[key] = inner;
      else if (Object.hasOwn(SAID_OTHERWISE, key)) return SAID_OTHERWISE[key]?.(this.said(inner));
      else made[key] = this.said(inner);
    }
    return made;
  }
}

/** Runs the stages of an aggregation. @throws DatabaseError for what is not built here */
export const aggregate = (
  documents: readonly Document[],
  stages: readonly Filter[],
  resolve: (collection: string) => Document[],
): unknown[] => {
  try {
    return new Pipeline(stages, resolve).aggregator.run(documents as never);
  } catch (error) {
    if (error instanceof DatabaseError || !(error instanceof Error)) throw error;
    throw requestFailed(error.message);
  }
};
