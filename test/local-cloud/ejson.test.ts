import { inspect } from 'node:util';
import { EJSON } from 'bson';
import fc from 'fast-check';
import { fromEjson, toEjson } from '../../tools/local-cloud/database/document';

const library = {
  read: (text: string): unknown => EJSON.parse(text, { relaxed: true }),
  write: (value: unknown): string => EJSON.stringify(value, { relaxed: true }),
};

/** What a call comes to, as text: its answer, or the message of its error. */
const outcome = (run: () => unknown): string => {
  try {
    return inspect(run(), { depth: null });
  } catch (error) {
    return (error as Error).message;
  }
};

const leaf = fc.oneof(
  fc.constantFrom('$date', '', '\u0000', '〓', 'toJSON', '__proto__', '_bsontype'),
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, new Date(0), new Date(1_733_000_000_123), /x/),
  fc.constantFrom(-0, 2 ** 53, 1e300, NaN, Infinity),
);
const key = fc.oneof(
  fc.constantFrom('_id', '$date', '$oid', '$gt', '$ref', '$id', '$numberLong', 'toJSON', 'a\u0000'),
  fc.string({ maxLength: 4 }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
}));

describe('EJSON, by the short way where there is one', () => {
  it('is written as the library writes it', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(outcome(() => toEjson(given))).toEqual(outcome(() => library.write(given)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read as the library reads it', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = JSON.stringify(given ?? null);
        expect(outcome(() => fromEjson(text))).toEqual(outcome(() => library.read(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows a sign by its escape, and tells of a circle', () => {
    expect(fromEjson('{"\\u0024date":"1970-01-01T00:00:00Z"}')).toEqual(new Date(0));
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => toEjson(circle)).toThrow('circular');
  });
});
