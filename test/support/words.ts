import { everyAction, type Schema } from './handlers';

/** The places of an input in which somebody writes words of their own: `details.size`, `areas[].name`. */
const placesIn = (schema: Schema, path: string): string[] => {
  if (schema.pipe?.some(({ type, metadata }) => type === 'metadata' && metadata?.words)) {
    return [path];
  }
  const fields = Object.entries(schema.entries ?? {}).flatMap(([name, field]) =>
    placesIn(field, path === '' ? name : `${path}.${name}`),
  );
  const options = (schema.options ?? []).flatMap((option) =>
    typeof option === 'object' ? placesIn(option, path) : [],
  );
  const items = schema.item ? placesIn(schema.item, `${path}[]`) : [];
  const wrapped = schema.wrapped ? placesIn(schema.wrapped, path) : [];
  return [...new Set([...fields, ...options, ...items, ...wrapped])];
};

/** Every field of every action that takes free text, by `function.action`. */
export const WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  everyAction().map(({ title, input }) => [title, placesIn(input, '')] as const),
);
