import { join } from 'node:path';
import ts from 'typescript';
import { everyAction } from '../support/handlers';

const CONTRACT = join(__dirname, '..', '..', 'typings', 'contract.d.ts');

/** A valibot schema, as far as its shape is told here. */
interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  options?: readonly (Schema | string | number)[];
  literal?: unknown;
  item?: Schema;
  wrapped?: Schema;
  value?: Schema;
}

/** What an input looks like: `a?` may be left out, `a[]` is each of a list, `a=x` a word it takes. */
type Shape = Set<string>;

const OPTIONAL = new Set(['exact_optional', 'optional', 'undefinedable']);

/** The shape of what a schema takes; `at` is the path to it. */
const shapeOfSchema = (schema: Schema, at: string, into: Shape): Shape => {
  if (schema.wrapped) return shapeOfSchema(schema.wrapped, at, into);
  for (const [key, field] of Object.entries(schema.entries ?? {})) {
    const path = `${at}.${key}`;
    into.add(OPTIONAL.has(field.type) ? `${path}?` : path);
    shapeOfSchema(field, path, into);
  }
  if (schema.item) shapeOfSchema(schema.item, `${at}[]`, into);
  if (schema.literal !== undefined) into.add(`${at}=${String(schema.literal)}`);
  for (const option of schema.options ?? []) {
    if (typeof option === 'object') shapeOfSchema(option, at, into);
    else into.add(`${at}=${option}`);
  }
  return into;
};

/** An amount of money is a number with a name. */
const isBranded = (type: ts.Type): boolean =>
  type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.NumberLike);

const program = ts.createProgram([CONTRACT], {
  strict: true,
  exactOptionalPropertyTypes: true,
  types: [],
});
const checker = program.getTypeChecker();

/** What a type is one of; a truth value is one thing. */
const partsOf = (type: ts.Type): ts.Type[] => {
  const parts = type.isUnion() ? type.types : [type];
  const truths = parts.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
  return truths.length === 2 ? parts.filter((part) => !truths.includes(part)) : parts;
};

/** The shape of what the contract says that an action takes. */
const shapeOfType = (type: ts.Type, at: string, into: Shape): Shape => {
  for (const part of partsOf(type)) {
    if (isBranded(part)) continue;
    if (part.isStringLiteral() || part.isNumberLiteral()) into.add(`${at}=${part.value}`);
    else if (part.flags & ts.TypeFlags.BooleanLiteral) {
      into.add(`${at}=${checker.typeToString(part)}`);
    } else if (checker.isArrayType(part)) {
      const [item] = checker.getTypeArguments(part as ts.TypeReference);
      if (item) shapeOfType(item, `${at}[]`, into);
    } else if (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
      for (const field of part.getProperties()) {
        const path = `${at}.${field.name}`;
        into.add(field.flags & ts.SymbolFlags.Optional ? `${path}?` : path);
        shapeOfType(checker.getTypeOfSymbol(field), path, into);
      }
    }
  }
  return into;
};

const member = (type: ts.Type, name: string): ts.Type => {
  const symbol = checker.getPropertyOfType(type, name);
  if (!symbol) throw new Error(`no ${name} in ${checker.typeToString(type)}`);
  return checker.getTypeOfSymbol(symbol);
};

const contract = (() => {
  const file = program.getSourceFile(CONTRACT);
  const module = file && checker.getSymbolAtLocation(file);
  const symbol =
    module && checker.getExportsOfModule(module).find(({ name }) => name === 'Contract');
  if (!symbol) throw new Error('no Contract');
  return checker.getDeclaredTypeOfSymbol(symbol);
})();

// The compiler sees that a door lets nothing through that the contract does not know; that it takes
// all that the contract offers is seen here.
describe('the contract and the door say the same of the input of', () => {
  // Where the contract takes the type of the schema itself, there is nothing to compare.
  const written = everyAction().filter(
    ({ name, action }) =>
      !checker.getPropertyOfType(member(member(member(contract, name), action), 'input'), '~types'),
  );
  it.each(written)('$title', ({ name, action, input }) => {
    const told = member(member(member(contract, name), action), 'input');
    expect([...shapeOfSchema(input as Schema, '', new Set())].sort()).toEqual(
      [...shapeOfType(told, '', new Set())].sort(),
    );
  });
});
