/** How a built-in reads one of its attributes, which a template may set to any value. */
export interface Attribute<T> {
  /** What holds where the template says nothing, or null. */
  readonly initial: T;
  /** Throws a sentence where the platform knows no such value. */
  read(value: unknown): T;
}

export type Attributes = Record<string, Attribute<unknown>>;

/** The values of attributes, by the names of their definition. */
export type Values<A extends Attributes> = {
  readonly [Name in keyof A]: A[Name] extends Attribute<infer T> ? T : never;
};

const absent = (value: unknown): boolean => value === undefined || value === null;

/** As in WeChat the string `"false"` is true. */
export const boolean = (initial = false): Attribute<boolean> => ({
  initial,
  read: (value) => (absent(value) ? initial : Boolean(value)),
});

export const string = (initial = ''): Attribute<string> => ({
  initial,
  read: (value) => (absent(value) ? initial : String(value)),
});

export const number = (initial = 0): Attribute<number> => ({
  initial,
  read: (value) => {
    const read = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
    return absent(value) || Number.isNaN(read) ? initial : read;
  },
});

/** A value taken as it is: a list, an object, or either of several types. */
export const anything = <T = unknown>(initial: T): Attribute<T> => ({
  initial,
  read: (value) => (absent(value) ? initial : (value as T)),
});

/** One of the words that the platform knows; an empty one means the first. */
export const oneOf = <const T extends string>(...words: readonly [T, ...T[]]): Attribute<T> => ({
  initial: words[0],
  read: (value) => {
    if (absent(value) || value === '') return words[0];
    const found = words.find((word) => word === value);
    if (found === undefined) throw new Error(`"${String(value)}" is none of ${words.join(', ')}`);
    return found;
  },
});
