/** The last of a list. Older phones do not have `at`. */
export const lastOf = <T>(list: readonly T[]): T | undefined => list[list.length - 1];
