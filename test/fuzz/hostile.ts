import fc from 'fast-check';

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '__proto__',
    'constructor',
    'ready',
    '👨‍👩‍👧‍👦'.repeat(40),
    '\ud800',
    '\u0000',
    '龍'.repeat(20_000),
    1e308,
    -1,
    [],
    [[[[[[]]]]]],
    { $gt: '' },
    { $set: { openid: 'x' } },
    JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
    { length: 4_000_000_000 },
  ),
);

/** What is done to a good input: a field is replaced, left out or added; or nothing is left of it. */
export const attack = fc.oneof(
  { weight: 1, arbitrary: fc.record({ whole: hostile }) },
  { weight: 4, arbitrary: fc.record({ place: fc.nat(6), value: hostile }) },
  { weight: 1, arbitrary: fc.record({ place: fc.nat(6) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'openid', 'personId', 'now')),
      value: hostile,
    }),
  },
);
export type Attack = typeof attack extends fc.Arbitrary<infer Value> ? Value : never;

/** A good input after an attack. */
export const attacked = (good: object, how: Attack): unknown => {
  if ('whole' in how) return how.whole;
  const fields = Object.entries(good) as [string, unknown][];
  if ('name' in how) return Object.fromEntries([...fields, [how.name, how.value]]);
  const place = fields.length === 0 ? 0 : how.place % fields.length;
  const before = fields.slice(0, place);
  const behind = fields.slice(place + 1);
  const field = fields[place]?.[0] ?? 'extra';
  const middle: [string, unknown][] = 'value' in how ? [[field, how.value]] : [];
  return Object.fromEntries([...before, ...middle, ...behind]);
};
