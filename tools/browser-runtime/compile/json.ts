export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of an object that are strings; an absent object has none. */
export const strings = (value: unknown): Record<string, string> =>
  isJson(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => {
          return typeof entry[1] === 'string';
        }),
      )
    : {};

/** The members of an array that are objects; anything else has none. */
export const objects = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter(isJson) : [];

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
