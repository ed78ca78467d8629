/** How far an import has come, from 0 to 100. */
export const percentOf = (cursor: number, rows: number): number =>
  rows === 0 ? 100 : Math.min(100, Math.round((cursor / rows) * 100));
