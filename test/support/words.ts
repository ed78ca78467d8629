import { handlers as campaign } from '../../cloudfunctions/campaign';
import { handlers as family } from '../../cloudfunctions/family';
import { handlers as helper } from '../../cloudfunctions/helper';
import { handlers as safe } from '../../cloudfunctions/safe';
import { handlers as staff } from '../../cloudfunctions/staff';
import { handlers as station } from '../../cloudfunctions/station';

/** As much of a valibot schema as is walked through. */
interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  options?: readonly Schema[];
  item?: Schema;
  wrapped?: Schema;
  pipe?: readonly { type: string; metadata?: { words?: boolean } }[];
}

/** The places of an input in which somebody writes words of their own: `details.size`, `areas[].name`. */
const placesIn = (schema: Schema, path: string): string[] => {
  if (schema.pipe?.some(({ type, metadata }) => type === 'metadata' && metadata?.words)) {
    return [path];
  }
  const fields = Object.entries(schema.entries ?? {}).flatMap(([name, field]) =>
    placesIn(field, path === '' ? name : `${path}.${name}`),
  );
  const options = Array.isArray(schema.options)
    ? schema.options
        .filter((option) => typeof option === 'object')
        .flatMap((option) => placesIn(option, path))
    : [];
  const items = schema.item ? placesIn(schema.item, `${path}[]`) : [];
  const wrapped = schema.wrapped ? placesIn(schema.wrapped, path) : [];
  return [...new Set([...fields, ...options, ...items, ...wrapped])];
};

const FUNCTIONS = { campaign, family, helper, safe, staff, station } as unknown as Record<
  string,
  Record<string, { input: Schema }>
>;

/** Every field of every action that takes free text, by `function.action`. */
export const WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(FUNCTIONS).flatMap(([name, handlers]) =>
    Object.entries(handlers).map(
      ([action, { input }]) => [`${name}.${action}`, placesIn(input, '')] as const,
    ),
  ),
);
